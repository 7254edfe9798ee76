"""Documents through the API: what is asked, sending, scanning, opening, deciding."""

import hashlib
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.datastructures import FileStorage as SentFile
from werkzeug.test import encode_multipart

from capitune.core.storage import EXTENSION, FileStorage
from capitune.dossiers.states import ReviewerRole
from tests.factories.documents import INFECTED, PDF, fresh, receive, reject, send, validate
from tests.functional.api.conftest import Cast
from tests.support import corpus
from tests.support.mailbox import received
from tests.support.outbox import run_outbox
from tests.support.program import Program, got, refused

DOCUMENT = {
    "id",
    "requirement_id",
    "type",
    "title",
    "status",
    "reasons",
    "comment",
    "version",
    "file_name",
    "size",
    "mime_type",
    "sha256",
    "scan",
    "uploaded_by",
    "created_at",
    # Beyond the contract: which of the two files of a requirement it is, and what is marked on it.
    "kind",
    "marks",
    # And which file, where a requirement has several; what is written on it.
    "file_id",
    "position",
    "issued_on",
    "expires_on",
    "needs_translation",
    "duplicate_of",
}
REQUIREMENT = {"id", "type", "title", "necessity", "status", "files", "expires_on"}
REQUIREMENT |= {"exemption", "excuse", "answer", "documents"}
PASSPORT, FUNDS = "ID_PASSPORT", "FIN_BANK"


def asked(program: Program, cast: Cast, code: str = PASSPORT) -> dict[str, Any]:
    """What the dossier asks for, as this program sees it."""
    items = got(program.get(f"/api/dossiers/{cast.dossier.id}/documents"))["items"]
    return next(item for item in items if item["type"] == code)


def sending(file: bytes = PDF, name: str = "passeport.pdf", **fields: str) -> dict[str, Any]:
    """The parts of a form with a file."""
    return {"data": {"file": (io.BytesIO(file), name), **fields}}


def test_what_a_dossier_asks_for(cast: Cast) -> None:
    answer = got(cast["owner"].get(f"/api/dossiers/{cast.dossier.id}/documents"))
    assert set(answer) == {"items"}
    assert len(answer["items"]) > 5
    assert {frozenset(item) for item in answer["items"]} == {frozenset(REQUIREMENT)}
    assert {item["status"] for item in answer["items"]} == {"required"}
    assert [item["documents"] for item in answer["items"]] == [[]] * len(answer["items"])
    assert "required" in {item["necessity"] for item in answer["items"]}


@pytest.mark.parametrize("by", ["requirement_id", "type"])
@pytest.mark.parametrize("at", ["dossier", "documents"])
def test_a_file_is_sent_scanned_and_read(cast: Cast, by: str, at: str) -> None:
    owner, dossier = cast["owner"], cast.dossier
    requirement = asked(owner, cast)
    named = {"requirement_id": requirement["id"]} if by == "requirement_id" else {"type": PASSPORT}
    path = f"/api/dossiers/{dossier.id}/documents"
    if at == "documents":
        path, named = "/api/documents", {**named, "dossier_id": str(dossier.id)}
    file = corpus.pdf()
    response = owner.post(path, **sending(file, "Mon passeport.pdf", **named))
    body = got(response, 201)
    assert response.headers["Location"] == f"/api/documents/{body['id']}"
    assert set(body) == DOCUMENT
    assert (body["requirement_id"], body["type"]) == (requirement["id"], PASSPORT)
    assert (body["status"], body["scan"], body["kind"]) == ("pending", "scanning", "original")
    assert (body["size"], body["mime_type"]) == (len(file), "application/pdf")
    assert body["sha256"] == hashlib.sha256(file).hexdigest()
    assert body["file_name"] == "Mon passeport.pdf"
    assert body["uploaded_by"]["first_name"] == "Oumar"
    assert (body["reasons"], body["comment"]) == ([], "")
    refused(owner.get(f"/api/documents/{body['id']}/download"), 409, "not_scanned")

    run_outbox()
    body = got(owner.get(f"/api/documents/{body['id']}"))
    assert (body["status"], body["scan"]) == ("received", "clean")
    assert asked(owner, cast)["documents"] == [body]
    assert asked(owner, cast)["status"] == "received"

    for name in ("owner", "pro"):
        link = cast[name].get(f"/api/documents/{body['id']}/download")
        assert (link.status_code, link.get_data()) == (302, b"")
        address = urlsplit(link.headers["Location"])
        with cast["nobody"].get(f"{address.path}?{address.query}") as stranger:
            assert stranger.get_data() == file
            assert stranger.headers["Content-Disposition"].startswith("attachment")


def test_a_translation_stands_beside_the_original(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    for kind in ("original", "translation"):
        got(cast["owner"].post(path, **sending(corpus.pdf(), type=PASSPORT, kind=kind)), 201)
    kinds = [document["kind"] for document in asked(cast["owner"], cast)["documents"]]
    assert kinds == ["translation", "original"]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({}, "requirement_id", "required"),
        ({"type": "NOTHING_LIKE_IT"}, "type", "unknown_requirement"),
        ({"type": "a\x00b"}, "type", "unknown_value"),
        ({"requirement_id": "12"}, "requirement_id", "wrong_type"),
        ({"type": PASSPORT, "kind": "copy"}, "kind", "unknown_value"),
        ({"type": PASSPORT, "status": "validated"}, "status", "unknown_field"),
    ],
)
def test_a_form_is_strict(cast: Cast, fields: dict[str, str], field: str, code: str) -> None:
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    response = cast["owner"].post(path, **sending(**fields))
    assert response.status_code == 422
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]
    assert asked(cast["owner"], cast)["documents"] == []


def test_a_file_is_needed_and_only_one(cast: Cast) -> None:
    owner, path = cast["owner"], f"/api/dossiers/{cast.dossier.id}/documents"
    form = "multipart/form-data"
    none = owner.post(path, data={"type": PASSPORT}, content_type=form)
    refused(none, 422, "invalid", ("file", "required"))
    text = owner.post(path, data={"type": PASSPORT, "file": "not a file"}, content_type=form)
    refused(text, 422, "invalid", ("file", "wrong_type"))
    two = {"type": PASSPORT, "file": [(io.BytesIO(PDF), "a.pdf"), (io.BytesIO(PDF), "b.pdf")]}
    refused(owner.post(path, data=two), 422, "invalid", ("file", "wrong_type"))
    other = {"type": PASSPORT, "picture": (io.BytesIO(PDF), "a.pdf")}
    errors = {("file", "required"), ("picture", "unknown_field")}
    refused(owner.post(path, data=other), 422, "invalid", *errors)
    refused(owner.post(path, json={"type": PASSPORT}), 415, "unsupported_media_type")
    nothing = owner.post(path, data=b"", content_type="multipart/form-data")
    refused(nothing, 422, "invalid", ("file", "required"))
    refused(owner.post("/api/documents", json={}), 415, "unsupported_media_type")
    anywhere = owner.post("/api/documents", **sending(type=PASSPORT))
    refused(anywhere, 422, "invalid", ("dossier_id", "required"))


REFUSED = {
    "empty": "file_empty",
    "text": "file_unsupported",
    "html": "file_unsupported",
    "pdf with password": "file_encrypted",
    "pdf cut in half": "file_damaged",
    "png of 144 megapixels": "file_too_many_pixels",
    "zip bomb": "file_bomb",
    "pdf with JavaScript": "file_active_content",
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_bad_file_is_refused(cast: Cast, name: str, code: str) -> None:
    build, _ = corpus.HOSTILE[name]
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    response = cast["owner"].post(path, **sending(build(), type=PASSPORT))
    refused(response, 422, code, ("file", code))
    assert asked(cast["owner"], cast)["documents"] == []
    assert asked(cast["owner"], cast)["status"] == "required"


def test_a_file_that_is_too_large(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    file = SentFile(io.BytesIO(corpus.too_large()), "large.pdf")
    # Encoded here: the test client would put so much in a temporary file, and leave it open.
    boundary, body = encode_multipart({"type": PASSPORT, "file": file})
    form = f"multipart/form-data; boundary={boundary}"
    response = cast["owner"].post(path, data=body, content_type=form)
    problem = response.get_json()
    assert (response.status_code, problem["status"]) == (413, 413)
    assert problem["code"] in {"too_large", "file_too_large"}
    assert asked(cast["owner"], cast)["documents"] == []


# A client cannot write these into the header of a part.
UNSENDABLE = {"a\r\nSet-Cookie: x=1.pdf", "\ud800.pdf", ""}


@pytest.mark.parametrize("name", [n for n in corpus.NAMES if n not in UNSENDABLE], ids=ascii)
def test_any_name_is_survived(cast: Cast, name: str) -> None:
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    body = got(cast["owner"].post(path, **sending(corpus.pdf(), name, type=PASSPORT)), 201)
    assert 0 < len(body["file_name"]) <= 255
    assert not set(body["file_name"]) & set("/\\\r\n\0\u202e")


def test_an_infected_file_is_read_by_nobody(cast: Cast) -> None:
    document = send(cast.dossier, data=INFECTED)
    run_outbox()
    body = got(cast["owner"].get(f"/api/documents/{document.id}"))
    assert body["scan"] == "infected"
    for name in ("owner", "pro"):
        refused(cast[name].get(f"/api/documents/{document.id}/download"), 404, "not_found")
    assert asked(cast["owner"], cast)["status"] == "required"


def test_a_storage_that_is_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is half-written: a clear answer, and no version."""
    nowhere = tmp_path / "not a folder"
    nowhere.write_text("")
    away = FileStorage(str(nowhere / "storage"), "http://localhost", "a secret of sixteen bytes")
    monkeypatch.setitem(cast.app.extensions, EXTENSION, away)
    path = f"/api/dossiers/{cast.dossier.id}/documents"
    response = cast["owner"].post(path, **sending(corpus.pdf(), type=PASSPORT))
    refused(response, 503, "unavailable")
    assert response.headers["Retry-After"] == "5"
    assert asked(cast["owner"], cast)["documents"] == []


def test_a_rejection_is_read_where_one_sends_again(cast: Cast) -> None:
    document = receive(cast.dossier)
    address = f"/api/documents/{document.id}"
    sent = {
        "status": "rejected",
        "reasons": ["ILLEGIBLE"],
        "comment": "La page 3 est coupée.",
        "version": document.version,
    }
    body = got(cast["pro"].put(f"{address}/status", json=sent))
    assert set(body) == DOCUMENT
    assert (body["status"], body["reasons"]) == ("rejected", ["ILLEGIBLE"])
    assert body["comment"] == sent["comment"]
    assert body["version"] > document.version
    seen = asked(cast["owner"], cast)
    assert seen["status"] == "rejected"
    assert seen["documents"] == [body]
    dossier = got(cast["owner"].get(f"/api/dossiers/{cast.dossier.id}"))
    assert dossier["next_action"]["code"] == "replace_document"
    assert dossier["next_action"]["target"] == seen["id"]
    assert len(received(cast.people["owner"].email)) >= 1

    second = receive(cast.dossier)
    approved = {"status": "validated", "version": second.version}
    got(cast["pro"].put(f"/api/documents/{second.id}/status", json=approved))
    seen = asked(cast["owner"], cast)
    assert seen["status"] == "validated"
    assert [d["status"] for d in seen["documents"]] == ["validated", "rejected"]
    assert got(cast["owner"].get(f"/api/dossiers/{cast.dossier.id}"))["progress"] > 0


def test_only_one_decision_counts(cast: Cast) -> None:
    document = receive(cast.dossier)
    version = document.version
    validate(document, cast.people["pro"])
    address = f"/api/documents/{document.id}/status"
    for seen in (version, fresh(document).version):
        response = cast["pro"].put(address, json={"status": "validated", "version": seen})
        problem = refused(response, 409, "already_decided")
        assert set(problem["facts"]) == {"by", "at", "status"}
        assert problem["facts"]["status"] == "validated"
        assert "T" in problem["facts"]["at"]


def test_a_decision_on_what_was_replaced(cast: Cast) -> None:
    first = receive(cast.dossier)
    receive(cast.dossier)
    sent = {"status": "validated", "version": first.version}
    response = cast["pro"].put(f"/api/documents/{first.id}/status", json=sent)
    problem = refused(response, 409, "superseded")
    newer = got(cast["pro"].get(f"/api/dossiers/{cast.dossier.id}/documents"))["items"]
    sent_again = [v["id"] for r in newer for v in r["documents"] if v["id"] != str(first.id)]
    assert "at" in problem["facts"]
    assert [problem["facts"]["document_id"]] == sent_again


def test_a_validated_version_may_be_rejected_never_the_other_way(cast: Cast) -> None:
    document = validate(receive(cast.dossier), cast.people["pro"])
    address = f"/api/documents/{document.id}/status"
    sent = {"status": "rejected", "reasons": ["ILLEGIBLE"], "version": document.version}
    seen = got(cast["pro"].put(address, json=sent))
    assert (seen["status"], seen["reasons"]) == ("rejected", ["ILLEGIBLE"])
    back = {"status": "validated", "version": seen["version"]}
    problem = refused(cast["pro"].put(address, json=back), 409, "already_decided")
    assert problem["facts"]["status"] == "rejected"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"status": "rejected"}, "reasons", "reason_needed"),
        ({"status": "rejected", "reasons": ["NOPE"]}, "reasons", "unknown_reason"),
        ({"status": "rejected", "reasons": "ILLEGIBLE"}, "reasons", "wrong_type"),
        ({"status": "rejected", "reasons": [1]}, "reasons.0", "wrong_type"),
        ({"status": "received"}, "status", "unknown_value"),
        ({"status": "rejected", "reasons": ["OTHER"]}, "comment", "comment_needed"),
        ({"comment": "x" * 5000}, "comment", "too_long"),
        ({"comment": "a\x00b"}, "comment", "bad_text"),
        ({"version": "1"}, "version", "wrong_type"),
        ({"version": True}, "version", "wrong_type"),
        ({"version": 0}, "version", "out_of_range"),
        ({"version": 2**40}, "version", "out_of_range"),
        ({"version": None}, "version", "wrong_type"),
        ({"reviewer": "me"}, "reviewer", "unknown_field"),
    ],
)
def test_a_decision_is_strict(cast: Cast, change: dict[str, Any], field: str, code: str) -> None:
    document = receive(cast.dossier)
    sent = {"status": "validated", "version": document.version, **change}
    response = cast["pro"].put(f"/api/documents/{document.id}/status", json=sent)
    assert response.status_code == 422, response.get_data(as_text=True)
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]
    assert got(cast["pro"].get(f"/api/documents/{document.id}"))["status"] == "received"


def test_a_version_is_taken_back_while_nobody_decided(cast: Cast) -> None:
    for document in (send(cast.dossier), receive(cast.dossier)):
        assert cast["owner"].delete(f"/api/documents/{document.id}").status_code == 204
        refused(cast["owner"].get(f"/api/documents/{document.id}"), 404, "not_found")
    assert asked(cast["owner"], cast)["documents"] == []
    decided = receive(cast.dossier)
    reject(decided, cast.people["pro"])
    refused(cast["owner"].delete(f"/api/documents/{decided.id}"), 403, "version_decided")


def test_an_admin_sees_what_is_asked_and_no_version(cast: Cast) -> None:
    document = receive(cast.dossier)
    assert asked(cast["owner"], cast)["documents"]
    seen = asked(cast["admin"], cast)
    assert (seen["status"], seen["documents"]) == ("received", [])
    for path in ("", "/download"):
        response = cast["admin"].get(f"/api/documents/{document.id}{path}")
        refused(response, 403, "break_glass_required")


ACTS: dict[str, tuple[str, str]] = {
    "list": ("GET", "/api/dossiers/{dossier}/documents"),
    "send": ("POST", "/api/dossiers/{dossier}/documents"),
    "send to": ("POST", "/api/documents"),
    "read": ("GET", "/api/documents/{document}"),
    "download": ("GET", "/api/documents/{document}/download"),
    "delete": ("DELETE", "/api/documents/{document}"),
    "decide": ("PUT", "/api/documents/{document}/status"),
    "history": ("GET", "/api/dossiers/{dossier}/history"),
}
# Statuses in the order of ACTS; the requirement is an immigration one.
MAY = {
    "owner": (200, 201, 201, 200, 302, 204, 403, 200),
    "other": (404, 404, 404, 404, 404, 404, 404, 404),
    "pro": (200, 403, 403, 200, 302, 403, 200, 200),
    "coach": (200, 403, 403, 200, 302, 403, 403, 200),
    "unassigned": (404, 404, 404, 404, 404, 404, 404, 404),
    "unverified_pro": (404, 404, 404, 404, 404, 404, 404, 404),
    "moderator": (404, 404, 404, 404, 404, 404, 404, 404),
    "admin": (200, 403, 403, 403, 403, 403, 403, 200),
    "nobody": (401, 401, 401, 401, 401, 401, 401, 401),
}
TABLE = [
    (name, act, status)
    for name, statuses in MAY.items()
    for act, status in zip(ACTS, statuses, strict=True)
]


@pytest.mark.parametrize(("name", "act", "status"), TABLE)
def test_who_may_do_what_with_documents(cast: Cast, name: str, act: str, status: int) -> None:
    document = receive(cast.dossier)
    method, pattern = ACTS[act]
    path = pattern.format(dossier=cast.dossier.id, document=document.id)
    more: dict[str, Any] = {}
    if act == "decide":
        more = {"json": {"status": "validated", "version": document.version}}
    if act.startswith("send"):
        named = {"dossier_id": str(cast.dossier.id)} if act == "send to" else {}
        more = sending(corpus.pdf(), type=PASSPORT, **named)
    response = cast[name].open(path, method=method, **more)
    assert response.status_code == status, response.get_data(as_text=True)


def test_immigration_is_for_a_licence_whatever_the_role(cast: Cast) -> None:
    dossier = cast.open_dossier()
    cast.assign(dossier, "coach", ReviewerRole.LEAD)
    document = receive(dossier)
    sent = {"status": "validated", "version": document.version}
    response = cast["coach"].put(f"/api/documents/{document.id}/status", json=sent)
    refused(response, 403, "out_of_scope")


MARK = {"page": 1, "x": 0.1, "y": 0.8, "width": 0.5, "height": 0.15, "note": "Le bas est coupé"}


def test_marks_go_with_a_rejection_and_are_read_by_both(cast: Cast) -> None:
    document = receive(cast.dossier)
    whole = {"page": 1, "x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0, "note": ""}
    said = {"status": "rejected", "reasons": ["ILLEGIBLE"], "version": document.version}
    answer = cast["pro"].put(
        f"/api/documents/{document.id}/status", json={**said, "marks": [MARK, {"page": 1}]}
    )
    assert got(answer)["marks"] == [MARK, whole]
    assert got(cast["owner"].get(f"/api/documents/{document.id}"))["marks"] == [MARK, whole]
    assert asked(cast["owner"], cast)["documents"][0]["marks"] == [MARK, whole]


def test_a_validation_has_no_marks(cast: Cast) -> None:
    document = receive(cast.dossier)
    said = {"status": "validated", "version": document.version, "marks": [MARK]}
    assert got(cast["pro"].put(f"/api/documents/{document.id}/status", json=said))["marks"] == []


@pytest.mark.parametrize(
    ("marks", "field", "code"),
    [
        ([{**MARK, "page": 2}], "marks", "mark_page_unknown"),
        ([{**MARK, "page": 0}], "marks", "mark_page_unknown"),
        ([{**MARK, "width": 0.95}], "marks", "mark_outside"),
        ([{**MARK, "x": -0.1}], "marks", "mark_outside"),
        ([{**MARK, "width": -0.1}], "marks", "mark_too_small"),
        ([{**MARK, "height": 0}], "marks", "mark_too_small"),
        ([{**MARK, "note": "x" * 201}], "marks", "too_long"),
        ([MARK] * 11, "marks", "too_many_marks"),
        ([MARK] * 51, "marks", "too_long"),
        ([{**MARK, "x": "left"}], "marks.0.x", "wrong_type"),
        ([{**MARK, "colour": "red"}], "marks.0.colour", "unknown_field"),
        ([{}], "marks.0.page", "required"),
        ("all", "marks", "wrong_type"),
    ],
)
def test_a_mark_is_on_the_page_or_refused(cast: Cast, marks: Any, field: str, code: str) -> None:
    document = receive(cast.dossier)
    said = {"status": "rejected", "reasons": ["ILLEGIBLE"], "version": document.version}
    answer = cast["pro"].put(f"/api/documents/{document.id}/status", json={**said, "marks": marks})
    assert answer.status_code == 422
    errors = answer.get_json()["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]
    assert got(cast["pro"].get(f"/api/documents/{document.id}"))["status"] == "received"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_mark_that_is_no_number(cast: Cast, number: str) -> None:
    document = receive(cast.dossier)
    body = (
        f'{{"status": "rejected", "reasons": ["ILLEGIBLE"], "version": {document.version},'
        f' "marks": [{{"page": 1, "x": {number}, "y": 0, "width": 0.5, "height": 0.5}}]}}'
    )
    answer = cast["pro"].put(
        f"/api/documents/{document.id}/status", data=body, content_type="application/json"
    )
    assert answer.status_code == 422
