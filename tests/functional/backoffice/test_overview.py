"""The overview: each pile is counted from its rows, says how old it is, and leads to where it is worked on."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, update

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.states import SuspensionReason
from capitune.authz.actor import Role
from capitune.backoffice.queries.waiting import piles
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState
from capitune.core.reconcile import MissingFile
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document
from capitune.dossiers.states import AssignmentStatus, Scan
from capitune.professionals.models import Credential
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.documents import receive
from tests.factories.dossiers import make_dossier, propose
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

LINE = re.compile(r'<h3 class="h4"><a href="([^"]+)">.*?class="c-big num">([^<]+)<', re.DOTALL)


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


def numbers() -> dict[str, int]:
    return {name: pile.number for name, pile in piles().items() if pile.number}


def test_each_pile_is_what_the_rows_say(app: Flask, admin: User) -> None:
    assert numbers() == {}
    past, person = now() - timedelta(days=3), make_person()
    pro, dossier = make_professional("immigration"), make_dossier(person)
    make_credential(pro, CredentialStatus.SUBMITTED)
    make_credential(pro, CredentialStatus.APPROVED)
    scanned, document = receive(dossier, "FIN_BANK"), receive(dossier)
    asked = propose(dossier, pro)
    rows = [
        {"kind": "mail", "key": "late", "payload": {}, "due_at": past},
        {"kind": "mail", "key": "soon", "payload": {}, "due_at": now() + timedelta(hours=1)},
        {"kind": "mail", "key": "done", "payload": {}, "due_at": past, "done_at": now()},
        {"kind": "mail", "key": "dead", "payload": {}, "due_at": past, "dead_at": past},
    ]
    with unit_of_work():
        approved = Credential.status == CredentialStatus.APPROVED
        db.session.execute(update(Credential).where(approved).values(next_check_at=past))
        late = {"scan": Scan.SCANNING, "created_at": past}
        db.session.execute(update(Document).where(Document.id == document.id).values(**late))
        now_sent = {"scan": Scan.SCANNING, "created_at": now()}
        db.session.execute(update(Document).where(Document.id == scanned.id).values(**now_sent))
        asked.status = AssignmentStatus.REQUESTED
        db.session.add_all(OutboxRow(**row) for row in rows)
        for state in MailState:
            mail = {"id": new_id(), "user_id": person.id, "letter": "welcome", "state": state}
            db.session.execute(insert(Mail).values(state_at=now(), created_at=now(), **mail))
        gone = {"key": "k", "named_by": "documents", "row_id": new_id()}
        db.session.execute(insert(MissingFile).values(noticed_at=past, seen_at=past, **gone))
    assert numbers() == {
        "validations": 1,
        "recheck": 1,
        "requests": 1,
        "late": 1,
        "dead": 1,
        "scans": 1,
        "mails": 2,
        "lost": 1,
    }
    assert piles()["dead"].since == past


def test_it_leads_to_each_pile_and_begins_with_what_is_late(app: Flask, admin: User) -> None:
    make_credential(make_professional(), CredentialStatus.SUBMITTED)
    with unit_of_work():
        old = now() - timedelta(days=3)
        db.session.execute(update(Credential).values(submitted_at=old))
    desk = browser_of(app, admin)
    page = desk.get("/admin/").get_data(as_text=True)
    listed = dict(LINE.findall(page))
    assert listed["/admin/validations/"] == "1"
    assert "c-st-hot" in page
    begin = re.search(r'class="btn btn-primary" href="([^"]+)"', page)
    assert begin
    assert begin[1] == "/admin/validations/"
    for where in listed:
        assert desk.get(where.partition("#")[0]).status_code == 200


def test_the_last_decisions_are_the_team_s_and_cost_few_statements(app: Flask, admin: User) -> None:
    person = make_person(first_name="Awa")
    closing = accounts.Closing(SuspensionReason.SPAM, "w", "m", None)
    with unit_of_work():
        accounts.suspend(acting(admin), person, closing)
    desk = browser_of(app, admin)
    desk.get("/admin/")
    with statements() as sent:
        page = desk.get("/admin/").get_data(as_text=True)
    # Session, days counted, piles, totals, points, stages, decisions, names.
    assert len(sent) <= 8
    assert "Compte suspendu" in page
    assert "Awa" in page


def test_a_moderator_sees_none_of_it(app: Flask) -> None:
    page = browser_of(app, make_person(Role.MODERATOR)).get("/admin/").get_data(as_text=True)
    assert "c-figs" not in page
    assert LINE.findall(page) == []


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def test_a_period_that_is_not_offered_is_the_usual_one(desk: Browserless) -> None:
    page = desk.get("/admin/?days=99999").get_data(as_text=True)
    assert re.search(r'href="/admin/\?days=30" aria-current="true"', page)
