"""The proofs of a licence on its desk: pages beside what was declared, each reading in the journal."""

import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.files.previewstates import Preview
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential, Proof
from capitune.professionals.queries.credentials import proof_by_id
from capitune.professionals.states import CredentialStatus, ProofScan
from tests.factories.credentials import make_credential, make_proof
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.corpus import DOCX_TYPE, pdf
from tests.support.signing import browser_of


@pytest.fixture
def anne(app: Flask) -> User:
    return make_person(Role.PROFESSIONAL)


@pytest.fixture
def credential(anne: User) -> Credential:
    return make_credential(anne, CredentialStatus.SUBMITTED)


@pytest.fixture
def desk(app: Flask) -> Browserless:
    browser = browser_of(app, make_person(Role.ADMIN))
    browser.get("/language/en?next=/dashboard")
    return browser


def page_of(proof: Proof, number: int = 1) -> str:
    return f"/admin/validations/{proof.credential_id}/proofs/{proof.id}/{number}.webp"


def read(desk: Browserless, credential: Credential, proof: Proof | None = None) -> str:
    query = f"?proof={proof.id}" if proof else ""
    return desk.get(f"/admin/validations/{credential.id}{query}").get_data(as_text=True)


def openings(proof: Proof) -> list[dict[str, str]]:
    wanted = (AuditEvent.subject_id == proof.id, AuditEvent.act == Act.PROOF_OPENED)
    return [dict(data) for data in db.session.scalars(select(AuditEvent.data).where(*wanted))]


def set_facts(proof: Proof, **facts: object) -> None:
    with unit_of_work():
        db.session.execute(update(Proof).where(Proof.id == proof.id).values(**facts))


def test_the_pages_lie_beside_what_was_declared(desk: Browserless, credential: Credential) -> None:
    proof = make_proof(credential, pdf(pages=3))
    set_facts(proof, pages=3)
    shown = read(desk, credential)
    assert [page_of(proof, n) in shown for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert shown.index("data-viewer") < shown.index('id="declared-title"')
    assert f"<dd>{credential.number}</dd>" in shown


def test_pages_of_one_reading_are_one_opening(desk: Browserless, credential: Credential) -> None:
    proof = make_proof(credential, pdf(pages=2))
    set_facts(proof, pages=2)
    answers = [desk.get(page_of(proof, number)) for number in (1, 2)]
    with Image.open(io.BytesIO(answers[1].get_data())) as picture:
        assert (picture.format, picture.size[0]) == ("WEBP", 1600)
    assert answers[0].headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answers[0].headers["Content-Security-Policy"]
    assert [data["purpose"] for data in openings(proof)] == ["preview"]
    desk.get(f"/professional/proofs/{proof.id}/download")
    assert [data["purpose"] for data in openings(proof)] == ["preview", "download"]


@pytest.mark.parametrize("number", [0, 2, 999_999_999_999_999_999])
def test_a_page_that_is_not_there(desk: Browserless, credential: Credential, number: int) -> None:
    assert desk.get(page_of(make_proof(credential), number)).status_code == 404


def test_a_proof_of_another_licence_is_not_there(
    desk: Browserless, credential: Credential, anne: User
) -> None:
    other = make_proof(make_credential(anne))
    asked = f"/admin/validations/{credential.id}/proofs/{other.id}/1.webp"
    assert desk.get(asked).status_code == 404
    assert openings(other) == []
    assert page_of(other) not in read(desk, credential, other)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROFESSIONAL, Role.CANDIDATE])
def test_only_who_validates_looks(app: Flask, credential: Credential, role: Role) -> None:
    proof = make_proof(credential)
    answer = browser_of(app, make_person(role)).get(page_of(proof))
    assert answer.status_code == (403 if role is Role.MODERATOR else 404)
    assert openings(proof) == []


@pytest.mark.parametrize(
    ("scan", "status", "said"),
    [
        (ProofScan.SCANNING, 409, "Nobody can open this file before the check is over"),
        (ProofScan.INFECTED, 404, "The scan found a virus in it"),
        (ProofScan.ERROR, 404, "It has to be sent again."),
    ],
)
def test_what_is_not_clean_is_not_shown(
    desk: Browserless, credential: Credential, scan: ProofScan, status: int, said: str
) -> None:
    proof = make_proof(credential, scan=scan)
    shown = read(desk, credential)
    assert said in shown
    assert "data-viewer" not in shown
    assert desk.get(page_of(proof)).status_code == status
    assert openings(proof) == []


def test_what_cannot_be_drawn_is_downloaded(desk: Browserless, credential: Credential) -> None:
    proof = make_proof(credential)
    set_facts(proof, preview=Preview.FAILED)
    assert "its pages could not be drawn" in read(desk, credential)
    set_facts(proof, preview=Preview.PENDING, mime_type=DOCX_TYPE)
    shown = read(desk, credential)
    assert "It is a Word document" in shown
    assert f"/professional/proofs/{proof.id}/download" in shown
    assert desk.get(page_of(proof)).status_code == 404


def test_one_walks_from_proof_to_proof_the_newest_first(
    desk: Browserless, credential: Credential
) -> None:
    first, second = make_proof(credential), make_proof(credential)
    shown = read(desk, credential)
    assert page_of(second) in shown
    assert page_of(first) not in shown
    assert f'data-previous="/admin/validations/{credential.id}?' in shown
    assert "data-next" not in shown
    shown = read(desk, credential, first)
    assert page_of(first) in shown
    assert "data-next" in shown


def test_a_proof_replaced_meanwhile_is_gone_from_the_desk(
    desk: Browserless, credential: Credential, anne: User
) -> None:
    old = make_proof(credential)
    assert desk.get(page_of(old)).status_code == 200
    with unit_of_work():
        found = proof_by_id(old.id)
        assert found
        services.remove_proof(acting(anne), found)
    new = make_proof(credential)
    assert desk.get(page_of(old)).status_code == 404
    assert page_of(new) in read(desk, credential, old)
