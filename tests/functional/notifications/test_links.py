"""The link in each letter leads its reader to the page it speaks of, by way of the sign-in if need be."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from capitune.accounts.events import AccountVerified
from capitune.accounts.models import User
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.mail import StoredMail
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.states import ReviewerRole
from capitune.dossiers.states import Scan as FileScan
from capitune.notifications.periodic import ask_digests
from capitune.notifications.queries import notification_rows
from capitune.professionals import services as professionals
from capitune.professionals.events import CredentialEvent
from capitune.professionals.jobs import warn_of_ends
from capitune.professionals.services import bell
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.documents import SCANNER, receive, reject, send, validate
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.factors import Enrolled, enrol
from tests.factories.listed import make_listed
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.functional.notifications.conftest import Go
from tests.support.browserless import Browserless
from tests.support.mailbox import received
from tests.support.signing import browser_of

# Some ways out are links too: they need no sign-in, and have tests of their own.
LINK = re.compile(r"http://localhost(/(?!unsubscribe/|profile/preferences)[^\s\"<]*)")
Story = Callable[[], list[User]]


def of_documents() -> list[User]:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    reject(receive(dossier, "EDU_TRANSCRIPTS"), anne)
    infected, lost = send(dossier), send(dossier, "EDU_LOA")
    with unit_of_work():
        dossiers.record_scan(SCANNER, infected.id, FileScan.INFECTED)
        dossiers.record_scan(SCANNER, lost.id, FileScan.ERROR)
    validate(receive(dossier), anne)
    return [candidate, anne]


def of_accompaniment() -> list[User]:
    candidate, anne, marc = make_person(), make_professional("immigration"), make_listed(None)
    lise = make_professional("immigration")
    dossier = make_dossier(candidate)
    unassign(assign(dossier, anne))
    with unit_of_work():
        dossiers.make_assignment(
            acting(candidate), dossier, professional_id=marc.id, role=ReviewerRole.LEAD
        )
    propose(make_dossier(make_person()), lise)
    return [candidate, anne, marc, lise]


def of_contacts() -> list[User]:
    candidate, anne, marc, lise = make_person(), *(make_listed(None) for _ in range(3))
    for professional, answer in (
        (anne, None),
        (marc, professionals.accept_contact),
        (lise, professionals.decline_contact),
    ):
        with unit_of_work():
            asked = professionals.ask_contact(
                acting(candidate), professional.id, "Bonjour, une question.", acknowledged=True
            )
        if answer:
            with unit_of_work():
                answer(acting(professional), asked, "Merci.")
    return [candidate, anne]


def of_licences() -> list[User]:
    anne = make_professional()
    for status, told in (
        (CredentialStatus.APPROVED, bell.credential_approved),
        (CredentialStatus.REFUSED, bell.credential_refused),
        (CredentialStatus.SUSPENDED, bell.licence_lost),
        (CredentialStatus.SUBMITTED, bell.number_contested),
        (CredentialStatus.DRAFT, bell.proof_removed),
    ):
        credential = make_credential(anne, status)
        with unit_of_work():
            told(CredentialEvent(anne.id, credential.id))
    make_credential(anne, CredentialStatus.APPROVED, expires_at=house.now() + timedelta(days=5))
    warn_of_ends()
    return [anne]


def of_accounts() -> list[User]:
    people = [make_person(), make_professional()]
    for user in people:
        with unit_of_work():
            publish(AccountVerified(user.id))
    return people


@pytest.mark.parametrize(
    ("story", "kinds"),
    [
        (of_documents, "document_rejected document_infected document_unreadable assignment_accepted digest"),
        (of_accompaniment, "assignment_requested assignment_proposed professional_proposed assignment_ended digest"),
        (of_contacts, "contact_requested contact_accepted contact_declined"),
        (of_licences, "credential_approved credential_refused licence_lost number_contested proof_removed licence_expiring"),
        (of_accounts, "welcome"),
    ],
)  # fmt: skip
def test_every_link_survives_the_sign_in(app: Flask, go: Go, story: Story, kinds: str) -> None:
    go("2027-01-14T10:00:00")
    readers = story()
    go("2027-01-14T13:00:00")
    ask_digests()
    mails = {reader.id: received(reader.email) for reader in readers}
    assert set(kinds.split()) <= {kind for found in mails.values() for kind in map(kind_of, found)}
    for reader in readers:
        assert mails[reader.id]
        second = enrol(reader)
        links = {link for mail in mails[reader.id] for link in links_in(mail)}
        for page in sorted({link.partition("#")[0] for link in links}):
            follow(Browserless(app, use_cookies=True), second, page)
        # What the bell says leads there too.
        browser = browser_of(app, reader)
        for row in notification_rows(acting(reader), 50).items:
            assert browser.get(row.url.partition("#")[0]).status_code == 200, row.url


def kind_of(mail: StoredMail) -> str:
    row = db.session.get_one(OutboxRow, mail.facts.name)
    return str(row.payload.get("kind") or row.payload["letter"])


def links_in(mail: StoredMail) -> list[str]:
    """Those of the text, which are links of the HTML too."""
    links = LINK.findall(mail.text)
    assert links
    assert set(links) <= set(LINK.findall(unescape(mail.html)))
    return links


def follow(browser: Browserless, reader: Enrolled, page: str) -> None:
    """The page, after both steps of the sign-in."""
    asked = browser.get(page)
    assert asked.status_code == 303
    password = {"email": reader.user.email, "password": PASSWORD}
    first = browser.submit(asked.headers["Location"], password)
    last = browser.submit(first.headers["Location"], {"code": reader.code()})
    assert (last.status_code, last.location) == (303, page)
    assert browser.get(page).status_code == 200, page
