"""A professional's own pages: declaring, supporting, submitting; files of every kind of malice."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.states import Profession
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential, Proof
from capitune.professionals.services import PracticeFacts
from capitune.professionals.states import CredentialStatus, ProofScan
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import INFECTED, PDF
from tests.factories.people import make_person, make_professional
from tests.support import corpus
from tests.support.browserless import Browserless
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of
from tests.support.statements import statements
from tests.unit.professionals.scene import SEED

PAGE = "/professional/verification"
RCIC = {"body": "cicc", "licence_class": "rcic", "number": "R123456", "jurisdiction": ""}


@pytest.fixture
def paul(app: Flask) -> User:
    user = make_professional(language="en")
    practice = PracticeFacts("Cabinet", Profession.IMMIGRATION_CONSULTANT, "immigration", "CA-NB")
    with unit_of_work():
        services.set_up_practice(SEED, user, practice)
    return user


@pytest.fixture
def browser(app: Flask, paul: User) -> Browserless:
    return browser_of(app, paul)


def only() -> Credential:
    db.session.expire_all()
    return db.session.scalars(select(Credential)).one()


def how_many(what: type) -> int:
    return db.session.scalar(select(func.count()).select_from(what)) or 0


def test_declared_then_submitted(browser: Browserless) -> None:
    assert "No licence declared" in browser.get(PAGE).get_data(as_text=True)
    assert browser.submit(f"{PAGE}/new", RCIC).status_code == 303
    page = browser.get(PAGE).get_data(as_text=True)
    assert "R123456" in page
    assert "Federal" in page, "what the badge will say"
    assert browser.submit(f"{PAGE}/{only().id}/submit", page=PAGE).status_code == 303
    assert only().status is CredentialStatus.SUBMITTED
    again = browser.submit(f"{PAGE}/{only().id}/submit", page=PAGE)
    assert again.status_code == 422
    assert "changed meanwhile" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": "R12 <b>"}, "as the register shows it"),
        ({"licence_class": "lawyer"}, "Choose a class"),
        ({"body": "none", "licence_class": "other"}, "Your profession is regulated"),
        ({"number": "R" * 300}, ""),
        ({"body": ""}, "Fill this in."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browser: Browserless, change: dict[str, str], words: str
) -> None:
    answer = browser.submit(f"{PAGE}/new", RCIC | change)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert 'aria-invalid="true"' in page
    assert "<b>" not in page.replace("<b>1 answer", "").replace("<b>2 answers", "")
    assert how_many(Credential) == 0


def send(browser: Browserless, credential: Credential, data: bytes, name: str) -> int:
    sent = {"file": (io.BytesIO(data), name)}
    with browser.submit(f"{PAGE}/{credential.id}/proofs", sent, page=PAGE) as answer:
        return answer.status_code


def test_a_proof_is_opened_once_it_is_clean(app: Flask, browser: Browserless, paul: User) -> None:
    credential = make_credential(paul)
    assert send(browser, credential, PDF, "../../card.pdf") == 303
    proof = db.session.scalars(select(Proof)).one()
    path = f"/professional/proofs/{proof.id}/download"
    admin = browser_of(app, make_person(Role.ADMIN))
    for who in (browser, admin):
        assert who.get(path).status_code == 409
    run_outbox()
    for who in (browser, admin):
        assert who.get(path).status_code == 302
    opened = select(func.count()).where(AuditEvent.act == Act.PROOF_OPENED)
    assert db.session.scalar(opened) == 2
    for who in (make_professional("immigration"), make_person(), make_person(Role.MODERATOR)):
        assert browser_of(app, who).get(path).status_code == 404


def test_an_infected_one_is_never_opened(browser: Browserless, paul: User) -> None:
    credential = make_credential(paul)
    assert send(browser, credential, INFECTED, "card.pdf") == 303
    run_outbox()
    proof = db.session.scalars(select(Proof)).one()
    db.session.refresh(proof)
    assert proof.scan is ProofScan.INFECTED
    assert browser.get(f"/professional/proofs/{proof.id}/download").status_code == 404
    assert "To send again" in browser.get(PAGE).get_data(as_text=True)


# The test client leaves the temporary file of a very large one open.
@pytest.mark.parametrize("name", sorted(set(corpus.HOSTILE) - {"51 MB"}))
def test_hostile_files_are_refused(browser: Browserless, paul: User, name: str) -> None:
    make, _ = corpus.HOSTILE[name]
    credential = make_credential(paul)
    assert send(browser, credential, make(), "card.pdf") in {413, 422}
    assert how_many(Proof) == 0


def test_ten_files_are_enough_and_a_decided_licence_takes_none(
    browser: Browserless, paul: User
) -> None:
    credential = make_credential(paul)
    for _ in range(10):
        make_proof(credential)
    assert send(browser, credential, PDF, "card.pdf") == 409
    approved = make_credential(paul, CredentialStatus.APPROVED)
    assert send(browser, approved, PDF, "card.pdf") == 409
    assert how_many(Proof) == 10


def test_a_file_taken_back_is_gone(browser: Browserless, paul: User) -> None:
    proof = make_proof(make_credential(paul))
    path = f"/professional/proofs/{proof.id}"
    assert browser.submit(f"{path}/delete", page=PAGE).status_code == 303
    assert browser.get(f"{path}/download").status_code == 404


def test_the_page_costs_the_same_with_six_licences(browser: Browserless, paul: User) -> None:
    make_proof(make_credential(paul))
    browser.get(PAGE)
    with statements() as one:
        browser.get(PAGE)
    for _ in range(5):
        make_proof(make_credential(paul))
    with statements() as six:
        browser.get(PAGE)
    assert len(six) == len(one) <= 14
