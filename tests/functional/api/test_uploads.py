"""Sending a file in parts through the API: straight to storage, resumed, completed once, refused in time."""

import base64
import hashlib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import func, select

from capitune.core.db import db
from capitune.core.storage import (
    EXTENSION,
    PART_BYTES,
    FileStorage,
    S3Storage,
    StorageMissing,
    current_storage,
)
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.jobs import purge_uploads
from capitune.dossiers.models import Document, Upload
from capitune.dossiers.queries import place_of, upload_by_id
from tests.factories.documents import PDF, requirement_of
from tests.factories.people import acting
from tests.factories.uploads import arrive, begin, big_pdf, pieces
from tests.functional.api.conftest import Cast
from tests.support.clock import MovedClock
from tests.support.outbox import run_outbox
from tests.support.program import Program, got, refused

UPLOAD = {"upload_id", "part_size", "received", "parts"}
LARGE = big_pdf(2 * PART_BYTES + 1234)
DRIVERS = pytest.mark.parametrize("driver", ["disk", "s3"])


@pytest.fixture(scope="module")
def bucket() -> Iterator[S3Storage]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"endpoint_url": f"http://{host}:{port}", "region_name": "us-east-1"}
    client = boto3.client("s3", aws_access_key_id="a", aws_secret_access_key="b", **keys)
    client.create_bucket(Bucket="kept")
    client.close()
    yield S3Storage("kept", endpoint_url=keys["endpoint_url"], access_key="a", secret_key="b")
    server.stop()


@pytest.fixture(autouse=True)
def folder(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The product's store for the length of the test: a folder of its own."""
    path = tmp_path / "store"
    fresh = FileStorage(path, "http://localhost", cast.app.config["SECRET_KEY"])
    monkeypatch.setitem(cast.app.extensions, EXTENSION, fresh)
    return path


@pytest.fixture
def stored(
    cast: Cast, driver: str, folder: Path, bucket: S3Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One store or the other."""
    if driver == "s3":
        monkeypatch.setitem(cast.app.extensions, EXTENSION, bucket)


def announced(cast: Cast, data: bytes = PDF, **more: Any) -> dict[str, Any]:
    """What begins an upload of ``data`` for the owner's passport."""
    return {
        "requirement_id": str(requirement_of(cast.dossier).id),
        "file_name": "Mon passeport.pdf",
        "size": len(data),
        "mime_type": "application/pdf",
        **more,
    }


def started(cast: Cast, data: bytes = PDF, **more: Any) -> dict[str, Any]:
    body = got(
        cast["owner"].post("/api/documents/uploads", json=announced(cast, data, **more)), 201
    )
    assert isinstance(body, dict)
    return body


def put(cast: Cast, url: str, data: bytes, **headers: str) -> tuple[int, str]:
    """The status and the ETag of a part that somebody without token or cookie sends."""
    address = urlsplit(url)
    if address.hostname == "localhost":
        answer = cast["nobody"].put(address.path, data=data, headers=headers)
        return answer.status_code, answer.headers.get("ETag", "")
    headers = {"Content-Type": "application/pdf", **headers}
    asked = urllib.request.Request(url, data, headers, method="PUT")  # noqa: S310 our own server
    with urllib.request.urlopen(asked, timeout=20) as sent:  # noqa: S310 our own server
        return sent.status, sent.headers["ETag"]


def send(cast: Cast, body: dict[str, Any], data: bytes, *numbers: int) -> list[dict[str, Any]]:
    """Send these parts (all, when none is named); what completing says of them."""
    named = []
    for part in body["parts"]:
        if not numbers or part["number"] in numbers:
            status, etag = put(cast, part["url"], pieces(data)[part["number"] - 1])
            assert status == 200
            named.append({"number": part["number"], "etag": etag})
    return named


def finish(program: Program, body: dict[str, Any], parts: Any, **more: Any) -> Any:
    path = f"/api/documents/uploads/{body['upload_id']}/complete"
    return program.post(path, json={"parts": parts, **more})


def follow(program: Program, body: dict[str, Any]) -> Any:
    return program.get(f"/api/documents/uploads/{body['upload_id']}")


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def content(document_id: str) -> bytes:
    document = db.session.get_one(Document, document_id)
    with current_storage().open(document.storage_key) as stream:
        return stream.read()


@DRIVERS
@pytest.mark.usefixtures("stored")
def test_a_large_file_goes_in_parts_and_is_one_version(cast: Cast) -> None:
    owner = cast["owner"]
    answer = owner.post("/api/documents/uploads", json=announced(cast, LARGE))
    body = got(answer, 201)
    assert set(body) == UPLOAD
    assert answer.headers["Location"] == f"/api/documents/uploads/{body['upload_id']}"
    assert (body["part_size"], body["received"]) == (PART_BYTES, [])
    assert [(part["number"], part["etag"]) for part in body["parts"]] == [
        (1, None),
        (2, None),
        (3, None),
    ]
    named = send(cast, body, LARGE)
    answer = finish(owner, body, named, sha256=hashlib.sha256(LARGE).hexdigest())
    document = got(answer, 201)
    assert answer.headers["Location"] == f"/api/documents/{document['id']}"
    assert (document["size"], document["file_name"]) == (len(LARGE), "Mon passeport.pdf")
    assert document["sha256"] == hashlib.sha256(LARGE).hexdigest()
    assert (document["scan"], document["status"]) == ("scanning", "pending")
    assert content(document["id"]) == LARGE

    run_outbox()
    assert got(owner.get(f"/api/documents/{document['id']}"))["status"] == "received"
    over = got(follow(owner, body))
    assert (over["received"], over["parts"]) == ([1, 2, 3], [])
    assert got(finish(owner, body, named), 201)["id"] == document["id"]
    assert count(Document) == 1


@DRIVERS
@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_cut_after_each_part_loses_none(cast: Cast, cut: int) -> None:
    owner, body = cast["owner"], started(cast, LARGE)
    if cut:
        send(cast, body, LARGE, *range(1, cut + 1))
    resumed = got(follow(owner, body))
    assert resumed["received"] == list(range(1, cut + 1))
    marks = [part["etag"] for part in resumed["parts"]]
    assert [mark is not None for mark in marks] == [n < cut for n in range(3)]
    left = [n for n in (1, 2, 3) if n not in resumed["received"]]
    named = send(cast, resumed, LARGE, *left)
    kept = [{"number": n, "etag": marks[n - 1]} for n in resumed["received"]]
    document = got(finish(owner, body, [*kept, *named]), 201)
    assert content(document["id"]) == LARGE


def test_a_part_twice_is_harmless(cast: Cast) -> None:
    body = started(cast)
    first, again = send(cast, body, PDF), send(cast, body, PDF)
    assert first == again
    assert got(follow(cast["owner"], body))["received"] == [1]
    got(finish(cast["owner"], body, first), 201)


def test_a_part_with_a_wrong_checksum_is_refused(cast: Cast) -> None:
    body = started(cast)
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()  # noqa: S324 the header's
    status, _ = put(cast, body["parts"][0]["url"], PDF, **{"Content-MD5": wrong})
    assert status == 422
    assert got(follow(cast["owner"], body))["received"] == []


@pytest.mark.parametrize(
    ("sent", "named", "code", "wrong"),
    [
        ((), (), "part_missing", (1, 2, 3)),
        ((1, 3), (1, 3), "part_missing", (2,)),
        ((1, 2, 3), (1, 2), "part_missing", (3,)),
        ((1, 2), (1, 2, 3), "part_missing", (3,)),
        ((1, 2, 3), (1, 2, 3, 4), "part_unknown", (4,)),
        ((1, 2, 3), (1, 3, 2), "parts_disordered", ()),
    ],
)
def test_complete_without_its_parts_says_which_and_changes_nothing(
    cast: Cast, sent: tuple[int, ...], named: tuple[int, ...], code: str, wrong: tuple[int, ...]
) -> None:
    owner, body = cast["owner"], started(cast, LARGE)
    marks = {p["number"]: p["etag"] for p in (send(cast, body, LARGE, *sent) if sent else [])}
    parts = [{"number": n, "etag": marks.get(n, "x")} for n in named]
    refused(finish(owner, body, parts), 422, code, *[(f"parts.{n}", code) for n in wrong])
    assert got(follow(owner, body))["received"] == sorted(sent)
    assert count(Document) == 0


def test_a_part_that_is_not_the_one_named_is_refused(cast: Cast) -> None:
    body = started(cast)
    (part,) = send(cast, body, PDF)
    answer = finish(cast["owner"], body, [{**part, "etag": "0" * 32}])
    refused(answer, 422, "part_changed", ("parts.1", "part_changed"))


def test_a_whole_that_is_not_the_one_sent_ends_the_upload(
    cast: Cast, folder: Path, clock: MovedClock
) -> None:
    body = started(cast)
    named = send(cast, body, PDF)
    answer = finish(cast["owner"], body, named, sha256="0" * 64)
    refused(answer, 422, "file_wrong_checksum", ("sha256", "file_wrong_checksum"))
    gone(cast, folder, body, clock)


def test_a_whole_that_cannot_be_accepted_ends_the_upload(
    cast: Cast, folder: Path, clock: MovedClock
) -> None:
    page = b"<html>" + b"x" * 100
    body = started(cast, page)
    answer = finish(cast["owner"], body, send(cast, body, page))
    refused(answer, 422, "file_unsupported", ("file", "file_unsupported"))
    gone(cast, folder, body, clock, page)


def gone(
    cast: Cast, folder: Path, body: dict[str, Any], clock: MovedClock, data: bytes = PDF
) -> None:
    """Nothing of this upload is left, nor of its file."""
    refused(follow(cast["owner"], body), 404, "not_found")
    assert (count(Upload), count(Document)) == (0, 0)
    clock.move(minutes=11)
    run_outbox()
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert put(cast, body["parts"][0]["url"], pieces(data)[0])[0] == 404


@pytest.mark.parametrize(
    ("changed", "status", "field", "code"),
    [
        ({"size": 0}, 422, "size", "file_empty"),
        ({"size": -5}, 422, "size", "file_empty"),
        ({"size": 50 * 1024**2 + 1}, 413, None, "file_too_large"),
        ({"size": 2**60}, 422, "size", "out_of_range"),
        ({"size": "12"}, 422, "size", "wrong_type"),
        ({"size": 1.5}, 422, "size", "wrong_type"),
        ({"mime_type": "video/mp4"}, 422, "mime_type", "file_unsupported"),
        ({"file_name": "x" * 5001}, 422, "file_name", "too_long"),
        ({"kind": "copy"}, 422, "kind", "unknown_value"),
        ({"parts": 3}, 422, "parts", "unknown_field"),
        ({"requirement_id": "me"}, 422, "requirement_id", "wrong_type"),
    ],
)
def test_what_could_never_be_accepted_is_refused_before_it_is_sent(
    cast: Cast, changed: dict[str, Any], status: int, field: str | None, code: str
) -> None:
    answer = cast["owner"].post("/api/documents/uploads", json=announced(cast) | changed)
    fields = [(field, code)] if field else []
    top = code if status == 413 or code.startswith("file_") else "invalid"
    refused(answer, status, top, *fields)
    assert count(Upload) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("x" * 4000 + ".pdf", "x" * 146 + ".pdf"),
        ("", "document.pdf"),
        ("\ud800.pdf", "document.pdf"),
    ],
)
def test_names_of_all_kinds(cast: Cast, typed: str, kept: str) -> None:
    if typed.startswith("\ud800"):
        path = "/api/documents/uploads"
        refused(cast["owner"].post(path, json=announced(cast, file_name=typed)), 400, "malformed")
        return
    body = started(cast, file_name=typed)
    document = got(finish(cast["owner"], body, send(cast, body, PDF)), 201)
    assert document["file_name"] == kept


def test_two_at_once_for_one_requirement_are_two_versions_in_the_order_they_end(
    cast: Cast,
) -> None:
    first, second = started(cast), started(cast, PDF + b"\n")
    marks = send(cast, first, PDF), send(cast, second, PDF + b"\n")
    newer = got(finish(cast["owner"], second, marks[1]), 201)
    newest = got(finish(cast["owner"], first, marks[0]), 201)
    statement = select(Document.id, Document.superseded_at).order_by(Document.number)
    rows = [(str(key), at is None) for key, at in db.session.execute(statement)]
    assert rows == [(newer["id"], False), (newest["id"], True)]


def test_given_up(cast: Cast, folder: Path, clock: MovedClock) -> None:
    owner, body = cast["owner"], started(cast, LARGE)
    send(cast, body, LARGE, 1)
    path = f"/api/documents/uploads/{body['upload_id']}"
    assert owner.delete(path).status_code == 204
    refused(owner.delete(path), 404, "not_found")
    gone(cast, folder, body, clock, LARGE)


def test_what_is_a_version_already_cannot_be_given_up(cast: Cast) -> None:
    owner, body = cast["owner"], started(cast)
    document = got(finish(owner, body, send(cast, body, PDF)), 201)
    refused(owner.delete(f"/api/documents/uploads/{body['upload_id']}"), 409, "upload_over")
    assert content(document["id"]) == PDF


def test_an_upload_begun_twice_under_one_key_is_one(cast: Cast, folder: Path) -> None:
    sent = {"json": announced(cast), "headers": {"Idempotency-Key": "once"}}
    first = got(cast["owner"].post("/api/documents/uploads", **sent), 201)
    again = got(cast["owner"].post("/api/documents/uploads", **sent), 201)
    assert first == again
    assert count(Upload) == 1
    other = {**sent, "json": announced(cast, file_name="other.pdf")}
    refused(cast["owner"].post("/api/documents/uploads", **other), 422, "key_reused")
    assert len(list(folder.glob(".parts/*"))) == 1  # the second's place was given up


def test_there_is_a_limit_to_what_is_on_its_way_at_once(cast: Cast) -> None:
    bodies = [started(cast) for _ in range(20)]
    path = "/api/documents/uploads"
    refused(cast["owner"].post(path, json=announced(cast)), 409, "too_many_uploads")
    cast["owner"].delete(f"{path}/{bodies[0]['upload_id']}")
    got(cast["owner"].post(path, json=announced(cast)), 201)


def test_a_dossier_archived_meanwhile_takes_no_version(cast: Cast) -> None:
    owner, body = cast["owner"], started(cast)
    named = send(cast, body, PDF)
    with unit_of_work():
        services.archive(acting(cast.people["owner"]), cast.dossier)
    refused(finish(owner, body, named), 403, "dossier_archived")
    assert count(Document) == 0


def test_an_upload_lives_for_a_day(cast: Cast, clock: MovedClock) -> None:
    body, upload = started(cast, LARGE), begin(cast.dossier)
    send(cast, body, LARGE, 1)
    arrive(upload)
    clock.move(hours=23)
    assert upload_by_id(upload.id) is not None
    clock.move(hours=1)
    assert upload_by_id(upload.id) is None
    purge_uploads()
    assert count(Upload) == 2  # nobody is met who is finishing one at this moment
    clock.move(hours=2)
    purge_uploads()
    assert count(Upload) == 0
    clock.move(minutes=11)
    run_outbox()
    with pytest.raises(StorageMissing):
        current_storage().parts.received(upload.storage_key, upload.store_id)


def test_the_purge_leaves_the_file_of_a_version(cast: Cast, clock: MovedClock) -> None:
    body = started(cast)
    document = got(finish(cast["owner"], body, send(cast, body, PDF)), 201)
    clock.move(hours=26)
    purge_uploads()
    clock.move(minutes=11)
    run_outbox()
    assert count(Upload) == 0
    assert content(document["id"]) == PDF


@DRIVERS
@pytest.mark.usefixtures("stored")
def test_put_together_but_never_recorded_is_recorded_the_next_time(cast: Cast) -> None:
    """The process died in between, or the store's "done" was lost on its way to us, or came too late."""
    body = started(cast)
    named = send(cast, body, PDF)
    upload = db.session.get_one(Upload, body["upload_id"])
    place = place_of(upload)
    received = current_storage().parts.received(place.key, place.store_id)
    current_storage().parts.join(place.key, place.store_id, received)
    document = got(finish(cast["owner"], body, named), 201)
    assert content(document["id"]) == PDF


def test_a_file_more_a_file_again_and_a_file_of_elsewhere(cast: Cast) -> None:
    def whole(**more: Any) -> dict[str, Any]:
        body = started(cast, **more)
        answer = finish(cast["owner"], body, send(cast, body, PDF))
        found: dict[str, Any] = got(answer, 201)
        return found

    first = whole()
    second = whole(file_id="new")
    assert (second["position"], second["file_id"]) == (2, second["id"])
    again = whole(file_id=first["file_id"])
    assert (again["position"], again["file_id"]) == (1, first["file_id"])
    translated = whole(file_id=second["file_id"], kind="translation")
    assert (translated["position"], translated["duplicate_of"]) == (2, again["id"])
    path, before = "/api/documents/uploads", count(Upload)
    elsewhere = str(begin(cast.open_dossier("other")).id)
    for wrong in (elsewhere, "old", "", 7):
        answer = cast["owner"].post(path, json=announced(cast, file_id=wrong))
        fields = {error["field"].partition(".")[0] for error in answer.get_json()["errors"]}
        assert (answer.status_code, fields) == (422, {"file_id"})
    assert count(Upload) == before + 1


def test_a_store_that_is_away_changes_nothing(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = started(cast)
    named = send(cast, body, PDF)
    (tmp_path / "file").write_text("")
    away = FileStorage(tmp_path / "file" / "storage", "http://localhost", "a secret of ours")
    with monkeypatch.context() as patch:
        patch.setitem(cast.app.extensions, EXTENSION, away)
        for answer in (
            cast["owner"].post("/api/documents/uploads", json=announced(cast)),
            follow(cast["owner"], body),
            finish(cast["owner"], body, named),
        ):
            refused(answer, 503, "unavailable")
    assert (count(Upload), count(Document)) == (1, 0)
    got(finish(cast["owner"], body, named), 201)


def test_a_place_is_given_up_when_its_upload_is_refused(cast: Cast, folder: Path) -> None:
    cast["owner"].post("/api/documents/uploads", json=announced(cast, mime_type="video/mp4"))
    assert list(folder.glob(".parts/*")) == []
