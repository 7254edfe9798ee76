"""Each id in each address, body and cursor replaced by somebody else's: nothing of theirs comes back."""

import io
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from capitune.accounts.queries import openings
from capitune.core.db import db
from capitune.core.listing import encode
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.states import ReviewerRole
from capitune.notifications.models import Notification
from capitune.professionals import services as professionals
from capitune.professionals.states import CredentialStatus
from tests.factories.budgets import pay, price, quote
from tests.factories.cases import reported
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import receive, reject, requirement_of
from tests.factories.exports import give_export
from tests.factories.invitations import make_invitation
from tests.factories.listed import make_listed
from tests.factories.messages import write, write_with_file
from tests.factories.notes import note_on
from tests.factories.people import acting
from tests.factories.pictures import give_picture
from tests.factories.posts import commented_in_secret, drafted, posted
from tests.factories.resources import written
from tests.factories.steps import add
from tests.factories.uploads import begin
from tests.functional.api.conftest import Cast
from tests.support import corpus
from tests.support.program import got, refused
from tests.support.signing import token_of

SECRET = "Chantecler"  # in everything that is theirs, and in nothing else
SECRET_TEXTS = {
    language: {"title": SECRET, "summary": SECRET, "body": SECRET} for language in ("fr", "en")
}
TAKES_FORM = {"send_document", "send_document_to", "add_credential_proof"}
# What this persona may do to the account itself, to what was reported, to drafts of the library: no part of the dossier.
OWN_WORK = {
    "moderator": {
        "change_person": 403,
        "set_status": 422,
        "claim_case": 200,
        "decide_case": 422,
        "read_resource": 200,
    }
}
BODIES: dict[str, dict[str, Any]] = {
    "edit_dossier": {"title": "Mine now"},
    "put_answers": {"answers": {}},
    "move_stage": {"stage": "interested"},
    "make_assignment": {"professional_id": str(uuid.uuid4()), "role": "lead"},
    "suggest_colleague": {
        "professional_id": str(uuid.uuid4()),
        "role": "lead",
        "motive": "No",
    },
    "refuse_assignment": {"reason": "No"},
    "decide_case": {"decision": "none of ours"},
    "send_message": {"body": "Mine", "client_id": str(uuid.uuid4())},
    "change_post": {"title": "Mine, not theirs"},
    "write_comment": {"body": "Mine"},
    "change_comment": {"body": "Mine"},
    "write_note": {"body": "Mine"},
    "change_note": {"body": "Mine"},
    "add_budget_line": {"label": "Mine", "kind": "service", "amount_cents": 5},
    "change_budget_line": {"label": "Mine"},
    "add_step": {"title": "Mine", "owner": "candidate", "target_on": "2030-01-02"},
    "change_step": {"title": "Mine"},
    "propose_quote": {"terms": "Mine"},
    "record_payment": {"line_id": str(uuid.uuid4()), "amount_cents": 5, "paid_on": "2026-01-02"},
    "reverse_payment": {"reason": "Mine"},
    "edit_credential": {"body": "cicc", "number": "R1", "class": "rcic"},
    "prove_credential_contact": {"code": "123456"},
    "reject_credential": {"reason": "No"},
    "ask_contact": {"text": "Bonjour."},
    "accept_contact": {"offers": True},
    "decline_contact": {},
    "complete_upload": {"parts": [{"number": 1, "etag": "x"}]},
    "excuse_requirement": {"reason": "No"},
    "waive_requirement": {"reason": "No"},
    "insist_on_requirement": {"reason": "No"},
    "ask_files": {"files": 2},
    "describe_document": {"issued_on": "2026-01-02"},
    "change_person": {"first_name": "Mine"},
    "set_status": {"status": "suspended"},
    "decide_document": {"status": "validated", "version": 2},
}
# Names are public of people who can sign in, and their picture to whoever was shown its address; everything
# else of them is not.
PUBLIC = {
    "read_profile": 200,
    "read_avatar": 302,
    "follow_member": 403,  # a candidate is nobody to follow
    "unfollow_member": 204,
    "mute_member": 204,
    "unmute_member": 204,
}
ASKING = ("owner", "pro", "unassigned", "unverified_pro", "moderator")


class Theirs:
    """The other candidate's dossier, with something of everything in it."""

    def __init__(self, cast: Cast) -> None:
        other = cast.people["other"]
        with unit_of_work():
            other.last_name, other.email = SECRET, f"{SECRET}@example.com"
            cast.people["coach"].last_name = SECRET
        self.dossier: Dossier = cast.open_dossier("other", title=SECRET, description=SECRET)
        assignment = cast.assign(self.dossier, "coach", ReviewerRole.LEAD)
        receive(self.dossier, "FORM_MAIN")
        document = receive(self.dossier)
        reject(receive(self.dossier, "FIN_BANK"), cast.people["coach"], comment=SECRET)
        line = price(self.dossier, cast.people["coach"], label=SECRET)
        quote(self.dossier, cast.people["coach"], SECRET)
        licence = make_credential(
            cast.people["coach"], CredentialStatus.SUBMITTED, register_name=SECRET
        )
        with unit_of_work():
            asked = professionals.ask_contact(
                acting(other), make_listed().id, SECRET, acknowledged=True
            )
        told = select(Notification.id).where(Notification.user_id == other.id).limit(1)
        token_of(other)
        self.ids: dict[str, uuid.UUID] = {
            "dossier_id": self.dossier.id,
            "assignment_id": assignment.id,
            "document_id": document.id,
            "notification_id": db.session.scalars(told).one(),
            "user_id": other.id,
            "avatar_id": give_picture(other).avatar_id or uuid.uuid4(),
            "export_id": give_export(other),
            "session_id": openings(other)[0].id,
            "credential_id": licence.id,
            "proof_id": make_proof(licence).id,
            "professional_id": cast.people["coach"].id,  # who is not in the directory
            "request_id": asked.id,
            "invitation_id": make_invitation(cast.people["coach"], name=SECRET, role="coach").id,
            "requirement_id": requirement_of(self.dossier).id,
            "upload_id": begin(self.dossier).id,
            "file_id": write_with_file(self.dossier, other, f"{SECRET}.pdf").id,
            "message_id": write(self.dossier, other, SECRET).id,
            "post_id": drafted(make_listed(), title=SECRET).id,
            "comment_id": commented_in_secret().id,
            "resource_id": written(texts=SECRET_TEXTS).id,
            "case_id": reported(posted(make_listed(), title=SECRET)).case_id,
            "note_id": note_on(self.dossier, cast.people["coach"], SECRET).id,
            "line_id": line.id,
            "step_id": add(self.dossier, cast.people["coach"], SECRET).id,
            "payment_id": pay(self.dossier, cast.people["coach"], line.id).id,
        }

    def absent_from(self, answer: bytes, allowed: tuple[uuid.UUID, ...] = ()) -> None:
        """Fail when anything of theirs is in ``answer``."""
        text = answer.decode()
        assert SECRET not in text
        known = {str(i) for i in self.ids.values()} - {str(i) for i in allowed}
        assert not [i for i in known if i in text]


@pytest.fixture
def theirs(cast: Cast) -> Theirs:
    return Theirs(cast)


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every address of the API with an id in it, and each of its methods."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.arguments - {"slug"}:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def body_for(name: str, **fields: str) -> dict[str, Any]:
    if name in TAKES_FORM:
        return {"data": {"file": (io.BytesIO(corpus.pdf()), "a.pdf"), **fields}}
    return {"json": BODIES[name]} if name in BODIES else {}


def test_the_secret_is_found_where_it_may_be(cast: Cast, theirs: Theirs) -> None:
    """The test's own eyes: its owner does get all of it."""
    address = f"/api/dossiers/{theirs.dossier.id}"
    for path in ("", "/documents", "/history", "/assignments", "/budget", "/messages", "/steps"):
        assert SECRET in cast["other"].get(address + path).get_data(as_text=True), path


@pytest.mark.parametrize("name", ASKING)
def test_ids_in_addresses(cast: Cast, theirs: Theirs, name: str) -> None:
    seen = set()
    assert cast.dossier
    named: dict[str, Any] = {**theirs.ids, "side": 128, "number": 1}
    for rule, method in rules(cast.app):
        endpoint = rule.endpoint.removeprefix("api.")
        with cast.app.test_request_context():
            adapter = cast.app.url_map.bind("localhost")
            path = adapter.build(
                rule.endpoint, {n: named[n] for n in rule.arguments}, method=method
            )
        response = cast[name].open(path, method=method, **body_for(endpoint, type="ID_PASSPORT"))
        seen.add(endpoint)
        if endpoint in PUBLIC:
            assert response.status_code == PUBLIC[endpoint]
            theirs.absent_from(response.get_data(), allowed=(theirs.ids["user_id"],))
            continue
        if endpoint in OWN_WORK.get(name, {}):
            assert response.status_code == OWN_WORK[name][endpoint]
            continue
        refused(response, 404, "not_found")
        theirs.absent_from(response.get_data())
    assert len(seen) >= 18


def test_nothing_of_theirs_changed(cast: Cast, theirs: Theirs) -> None:
    before = everything(cast, theirs)
    for name in ASKING:
        test_ids_in_addresses(cast, theirs, name)
    assert everything(cast, theirs) == before


def everything(cast: Cast, theirs: Theirs) -> list[Any]:
    address = f"/api/dossiers/{theirs.dossier.id}"
    parts = ("", "/documents", "/assignments", "/budget", "/messages")
    paths = [*(f"{address}{part}" for part in parts), "/api/notifications"]
    return [got(cast["other"].get(path)) for path in paths]


def test_a_part_of_theirs_under_one_s_own_dossier(cast: Cast, theirs: Theirs) -> None:
    mine, ids = f"/api/dossiers/{cast.dossier.id}", theirs.ids
    for name in ("owner", "admin"):
        path = f"{mine}/assignments/{ids['assignment_id']}"
        refused(cast[name].delete(path), 404, "not_found")
    for name in ("owner", "pro"):
        line, paid = f"{mine}/budget/lines/{ids['line_id']}", ids["payment_id"]
        refused(cast[name].delete(line), 404, "not_found")
        refused(cast[name].patch(line, json={"label": "Mine"}), 404, "not_found")
        back = f"{mine}/budget/payments/{paid}/reverse"
        refused(cast[name].post(back, json={}), 404, "not_found")


def test_ids_in_bodies(cast: Cast, theirs: Theirs) -> None:
    owner, ids = cast["owner"], {name: str(key) for name, key in theirs.ids.items()}
    mine = f"/api/dossiers/{cast.dossier.id}/documents"
    own_requirement = str(cast.requirement(cast.dossier, "ID_PASSPORT").id)
    unknown = ("requirement_id", "unknown_requirement")
    cases = [
        (mine, {"requirement_id": ids["requirement_id"]}, 422),
        (
            "/api/documents",
            {"dossier_id": str(cast.dossier.id), "requirement_id": ids["requirement_id"]},
            422,
        ),
        (
            "/api/documents",
            {"dossier_id": ids["dossier_id"], "requirement_id": ids["requirement_id"]},
            404,
        ),
        ("/api/documents", {"dossier_id": ids["dossier_id"], "type": "ID_PASSPORT"}, 404),
        (
            "/api/documents",
            {"dossier_id": ids["dossier_id"], "requirement_id": own_requirement},
            404,
        ),
    ]
    announced = {"file_name": "a.pdf", "size": 9, "mime_type": "application/pdf"}
    begun = {"requirement_id": ids["requirement_id"], **announced}
    refused(owner.post("/api/documents/uploads", json=begun), 404, "not_found")
    for path, fields, status in cases:
        response = owner.post(path, **body_for("send_document", **fields))
        theirs.absent_from(response.get_data())
        if status == 422:
            refused(response, 422, "unknown_requirement", unknown)
        else:
            refused(response, 404, "not_found")
    assert len(got(cast["other"].get(f"/api/dossiers/{ids['dossier_id']}/documents"))["items"]) > 0
    statuses = select(Requirement.status).where(Requirement.dossier_id == cast.dossier.id)
    assert set(db.session.scalars(statuses)) == {"required"}


@pytest.mark.parametrize(
    "path", ["/api/dossiers", "/api/notifications", "/api/dossiers/{}/history"]
)
def test_ids_in_cursors(cast: Cast, theirs: Theirs, path: str) -> None:
    for key in theirs.ids.values():
        response = cast["owner"].get(f"{path.format(cast.dossier.id)}?after={encode(key)}")
        theirs.absent_from(response.get_data())
        got(response)


def test_lists_hold_nothing_of_theirs(cast: Cast, theirs: Theirs) -> None:
    for name in (*ASKING, "nobody"):
        for path in ("/api/dossiers", "/api/dashboard", "/api/notifications", "/api/users/me"):
            theirs.absent_from(cast[name].get(path).get_data())
