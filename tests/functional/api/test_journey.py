"""The first journey, by programs alone: from sign-up to a validated document."""

import io
from typing import Any

from flask import Flask

from capitune.accounts.queries import user_by_email
from capitune.authz.actor import Role
from tests.factories.factors import enrol
from tests.factories.people import PASSWORD, make_person, make_professional
from tests.functional.api.test_auth import CANDIDATE
from tests.support import corpus
from tests.support.mailbox import code_for, received
from tests.support.outbox import run_outbox
from tests.support.program import Program, got, program_of, refused

EMAIL = str(CANDIDATE["email"])


def signed_in(app: Flask, email: str) -> Program:
    """Somebody for whom the second factor is mandatory: they have one, and give it."""
    program = program_of(app)
    user = user_by_email(email)
    assert user is not None
    factor = enrol(user)
    sent = {"email": email, "password": PASSWORD}
    first = got(program.post("/api/auth/login", json=sent))
    second = {"mfa_token": first["mfa_token"], "code": factor.code()}
    program.token = got(program.post("/api/auth/mfa", json=second))["token"]
    return program


def candidate(app: Flask) -> Program:
    """A person who signs up and proves their address."""
    program = program_of(app)
    shown = got(program.post("/api/auth/register", json=CANDIDATE), 201)["user"]["email"]
    proof = {"email": EMAIL, "code": code_for(shown)}
    program.token = got(program.post("/api/auth/verify-email", json=proof))["token"]
    return program


def send(program: Program, path: str, kind: str, content: bytes, name: str) -> Any:
    data = {"file": (io.BytesIO(content), name), "type": kind}
    document = got(program.post(f"{path}/documents", data=data), 201)
    run_outbox()
    return got(program.get(f"/api/documents/{document['id']}"))


def address_of(program: Program) -> str:
    return str(got(program.get("/api/users/me"))["email"])


def rejected(pro: Program, fatou: Program, passport: Any) -> None:
    """The professional says what is wrong, and the candidate is told by mail, bell and dashboard."""
    decision = {
        "status": "rejected",
        "reasons": ["ILLEGIBLE"],
        "comment": "La page 3 est coupée.",
        "version": passport["version"],
    }
    got(pro.put(f"/api/documents/{passport['id']}/status", json=decision))
    assert "La page 3 est coupée." in received(address_of(fatou), "document_rejected")[0].text
    assert got(fatou.get("/api/notifications"))["unread"] >= 1
    next_action = got(fatou.get("/api/dashboard"))["next_action"]
    assert next_action["code"] == "replace_document"


def introduced(fatou: Program) -> None:
    """What one wants is asked first, then a dossier."""
    assert got(fatou.get("/api/dashboard"))["next_action"]["code"] == "complete_profile"
    got(fatou.patch("/api/users/me", json={"goals": ["study"]}))
    assert got(fatou.get("/api/dashboard"))["next_action"]["code"] == "create_dossier"


def test_the_first_journey(app: Flask) -> None:
    anne = make_professional("immigration", email="anne@example.com")
    make_person(Role.ADMIN, email="admin@example.com")
    fatou = candidate(app)
    introduced(fatou)

    templates = got(fatou.get("/api/templates"))["items"]
    code = next(t["code"] for t in templates if t["family"] == "study")
    dossier = got(fatou.post("/api/dossiers", json={"template": code}), 201)
    path = f"/api/dossiers/{dossier['id']}"
    assert (dossier["status"], dossier["progress"]) == ("draft", 0)
    passport = send(fatou, path, "ID_PASSPORT", corpus.pdf(), "passeport.pdf")
    photo = send(fatou, path, "ID_PHOTO", corpus.jpeg(600, 800), "photo.jpg")
    assert (passport["status"], photo["status"]) == ("received", "received")

    admin, pro = signed_in(app, "admin@example.com"), signed_in(app, "anne@example.com")
    refused(pro.get(path), 404, "not_found")
    sent = {"professional_id": str(anne.id), "role": "lead"}
    made = got(admin.post(f"{path}/assignments", json=sent), 201)
    got(pro.post(f"/api/assignments/{made['id']}/accept"))
    waiting = {line["document_id"] for line in got(pro.get("/api/dashboard"))["to_review"]}
    assert waiting == {passport["id"], photo["id"]}
    assert pro.get(f"/api/documents/{passport['id']}/download").status_code == 302

    rejected(pro, fatou, passport)
    again = send(fatou, path, "ID_PASSPORT", corpus.pdf(pages=4), "passeport complet.pdf")
    approval = {"status": "validated", "version": again["version"]}
    got(pro.put(f"/api/documents/{again['id']}/status", json=approval))
    after = got(fatou.get(path))
    assert after["progress"] > 0
    assert after["next_action"]["code"] != "replace_document"
    acts = [line["act"] for line in got(fatou.get(f"{path}/history"))["items"]]
    assert acts.index("document.validated") == 0 < acts.index("document.rejected")
    assert got(pro.get(f"{path}/history"))["items"][0]["act"] == "document.validated"
