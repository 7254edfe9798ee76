"""What leads to being told: a dossier is complete, a licence is in the queue or ends soon, an account is new."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.events import AccountVerified
from capitune.accounts.models import User
from capitune.accounts.states import Language, Standing
from capitune.authz.actor import Role
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.i18n import speaking
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.states import DocumentStatus, Necessity
from capitune.notifications.models import Notification
from capitune.notifications.queries import notification_rows
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.texts import words_of
from capitune.professionals import services as professionals
from capitune.professionals.jobs import warn_of_ends
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.documents import receive, reject, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.functional.notifications.conftest import Go
from tests.support.browserless import Browserless
from tests.support.mailbox import code_for, received

pytestmark = pytest.mark.usefixtures("app")


def told(user: User, kind: Kind) -> list[str]:
    """The titles of what this person was told of that kind, the newest first."""
    with speaking(user.language.value):
        rows = notification_rows(acting(user), 50).items
        return [words_of(row).title for row in rows if row.kind == kind]


def all_but(dossier: Dossier, code: str) -> None:
    """As if every document that counts were validated, but for this one."""
    with unit_of_work():
        for requirement in db.session.scalars(
            select(Requirement).where(Requirement.dossier_id == dossier.id)
        ):
            if requirement.code == code:
                requirement.necessity = Necessity.REQUIRED
            elif requirement.is_counted:
                requirement.status = DocumentStatus.VALIDATED


def test_the_last_document_that_counts_completes_the_dossier() -> None:
    candidate, anne, marc = (
        make_person(),
        make_professional("immigration"),
        make_professional("notary"),
    )
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    first = receive(dossier, "EDU_TRANSCRIPTS")
    validate(first, anne)
    assert told(candidate, Kind.DOCUMENTS_COMPLETE) == []
    all_but(dossier, "ID_PASSPORT")
    rejected = receive(dossier)
    reject(rejected, anne)
    assert told(candidate, Kind.DOCUMENTS_COMPLETE) == []
    validate(receive(dossier), anne)
    title = f"Tous les documents du dossier {dossier.number} sont validés"
    assert told(candidate, Kind.DOCUMENTS_COMPLETE) == [title]
    assert [m.facts.subject for m in received(candidate.email, "notice")].count(title) == 1
    # Whoever decided knows; whoever has nothing to do with it does not.
    assert told(anne, Kind.DOCUMENTS_COMPLETE) == told(marc, Kind.DOCUMENTS_COMPLETE) == []


def test_one_that_does_not_count_completes_nothing() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    all_but(dossier, "EDU_TRANSCRIPTS")
    with unit_of_work():
        db.session.scalars(
            select(Requirement).where(
                Requirement.dossier_id == dossier.id, Requirement.code == "EDU_TRANSCRIPTS"
            )
        ).one().necessity = Necessity.OPTIONAL
    validate(receive(dossier, "EDU_TRANSCRIPTS"), anne)
    assert told(candidate, Kind.DOCUMENTS_COMPLETE) == []


def test_a_licence_that_is_sent_in_is_said_to_be_in_the_queue_each_time() -> None:
    anne = make_professional()
    credential = make_credential(anne, number="R123456")
    for status in (CredentialStatus.DRAFT, CredentialStatus.REFUSED):
        with unit_of_work():
            credential.status = status
            credential = db.session.merge(credential)
        with unit_of_work():
            professionals.submit(acting(anne), credential)
    title = "Votre permis R123456 est dans la file"
    assert told(anne, Kind.CREDENTIAL_SUBMITTED) == [title, title]
    assert received(anne.email) == []  # as usual: in the product only


def test_a_licence_that_ends_is_announced_a_month_and_a_week_before(go: Go) -> None:
    anne, gone = make_professional(), make_professional(standing=Standing.SUSPENDED)
    go("2027-01-01T13:00:00")
    for user in (anne, gone):
        ends = house.now() + timedelta(days=40)  # 10 February
        make_credential(user, CredentialStatus.APPROVED, expires_at=ends)
    make_credential(anne, CredentialStatus.APPROVED)  # without an end
    make_credential(anne, CredentialStatus.DRAFT, expires_at=house.now() + timedelta(days=3))
    days = []
    for day in range(1, 42):
        before = len(told(anne, Kind.LICENCE_EXPIRING))
        go(f"2027-{1 + (day - 1) // 31:02}-{1 + (day - 1) % 31:02}T13:00:00")
        warn_of_ends()
        warn_of_ends()
        days += [day] * (len(told(anne, Kind.LICENCE_EXPIRING)) - before)
    assert days == [11, 34]
    mails = received(anne.email, "notice")
    assert len(mails) == 2
    assert "10 février 2027" in mails[0].text
    assert "/professional/verification#licence-" in mails[0].text
    assert told(gone, Kind.LICENCE_EXPIRING) == []


def test_the_day_is_that_of_the_professional(go: Go) -> None:
    far = make_professional(timezone="Asia/Tokyo", language=Language.EN)
    go("2027-01-01T13:00:00")
    make_credential(
        far, CredentialStatus.APPROVED, expires_at=house.now() + timedelta(days=5, hours=3)
    )
    warn_of_ends()
    (mail,) = received(far.email, "notice")
    assert "January 7, 2027" in mail.text  # 16:00 UTC on the 6th


def test_who_is_new_is_welcomed_once(app: Flask) -> None:
    user = make_person(verified=False, email="awa@example.com", first_name="Awa")
    browser = Browserless(app, use_cookies=True)
    browser.submit("/login", {"email": user.email, "password": PASSWORD})
    browser.submit("/verify-email", {"code": code_for(user.email)})
    assert told(user, Kind.WELCOME) == ["Bienvenue dans CAPITUNE"]
    (mail,) = received(user.email, "welcome")
    for body in (mail.text, mail.html):
        assert "Bonjour Awa," in body
        assert "Ouvrez votre dossier" in body
        assert "http://localhost/dashboard" in body
    assert "List-Unsubscribe" in mail.headers


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.PROFESSIONAL, "declare your licence"),
        (Role.CANDIDATE, "Open your dossier"),
        (Role.ADMIN, None),
    ],
)
def test_each_role_is_told_where_to_begin(role: Role, words: str | None) -> None:
    user = make_person(role, language=Language.EN)
    for _ in range(2):
        with unit_of_work():
            publish(AccountVerified(user.id))
    mails = received(user.email, "welcome")
    assert len(mails) == (1 if words else 0)
    assert all(words in mail.text and words in mail.html for mail in mails if words)
    assert len(db.session.scalars(select(Notification)).all()) == len(mails)
