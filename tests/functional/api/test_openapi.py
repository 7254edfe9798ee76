"""The OpenAPI document is true: it names every address, and every answer has the shape it says."""

import io
import re
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy import update
from werkzeug.test import TestResponse

from capitune.authz.web import declared
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Invitation
from capitune.dossiers.states import ReviewerRole, Scan
from capitune.resources.states import ResourceKind
from tests.factories.documents import PDF, receive, reject
from tests.factories.factors import enrol
from tests.factories.listed import make_listed
from tests.factories.messages import write_with_file
from tests.factories.people import PASSWORD
from tests.factories.pictures import photo
from tests.factories.posts import posted
from tests.factories.resources import shelved
from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support import corpus
from tests.support.mailbox import code_for
from tests.support.outbox import run_outbox
from tests.support.program import Program, got, program_of
from tests.unit.professionals.scene import FACTS, Scene

# They give the document itself, which does not describe itself.
APART = {"api.openapi", "api.docs"}
METHODS = {"get", "post", "put", "patch", "delete"}
PART = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture(scope="module")
def document(shared_app: Flask) -> dict[str, Any]:
    return got(program_of(shared_app).get("/api/openapi.json"))


def strict(schema: Any) -> Any:
    """The schema, with objects that hold what it lists and nothing more."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(part) for name, part in schema.items()}
    if closed.get("type") == "object" and "properties" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


def references(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(references, part)) if part else set()
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
    return own.union(*map(references, part.values()))


def test_it_names_every_address(shared_app: Flask, document: dict[str, Any]) -> None:
    served = {
        (PART.sub(r"{\1}", rule.rule), method.lower())
        for rule in shared_app.url_map.iter_rules()
        if rule.rule.startswith("/api") and rule.endpoint not in APART
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    written = {(path, method) for path, parts in document["paths"].items() for method in parts}
    assert len(served) > 30
    assert written == served
    assert {method for _, method in written} <= METHODS


def test_it_is_openapi_3_1_and_whole(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"] == {
        "bearer": {"type": "http", "scheme": "bearer"}
    }
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) - known == set()
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    tags = {
        tag for parts in document["paths"].values() for op in parts.values() for tag in op["tags"]
    }
    assert tags == {tag["name"] for tag in document["tags"]}
    names = [op["operationId"] for parts in document["paths"].values() for op in parts.values()]
    assert len(names) == len(set(names))


def test_it_says_who_may(shared_app: Flask, document: dict[str, Any]) -> None:
    for path, parts in document["paths"].items():
        for method, operation in parts.items():
            access = declared(shared_app.view_functions[f"api.{operation['operationId']}"])
            assert access
            is_public = access.permission is None
            assert (operation.get("security") == []) == is_public, (method, path)
            assert is_public or "401" in operation["responses"], (method, path)


def test_it_says_how_one_is_refused(document: dict[str, Any]) -> None:
    for path, parts in document["paths"].items():
        for method, operation in parts.items():
            answers = operation["responses"]
            assert {"429", "default"} <= set(answers)
            assert operation["summary"].endswith(".") or operation["summary"].endswith(". "), path
            if "requestBody" in operation:
                assert {"400", "413", "415", "422"} <= set(answers), (method, path)
            if "{" in path:
                assert "404" in answers, (method, path)
            for status, answer in answers.items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]


def validator_for(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": strict(document["components"])}
    return Draft202012Validator(whole, format_checker=FormatChecker())


class Witness:
    """Sends requests, holds each answer to what the document says, and notes what was seen."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.seen: set[tuple[str, str, str]] = set()
        self.patterns = {
            path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in document["paths"]
        }

    def __call__(self, program: Program, method: str, path: str, **more: Any) -> TestResponse:
        response = program.open(path, method=method, **more)
        plain = path.split("?", maxsplit=1)[0]
        # Literal addresses win over those with parts, as they do in the application.
        found = [p for p, pattern in self.patterns.items() if pattern.fullmatch(plain)]
        pattern = min(found, key=lambda p: p.count("{"))
        operation = self.document["paths"][pattern][method.lower()]
        status = str(response.status_code)
        assert status in operation["responses"], f"{method} {pattern} answered {status}"
        self._hold(operation["responses"][status], response)
        self.seen.add((method, pattern, status))
        return response

    def _hold(self, promised: dict[str, Any], response: TestResponse) -> None:
        content = promised.get("content")
        if not content:
            assert response.get_data() in {b"", b"{}"}
            return
        ((kind, answer),) = content.items()
        assert response.content_type == kind
        if "schema" not in answer:
            return
        errors = list(validator_for(self.document, answer["schema"]).iter_errors(response.json))
        assert errors == [], "\n".join(f"{e.json_path}: {e.message}" for e in errors)


@pytest.fixture
def witness(document: dict[str, Any]) -> Witness:
    return Witness(document)


def test_the_witness_is_strict(document: dict[str, Any], cast: Cast, witness: Witness) -> None:
    shown = got(cast["owner"].get(f"/api/dossiers/{cast.dossier.id}"))
    schema = validator_for(document, {"$ref": "#/components/schemas/Dossier"})
    assert schema.is_valid(shown)
    assert not schema.is_valid({**shown, "secret": 1})
    assert not schema.is_valid({k: v for k, v in shown.items() if k != "stage"})
    assert not schema.is_valid({**shown, "id": "12"})
    assert not schema.is_valid({**shown, "progress": "60"})
    assert not schema.is_valid({**shown, "candidate": {**shown["candidate"], "email": "a"}})


def dossiers_walk(cast: Cast, witness: Witness) -> None:
    owner, pro = cast["owner"], cast["pro"]
    opened = witness(owner, "POST", "/api/dossiers", json={"template": TEMPLATE}).get_json()
    here, at = f"/api/dossiers/{opened['id']}", f"/api/dossiers/{cast.dossier.id}"
    witness(owner, "GET", "/api/dossiers?limit=0")
    witness(owner, "GET", "/api/dossiers?limit=1")
    version = witness(owner, "PATCH", at, json={"title": "Autre"}).get_json()["version"]
    witness(owner, "PATCH", at, json={"title": "Encore", "version": version - 1})
    witness(owner, "PUT", f"{at}/answers", json={"answers": {"minor": "no"}})
    witness(owner, "PUT", f"{at}/answers", json={"answers": {}, "version": version})
    witness(owner, "GET", f"{at}/answers")
    witness(pro, "POST", f"{at}/stage", json={"stage": "interested"})
    witness(pro, "POST", f"{at}/stage", json={"stage": "validated"})
    witness(owner, "POST", f"{here}/archive")
    witness(owner, "PATCH", here, json={"title": "Archivé"})
    witness(owner, "POST", f"{here}/reopen")
    witness(owner, "DELETE", at)
    witness(owner, "DELETE", here)


def invitations_walk(cast: Cast, witness: Witness) -> None:
    pro = cast["pro"]
    sent = {"email": "a@b.ca", "name": "Awa", "template": TEMPLATE, "role": "immigration"}
    made = witness(pro, "POST", "/api/invitations", json=sent).get_json()
    witness(pro, "POST", "/api/invitations", json=sent)
    witness(pro, "GET", "/api/invitations")
    here = f"/api/invitations/{made['id']}"
    witness(pro, "GET", here)
    witness(pro, "POST", f"{here}/send")
    with unit_of_work():
        db.session.execute(update(Invitation).values(sent_at=now() - timedelta(hours=1)))
    witness(pro, "POST", f"{here}/send")
    for _ in range(2):
        witness(pro, "POST", f"{here}/withdraw")


def assignments_walk(cast: Cast, witness: Witness) -> None:
    owner, una = cast["owner"], cast["unassigned"]
    path = f"/api/dossiers/{cast.dossier.id}/assignments"
    sent = {"professional_id": str(cast.people["unassigned"].id), "role": "lead"}
    made = witness(owner, "POST", path, json=sent).get_json()
    witness(owner, "POST", path, json=sent)
    witness(una, "GET", "/api/dashboard")
    for _ in range(2):
        witness(una, "POST", f"/api/assignments/{made['id']}/accept")
    witness(owner, "DELETE", f"{path}/{made['id']}")
    asked = cast.assign(cast.dossier, "unassigned", ReviewerRole.LEAD, accepted=False)
    witness(una, "POST", f"/api/assignments/{asked.id}/refuse", json={"reason": "Trop loin."})
    here, whom = f"/api/dossiers/{cast.dossier.id}/suggestions", {**sent, "motive": "Pour vous."}
    offered = witness(cast["pro"], "POST", here, json=whom).get_json()
    witness(cast["pro"], "POST", here, json=whom)
    witness(owner, "GET", here)
    for _ in range(2):
        witness(owner, "POST", f"/api/suggestions/{offered['id']}/agree")


def documents_walk(cast: Cast, witness: Witness) -> None:
    owner, pro, dossier = cast["owner"], cast["pro"], cast.dossier
    data = {"file": (io.BytesIO(corpus.pdf()), "a.pdf"), "type": "ID_PASSPORT"}
    sent = witness(owner, "POST", f"/api/dossiers/{dossier.id}/documents", data=data).get_json()
    witness(owner, "GET", f"/api/documents/{sent['id']}/download")
    witness(owner, "DELETE", f"/api/documents/{sent['id']}")
    bad = {"file": (io.BytesIO(b"no"), "a.pdf"), "type": "ID_PASSPORT"}
    witness(owner, "POST", "/api/documents", data={**bad, "dossier_id": str(dossier.id)})
    reject(receive(dossier), cast.people["pro"])
    clean = receive(dossier)
    address = f"/api/documents/{clean.id}"
    for name in ("owner", "admin", "other", "nobody"):
        witness(cast[name], "GET", address)
        witness(cast[name], "GET", f"{address}/download")
    marks = [{"page": 7}]
    wrong = {"status": "rejected", "reasons": ["ILLEGIBLE"], "version": 2, "marks": marks}
    witness(pro, "PUT", f"{address}/status", json=wrong)
    for program in (owner, cast["coach"]):
        witness(program, "PATCH", address, json={"issued_on": "2026-01-02", "move": "up"})
    witness(owner, "PATCH", address, json={"expires_on": "2026-01-01"})
    decided = {"status": "validated", "version": clean.version}
    for program in (cast["coach"], pro, pro):
        witness(program, "PUT", f"{address}/status", json=decided)
    witness(owner, "DELETE", address)


def exemptions_walk(cast: Cast, witness: Witness) -> None:
    owner, pro, dossier = cast["owner"], cast["pro"], cast.open_dossier("owner")
    cast.assign(dossier, "pro", ReviewerRole.LEAD)
    path = f"/api/requirements/{cast.requirement(dossier, 'ID_PHOTO').id}"
    for reason in ("", "Le photographe a fermé."):
        witness(owner, "PUT", f"{path}/excuse", json={"reason": reason})
    witness(owner, "PUT", f"{path}/waiver", json={"reason": "Non."})
    witness(pro, "POST", f"{path}/insist", json={"reason": "Il la faut."})
    witness(owner, "DELETE", f"{path}/excuse")
    witness(pro, "POST", f"{path}/insist", json={"reason": "Il la faut."})
    for _ in range(2):
        witness(pro, "PUT", f"{path}/waiver", json={"reason": "Elle ne sert pas."})
    witness(owner, "DELETE", f"{path}/excuse")
    witness(pro, "DELETE", f"{path}/waiver")
    for files in (2, 0):
        witness(pro, "PUT", f"{path}/files", json={"files": files})


def uploads_walk(cast: Cast, witness: Witness) -> None:
    owner, nobody = cast["owner"], cast["nobody"]
    requirement = cast.requirement(cast.dossier, "ID_PASSPORT")
    path, announced = "/api/documents/uploads", {"file_name": "a.pdf", "mime_type": "image/heic"}
    sent = {"requirement_id": str(requirement.id), "size": len(PDF), **announced}
    witness(owner, "POST", path, json={**sent, "size": 2**40})
    body = witness(owner, "POST", path, json=sent).get_json()
    address = f"{path}/{body['upload_id']}"
    url = urlsplit(body["parts"][0]["url"]).path
    etag = nobody.put(url, data=PDF).headers["ETag"]
    witness(owner, "GET", address)
    for parts in ([], [{"number": 1, "etag": etag}]):
        witness(owner, "POST", f"{address}/complete", json={"parts": parts})
    witness(owner, "GET", address)
    witness(owner, "DELETE", address)
    other = witness(owner, "POST", path, json=sent).get_json()
    witness(owner, "DELETE", f"{path}/{other['upload_id']}")


def people_walk(cast: Cast, witness: Witness) -> None:
    owner, nobody = cast["owner"], cast["nobody"]
    witness(owner, "GET", f"/api/users/{cast.people['pro'].id}")
    witness(owner, "PATCH", "/api/users/me", json={"first_name": "Omar"})
    witness(owner, "PATCH", "/api/users/me", data=b"{", content_type="application/json")
    witness(owner, "PATCH", "/api/users/me", data=b"{}", content_type="text/plain")
    for data in (photo(), b"no"):
        sent = {"file": (io.BytesIO(data), "me.jpg")}
        told = witness(owner, "PUT", "/api/users/me/avatar", data=sent).get_json()
        if "avatar_url" in told:
            witness(owner, "GET", told["avatar_url"])
    witness(owner, "DELETE", "/api/users/me/avatar")
    witness(owner, "GET", "/api/users/me/preferences")
    told = {"document_rejected": {"email": "digest"}}
    witness(owner, "PUT", "/api/users/me/preferences", json={"notifications": told})
    witness(owner, "PUT", "/api/users/me/preferences", json={"digest": "hourly"})
    news = witness(owner, "GET", "/api/notifications").get_json()["items"]
    witness(owner, "PUT", f"/api/notifications/{news[0]['id']}/read")
    witness(owner, "PUT", "/api/notifications/read")
    for path in ("resend-code", "forgot-password"):
        witness(nobody, "POST", f"/api/auth/{path}", json={"email": "nobody@example.com"})
    for path, sent in {
        "login": {"email": "a@example.com", "password": "x"},
        "refresh": {"refresh_token": "x"},
        "register": {"account_type": "candidate"},
        "verify-email": {"email": "a@b.ca", "code": "123456"},
        "reset-password": {"token": "x", "password": "y"},
    }.items():
        witness(nobody, "POST", f"/api/auth/{path}", json=sent)
    witness(nobody, "POST", "/api/auth/register", json=SIGN_UP)
    proof = {"email": SIGN_UP["email"], "code": code_for(str(SIGN_UP["email"]))}
    witness(nobody, "POST", "/api/auth/verify-email", json=proof)
    owned = {"email": cast.people["owner"].email, "password": PASSWORD}
    pair = witness(nobody, "POST", "/api/auth/login", json=owned).get_json()
    witness(nobody, "POST", "/api/auth/refresh", json={"refresh_token": pair["refresh_token"]})
    factor = enrol(cast.people["owner"])
    first = witness(nobody, "POST", "/api/auth/login", json=owned).get_json()
    for code in ("000000", factor.code()):
        sent = {"mfa_token": first["mfa_token"], "code": code}
        witness(nobody, "POST", "/api/auth/mfa", json=sent)


def licences_walk(cast: Cast, witness: Witness) -> None:
    pro, admin = cast["unverified_pro"], cast["admin"]
    mine, queue = "/api/users/me/credentials", "/api/admin/validations"
    sent = {"body": "cicc", "number": "r 123 456", "class": "rcic"}
    made = witness(pro, "POST", mine, json=sent).get_json()
    here = f"{mine}/{made['id']}"
    data = {"file": (io.BytesIO(corpus.pdf()), "a.pdf")}
    proof = witness(pro, "POST", f"{here}/proofs", data=data).get_json()
    witness(pro, "GET", f"/api/proofs/{proof['id']}/download")
    run_outbox()
    witness(admin, "GET", f"/api/proofs/{proof['id']}/download")
    witness(pro, "PUT", here, json=sent)
    witness(pro, "GET", here)
    witness(pro, "GET", mine)
    for _ in range(2):
        witness(pro, "POST", f"{here}/submit")
    witness(pro, "POST", f"{here}/contact", json={"code": "123456"})
    for program in (admin, pro):
        witness(program, "GET", queue)
        witness(program, "GET", "/api/admin/audit?limit=2&act=dossier.opened")
    for _ in range(2):
        witness(admin, "POST", f"{queue}/{made['id']}/approve")
    witness(admin, "POST", f"{queue}/{made['id']}/reject", json={"reason": "Le nom diffère."})
    witness(admin, "GET", "/api/admin/audit?from=yesterday")
    for asked in ("", "?days=365", "?from=2026-02-01&to=2026-01-01"):
        witness(admin, "GET", f"/api/admin/analytics{asked}")
    witness(pro, "GET", "/api/admin/analytics")


def desk_walk(cast: Cast, witness: Witness) -> None:
    admin, listed = cast["admin"], "/api/admin/users"
    for name in ("admin", "moderator", "owner"):
        witness(cast[name], "GET", f"{listed}?limit=3")
    witness(admin, "GET", f"{listed}?role=king")
    sent = {"email": "invited@example.com", "role": "professional"}
    made = witness(admin, "POST", listed, json=sent).get_json()
    witness(admin, "POST", listed, json=sent)
    for changes in ({"first_name": "Zoé"}, {"version": made["version"]}, {"role": "king"}):
        witness(admin, "PATCH", f"{listed}/{made['id']}", json=changes)
    closing = {"status": "suspended", "reason": "spam", "message": "Non."}
    for json in (closing, closing, {"status": "active"}, {"status": "gone"}):
        witness(cast["moderator"], "PUT", f"{listed}/{made['id']}/status", json=json)


def directory_walk(cast: Cast, witness: Witness) -> None:
    listed, anne = "/api/professionals", make_listed(languages=["fr"], bio="Bonjour.")
    scene = Scene()
    paul = scene.professional()
    scene.approved(paul, facts=FACTS)
    witness(cast["owner"], "GET", listed)
    witness(cast["owner"], "GET", f"{listed}?limit=1&scope=federal")
    witness(cast["owner"], "GET", f"{listed}?scope=nonsense")
    witness(cast["owner"], "GET", f"{listed}/{cast.people['owner'].id}")
    for found in (anne, paul):
        witness(cast["owner"], "GET", f"{listed}/{found.id}")
    pro, asked = cast["unverified_pro"], "/api/contact-requests"
    make_listed(cast.people["pro"])
    here = f"{listed}/{cast.people['pro'].id}/contact-requests"
    sent = {"text": "Bonjour.", "acknowledged": True}
    made = witness(cast["owner"], "POST", here, json=sent).get_json()
    witness(cast["owner"], "POST", here, json=sent)
    witness(cast["other"], "POST", here, json={"text": "www.a.example"})
    witness(pro, "POST", here, json=sent)
    other = witness(cast["other"], "POST", here, json=sent).get_json()
    witness(cast["owner"], "GET", f"{asked}/{made['id']}")
    witness(cast["pro"], "POST", f"{asked}/{made['id']}/accept", json={"offers": True})
    for _ in range(2):
        witness(cast["pro"], "POST", f"{asked}/{other['id']}/decline", json={"answer": "Non."})
    witness(cast["pro"], "GET", asked)
    witness(cast["admin"], "GET", asked)


def reads_walk(cast: Cast, witness: Witness) -> None:
    at = f"/api/dossiers/{cast.dossier.id}"
    general = ("/api/dashboard", "/api/dossiers", "/api/notifications", "/api/users/me")
    for name in ("owner", "pro", "admin", "moderator", "unverified_pro", "nobody"):
        for path in (
            *general,
            at,
            f"{at}/documents",
            f"{at}/assignments",
            f"{at}/history",
            f"{at}/export",
        ):
            witness(cast[name], "GET", path)
    witness(cast["nobody"], "GET", "/api/templates")
    witness(cast["nobody"], "GET", "/api/fees")


def budget_walk(cast: Cast, witness: Witness) -> None:
    at, pro, owner = f"/api/dossiers/{cast.dossier.id}/budget", cast["pro"], cast["owner"]
    service = {"label": "Étude", "kind": "service", "amount_cents": 90000}
    for name in ("owner", "pro", "admin", "other"):
        witness(cast[name], "GET", at)
    line = witness(pro, "POST", f"{at}/lines", json=service).get_json()
    more = witness(pro, "POST", f"{at}/lines", json={**service, "kind": "third_party"}).get_json()
    for terms in ("", "Payable en deux fois."):
        witness(pro, "POST", f"{at}/quotes", json={"terms": terms})
        witness(owner, "POST", f"{at}/quotes/1/accept")
    witness(owner, "POST", f"{at}/quotes/2/accept")
    changed = {"amount_cents": 95000, "version": 1}
    for _ in range(2):
        witness(pro, "PATCH", f"{at}/lines/{line['id']}", json=changed)
        witness(pro, "POST", f"{at}/quotes", json={})
    sent = {"line_id": more["id"], "amount_cents": 500, "paid_on": today().isoformat()}
    witness(owner, "POST", f"{at}/payments", json={**sent, "currency": "USD"})
    paid = witness(owner, "POST", f"{at}/payments", json=sent).get_json()
    witness(pro, "DELETE", f"{at}/lines/{more['id']}")
    for _ in range(2):
        witness(owner, "POST", f"{at}/payments/{paid['id']}/reverse", json={"reason": "Non"})
    witness(pro, "DELETE", f"{at}/lines/{more['id']}")
    witness(owner, "GET", at)


def messages_walk(cast: Cast, witness: Witness) -> None:
    at, pro, owner = f"/api/dossiers/{cast.dossier.id}/messages", cast["pro"], cast["owner"]
    sent = {"body": "Bonjour.", "client_id": str(new_id()), "reply_expected": True}
    for body in (sent, sent, {**sent, "body": "Autre."}, {**sent, "body": " "}):
        written = witness(pro, "POST", at, json=body).get_json()
    written = witness(pro, "POST", at, json=sent).get_json()
    for name in ("owner", "pro", "admin", "other"):
        witness(cast[name], "GET", f"{at}?limit=1")
        witness(cast[name], "PUT", f"/api/messages/{written['id']}/read")
    for scan in (Scan.CLEAN, None):
        file = write_with_file(cast.dossier, cast.people["pro"], scan=scan)
        for name in ("owner", "admin"):
            witness(cast[name], "GET", f"/api/messages/files/{file.id}/download")
    witness(owner, "POST", at, json={"body": "Oui.", "client_id": str(new_id())})
    for program in (owner, pro, pro):
        witness(program, "DELETE", f"/api/messages/{written['id']}")
    witness(owner, "GET", at)


def notes_walk(cast: Cast, witness: Witness) -> None:
    at, pro = f"/api/dossiers/{cast.dossier.id}/notes", cast["pro"]
    past = {"body": "À vérifier.", "remind_on": "2020-01-01"}
    for body in ({"body": "À vérifier."}, {"body": " "}, past):
        witness(pro, "POST", at, json=body)
    one = witness(pro, "POST", at, json={"body": "Encore."}).get_json()["id"]
    changed = {"body": "Autre.", "version": 1}
    for name in ("owner", "pro", "admin", "other"):
        witness(cast[name], "GET", f"{at}?limit=1")
        witness(cast[name], "PATCH", f"/api/notes/{one}", json=changed)
    witness(pro, "PATCH", f"/api/notes/{one}", json=changed)
    for name in ("owner", "admin", "pro", "pro"):
        witness(cast[name], "DELETE", f"/api/notes/{one}")


def comments_walk(cast: Cast, witness: Witness, post_id: str) -> None:
    pro, other, talk = cast["pro"], cast["other"], f"/api/posts/{post_id}/comments"
    for body in ({"body": "Merci beaucoup."}, {"body": " "}, {"body": "Oui", "parent_id": post_id}):
        witness(other, "POST", talk, json=body)
    said = witness(other, "POST", talk, json={"body": "Encore merci."}).get_json()
    witness(pro, "POST", talk, json={"body": "De rien.", "parent_id": said["id"]})
    witness(pro, "GET", f"{talk}?limit=1")
    comment = f"/api/comments/{said['id']}"
    witness(pro, "GET", comment)
    for program in (pro, other, other):
        witness(program, "PATCH", comment, json={"body": "Autre chose.", "version": 1})
    for program in (pro, other, other):
        witness(program, "DELETE", comment)


def following_walk(cast: Cast, witness: Witness) -> None:
    other = cast["other"]
    for act in ("follow", "mute"):
        for method in ("PUT", "DELETE"):
            witness(other, method, f"/api/tags/pal/{act}")
            witness(other, method, f"/api/tags/nothing/{act}")
            for name in ("pro", "owner"):
                witness(other, method, f"/api/users/{cast.people[name].id}/{act}")
    witness(other, "PUT", f"/api/users/{cast.people['pro'].id}/follow")
    witness(other, "GET", "/api/users/me/following")
    for query in ("?pile=followed", "?pile=held", "?author=no"):
        witness(other, "GET", f"/api/posts{query}")


def inside_walk(cast: Cast, witness: Witness) -> None:
    pro, other, at = cast["pro"], cast["other"], "/api/posts"
    words = {
        "title": "Qui est dispensé de la LAP ?",
        "body": "Trois points à vérifier avant de déposer.",
        "category": "documents",
        "tags": ["pal"],
    }
    witness(pro, "GET", "/api/tags")
    following_walk(cast, witness)
    for body in (words, {**words, "tags": []}, {**words, "category": "visa"}, {"title": "x"}):
        witness(pro, "POST", at, json=body)
    witness(other, "POST", at, json=words)
    one = witness(pro, "POST", at, json={**words, "title": "Une autre question"}).get_json()["id"]
    for query in (
        "",
        "?limit=1",
        "?sort=hot&limit=1",
        "?category=documents&tag=pal&q=lap",
        "?sort=no",
        "?after=no",
    ):
        witness(other, "GET", at + query)
    for act in ("like", "bookmark"):
        for method in ("PUT", "PUT", "DELETE", "DELETE"):
            witness(other, method, f"{at}/{one}/{act}")
    comments_walk(cast, witness, one)
    for program in (other, pro):
        witness(program, "GET", f"{at}/{one}")
        for _ in range(2):
            witness(
                program, "PATCH", f"{at}/{one}", json={"title": "Un titre changé", "version": 1}
            )
    for program in (other, pro, pro):
        witness(program, "DELETE", f"{at}/{one}")


def library_walk(cast: Cast, witness: Witness) -> None:
    owner, course = cast["owner"], shelved(ResourceKind.COURSE)
    checklist = shelved(ResourceKind.CHECKLIST)
    queries = ("", "?limit=1", "?kind=course&q=fonds", "?kind=film", "?limit=0", "?after=no")
    for query in queries:
        witness(owner, "GET", f"/api/resources{query}")
    for key in (course.id, checklist.id, uuid.uuid4()):
        witness(owner, "GET", f"/api/resources/{key}")


def moderation_walk(cast: Cast, witness: Witness) -> None:
    post, author = posted(cast.people["pro"]), cast["pro"]
    reporter, admin = cast["other"], cast["admin"]
    body = {"target_type": "post", "target_id": str(post.id), "reason": "spam"}
    for program in (author, reporter, reporter):
        witness(program, "POST", "/api/reports", json=body)
    for wrong in ({"reason": "no"}, {"target_type": "dossier"}, {"target_id": str(new_id())}):
        witness(cast["owner"], "POST", "/api/reports", json=body | wrong)
    at = "/api/admin/moderation"
    for query in ("", "?limit=1", "?pile=mine", "?pile=decided", "?pile=no", "?after=no"):
        witness(admin, "GET", at + query)
    witness(reporter, "GET", at)
    one = f"{at}/{witness(admin, 'GET', at).get_json()['items'][-1]['id']}"
    for program in (reporter, admin):
        witness(program, "POST", f"{one}/claim")
    for sent in ({"decision": "burn"}, {"decision": "keep", "version": 99}):
        witness(admin, "POST", f"{one}/decide", json=sent)
    for program in (reporter, admin, admin):
        witness(program, "POST", f"{one}/decide", json={"decision": "remove", "reason": "spam"})
    witness(admin, "POST", f"{one}/claim")


def steps_walk(cast: Cast, witness: Witness) -> None:
    at, pro, owner = f"/api/dossiers/{cast.dossier.id}/steps", cast["pro"], cast["owner"]
    for name in ("owner", "pro", "admin", "other"):
        witness(cast[name], "GET", at)
    sent = {"title": "Appeler l’école", "owner": "candidate", "target_on": today().isoformat()}
    witness(owner, "POST", at, json={**sent, "owner": "authority"})
    witness(pro, "POST", at, json={**sent, "target_on": "1999-01-01"})
    step = witness(pro, "POST", at, json=sent).get_json()
    one = f"/api/steps/{step['id']}"
    witness(owner, "PATCH", one, json={"title": "Non"})
    for _ in range(2):
        witness(pro, "PATCH", one, json={"hold_reason": "Attend l’école.", "version": 1})
    witness(owner, "PATCH", one, json={"done": True})
    witness(owner, "DELETE", one)
    for _ in range(2):
        witness(pro, "DELETE", one)


def sessions_walk(cast: Cast, witness: Witness) -> None:
    owner = cast["owner"]
    listed = witness(owner, "GET", "/api/users/me/sessions").get_json()["items"]
    other = next(one for one in listed if not one["current"])
    witness(owner, "DELETE", f"/api/users/me/sessions/{other['id']}")
    witness(owner, "DELETE", f"/api/users/me/sessions/{other['id']}")
    wrong = {"current_password": "wrong", "new_password": PASSWORD}
    witness(owner, "PUT", "/api/users/me/password", json=wrong)


def data_walk(cast: Cast, witness: Witness) -> None:
    other, me = cast["other"], "/api/users/me"
    asked = witness(other, "POST", f"{me}/export").get_json()
    witness(other, "GET", f"{me}/exports/{asked['id']}")
    witness(other, "GET", f"{me}/exports/{asked['id']}/file")
    run_outbox()
    witness(other, "GET", f"{me}/exports/{asked['id']}")
    witness(other, "GET", f"{me}/exports/{asked['id']}/file")
    witness(other, "DELETE", me, json={"password": "wrong"})
    witness(other, "DELETE", me, json={"password": PASSWORD})


STATUSES = ["200", "201", "202", "204", "302", "400", "401", "403", "404", "409", "415", "422"]


def test_answers_are_as_promised(cast: Cast, witness: Witness) -> None:
    for walk in (
        reads_walk,
        dossiers_walk,
        assignments_walk,
        invitations_walk,
        documents_walk,
        uploads_walk,
        exemptions_walk,
        people_walk,
        licences_walk,
        desk_walk,
        directory_walk,
        budget_walk,
        steps_walk,
        messages_walk,
        notes_walk,
        inside_walk,
        library_walk,
        moderation_walk,
    ):
        walk(cast, witness)
    reads_walk(cast, witness)
    sessions_walk(cast, witness)
    data_walk(cast, witness)
    witness(cast["owner"], "POST", "/api/auth/confirm", json={"password": PASSWORD})
    witness(cast["owner"], "POST", "/api/auth/logout")
    walked = {(method.lower(), path) for method, path, _ in witness.seen}
    written = {
        (method, path) for path, parts in witness.document["paths"].items() for method in parts
    }
    assert written - walked == set()
    assert {status for *_, status in witness.seen} >= set(STATUSES)


SIGN_UP = {
    "account_type": "candidate",
    "email": "fatou@example.com",
    "password": "un mot de passe bien choisi",
    "first_name": "Fatou",
    "last_name": "Sow",
    "country": "SN",
    "language": "fr",
    "accept_terms": True,
}


def test_bodies_are_as_described(document: dict[str, Any], app: Flask) -> None:
    """What the document allows is read, and what it forbids is refused."""
    described = validator_for(document, {"$ref": "#/components/schemas/SignUp"})
    program = program_of(app)
    for sent, status in (
        (SIGN_UP, 201),
        ({**SIGN_UP, "accept_terms": 1}, 422),
        ({**SIGN_UP, "surprise": True}, 422),
        ({**SIGN_UP, "account_type": "professional"}, 422),
        ({k: v for k, v in SIGN_UP.items() if k != "email"}, 422),
    ):
        assert described.is_valid(sent) == (status == 201)
        assert program.post("/api/auth/register", json=sent).status_code == status
