"""The desk of mails: what it finds and refuses, sending again, what leaves as a file."""

import csv
import io
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, text, update

from capitune.accounts import services as accounts
from capitune.accounts.models import EmailChange, User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.backoffice import maillabels, services
from capitune.backoffice.queries.mails import mail_line, refuses_since
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.ids import first_id_of, new_id
from capitune.core.letters import letters
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post, settle
from capitune.core.work import unit_of_work
from capitune.notifications.services import MailEvent, note_event
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

DESK = "/admin/mails/"
ROW = re.compile(r'href="/admin/mails/([0-9a-f-]{36})"')
MORE = re.compile(r'id="more"><a[^>]*href="([^"]+)"')


@pytest.fixture
def nadia(app: Flask) -> User:
    return make_person(Role.ADMIN, first_name="Nadia", last_name="Zed", email="nadia@example.com")


@pytest.fixture
def desk(app: Flask, nadia: User) -> Browserless:
    return browser_of(app, nadia)


def letter(
    user: User, name: str = "welcome", state: MailState | None = None, reason: str = ""
) -> uuid.UUID:
    with unit_of_work():
        made = post(name, user.id, about=user.id, once=str(new_id()))
        assert made
        if state:
            settle(made, state, reason)
            done = {"dead_at" if state is MailState.FAILED else "done_at": now(), "attempts": 1}
            db.session.execute(update(OutboxRow).where(OutboxRow.id == made).values(**done))
    return made


def found(desk: Browserless, query: str = "") -> list[str]:
    answer = desk.get(f"{DESK}?{query}")
    assert answer.status_code == 200, query
    return ROW.findall(answer.get_data(as_text=True))


def state_of(mail_id: uuid.UUID) -> MailState:
    return db.session.get_one(Mail, mail_id, populate_existing=True).state


def resend(desk: Browserless, mail_id: uuid.UUID) -> tuple[int, str]:
    answer = desk.submit(f"{DESK}{mail_id}/resend", page=f"{DESK}{mail_id}")
    return answer.status_code, answer.headers.get("Location", "")[-36:]


def letters_of(user: User) -> int:
    return db.session.scalar(select(func.count()).where(Mail.user_id == user.id)) or 0


def test_each_filter_finds_what_it_names_and_pages_go_on(desk: Browserless) -> None:
    elo = make_person(first_name="Élodie", last_name="Œuvrard", email="elodie@example.com")
    bob = make_person(first_name="=Bob", email="bob@example.com")
    welcome = str(letter(elo, state=MailState.DELIVERED))
    back = str(letter(elo, "notice", MailState.BOUNCED, "550 <elodie@example.com> unknown"))
    waits = str(letter(bob))
    assert found(desk) == [waits, back, welcome]
    for query, expected in {
        "person=elo": [back, welcome],
        "person=ELODIE@ex&letter=welcome": [welcome],
        f"person={bob.id}": [waits],
        "person=%25": [],
        "person=nobody": [],
        "state=bounced": [back],
        "state=bounced&letter=welcome": [],
        "letter=welcome&state=queued&person=bob@": [waits],
        "letter=welcome": [waits, welcome],
        "from=2001-01-01&to=2001-01-02": [],
        "state=queued&sort=99&page=4&evil=1": [waits],
    }.items():
        assert found(desk, query) == expected, query
    page = desk.get(f"{DESK}{back}").get_data(as_text=True)
    assert "550 &lt;(address)&gt; unknown" in page
    assert 'resend"' not in page
    assert desk.get(f"{DESK}{new_id()}").status_code == 404
    old = first_id_of(datetime(2020, 5, 1, 23, 30, tzinfo=UTC))
    many = [{"id": new_id(), "user_id": bob.id, "letter": "digest"} for _ in range(70)]
    with unit_of_work():
        db.session.execute(insert(Mail), [*many, {**many[0], "id": old, "letter": "notice"}])
    assert found(desk, "from=2020-05-01&to=2020-05-02") == [str(old)]
    seen, path = [], f"{DESK}?letter=digest&person=bob@"
    while path:
        said = desk.get(path).get_data(as_text=True)
        seen += ROW.findall(said)
        more = MORE.search(said)
        path = more.group(1).replace("&amp;", "&") if more else ""
    assert (len(seen), seen) == (70, sorted(set(seen), reverse=True))
    with statements() as sent:
        found(desk, "person=bob")
    assert len(sent) <= 5


def test_what_cannot_be_a_filter_is_said_beside_it(desk: Browserless) -> None:
    for _ in range(11):
        make_person(first_name="Zoé")
    for query in (
        "from=2026-02-30",
        "from=2026-03-02&to=2026-03-01",
        "letter=no_such",
        "letter=' OR 1=1",
        "state=nonsense",
        "person=zo",
    ):
        answer = desk.get(f"{DESK}?{query}")
        said = answer.get_data(as_text=True)
        assert (answer.status_code, said.count("-error")) == (422, 2), query
    assert desk.get(f"{DESK}?after=zzz").status_code == 422


def test_taken_away_as_a_file_that_no_spreadsheet_runs(desk: Browserless) -> None:
    bob = make_person(first_name="=1+1", last_name="", email="bob@example.com")
    letter(bob, "notice", MailState.FAILED, "@SUM for bob@example.com")
    sent = {"letter": "notice"}
    answer = desk.submit(f"{DESK}export.csv", sent, page=DESK)
    assert answer.headers["Cache-Control"] == "no-store"
    head, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert (told["person"], told["code"], told["state_code"]) == ("'=1+1", "notice", "failed")
    assert told["cause"] == "'@SUM for (address)" or told["cause"].startswith(("'", "("))
    event = db.session.scalars(select(AuditEvent).filter_by(act=Act.MAILS_EXPORTED)).one()
    assert event.data == {"letter": "notice"}
    assert desk.submit(f"{DESK}export.csv", {"state": "x"}, page=DESK).status_code == 422
    with unit_of_work():
        db.session.execute(text("UPDATE web_sessions SET proved_at = now() - interval '1 hour'"))
    answer = desk.submit(f"{DESK}export.csv", sent, page=DESK)
    assert (answer.status_code, "csv" in answer.content_type) == (403, False)


def test_each_step_is_kept_and_shown(desk: Browserless) -> None:
    user = make_person()
    mail = letter(user)
    with unit_of_work():
        settle(mail, MailState.SENT)
        note_event(MailEvent(mail, "delivered"))
        note_event(MailEvent(mail, "delivered"))
        note_event(MailEvent(mail, "bounce", reason="gone: bob@example.com"))
    line = mail_line(mail)
    assert line
    steps = [step.state for step in line.steps]
    assert steps == [MailState.SENT, MailState.DELIVERED, MailState.BOUNCED]
    page = desk.get(f"{DESK}{mail}").get_data(as_text=True)
    assert "gone: (address)" in page
    assert page.count("c-st-ok") == 1


def test_sent_again_it_leaves_once_and_is_audited(desk: Browserless, nadia: User) -> None:
    user = make_person(email="eve@example.com")
    mail = letter(user, state=MailState.DELIVERED)
    status, made = resend(desk, mail)
    assert status == 303
    assert uuid.UUID(made) != mail
    assert resend(desk, mail)[0] == 409
    assert resend(desk, uuid.UUID(made))[0] == 409
    assert letters_of(user) == 2
    assert outbox.deliver(made) is True
    assert state_of(uuid.UUID(made)) is MailState.SENT
    event = db.session.scalars(select(AuditEvent).filter_by(act=Act.MAIL_RESENT)).one()
    assert (event.subject_id, event.actor_id) == (mail, nadia.id)
    assert event.data == {"letter": "welcome", "as": made}
    failed = letter(user, state=MailState.FAILED, reason="x")
    assert resend(desk, failed) == (303, str(failed))
    assert state_of(failed) is MailState.QUEUED
    assert outbox.deliver(str(failed)) is True
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(key=func.concat(OutboxRow.key, "x")))
        db.session.execute(text("DELETE FROM outbox"))
    assert resend(desk, mail)[0] == 409
    assert desk.submit(f"{DESK}{new_id()}/resend", page=DESK).status_code == 404


def test_a_link_that_is_over_is_made_anew_never_sent_stale(desk: Browserless, nadia: User) -> None:
    user = make_person(email="eve@example.com")
    with unit_of_work():
        accounts.forgot_password(acting(user), "eve@example.com")
    mail = db.session.scalars(select(Mail.id).where(Mail.letter == "password_reset")).one()
    outbox.deliver(str(mail))
    with unit_of_work():
        db.session.execute(text("UPDATE one_time_codes SET expires_at = now() - interval '1 hour'"))
    # A minute has not passed: nothing new may be asked for.
    assert resend(desk, mail)[0] == 409
    with unit_of_work():
        ago = "created_at = created_at - interval '2 hours'"
        db.session.execute(text(f"UPDATE one_time_codes SET {ago}"))
    status, made = resend(desk, mail)
    assert status == 303
    assert uuid.UUID(made) != mail
    assert outbox.deliver(made) is True
    page = desk.get(f"{DESK}{made}").get_data(as_text=True)
    assert "reset-password" not in page
    other = letter(user, "sign_in_locked", MailState.SENT)
    assert resend(desk, other)[0] == 409
    with unit_of_work():
        invited = accounts.Invited(email="new@example.com", role="moderator")
        accounts.invite_person(acting(nadia), invited)
    mail = db.session.scalars(select(Mail.id).where(Mail.letter == "staff_invitation")).one()
    outbox.deliver(str(mail))
    over = "expires_at = now() - interval '1 hour', created_at = now() - interval '8 days'"
    with unit_of_work():
        db.session.execute(text(f"UPDATE one_time_codes SET {over}"))
    status, made = resend(desk, mail)
    assert status == 303
    assert uuid.UUID(made) != mail


def test_an_address_that_refuses_mail_gets_none_until_it_is_another(desk: Browserless) -> None:
    user = make_person()
    first = letter(user, state=MailState.SENT)
    assert refuses_since(user.id) is None
    letter(user, "notice", MailState.DROPPED, "nothing left to say")
    letter(user, "notice", MailState.DROPPED, "Bounced Address")
    assert refuses_since(user.id)
    status, _made = resend(desk, first)
    assert status == 409
    assert "(c’est" not in desk.get(f"{DESK}{first}").get_data(as_text=True)
    with unit_of_work():
        change = {
            "user_id": user.id,
            "old_email": "a@x.org",
            "new_email": "b@x.org",
            "new_key": "b@x.org",
        }
        later = now() + timedelta(seconds=1)
        db.session.add(EmailChange(**change, confirmed_at=later))
    assert refuses_since(user.id) is None
    assert resend(desk, first)[0] == 303
    letter(user, state=MailState.BOUNCED)
    letter(user, state=MailState.DELIVERED)
    assert refuses_since(user.id) is None


def test_every_letter_and_state_has_its_words(app: Flask) -> None:
    assert set(maillabels.LETTERS) == set(letters())
    assert set(maillabels.STATES) == set(maillabels.LOOKS) == set(MailState)


def test_two_people_at_once_send_it_once(live_app: Flask) -> None:
    user, actor = make_person(), acting(make_person(Role.ADMIN))
    mail, inside, leave = letter(user, state=MailState.SENT), threading.Event(), threading.Event()

    def press(*, slowly: bool = False) -> Any:
        with live_app.app_context():
            try:
                with unit_of_work():
                    made = services.resend_mail(actor, mail)
                    inside.set()
                    assert not slowly or leave.wait(10)
                    return made
            except Conflict as error:
                return error.code

    with ThreadPoolExecutor(2) as people:
        slow = people.submit(press, slowly=True)
        assert inside.wait(10)
        fast = people.submit(press)
        time.sleep(0.2)
        leave.set()
        assert fast.result(10) == "mail_sent_again"
        assert isinstance(slow.result(10), uuid.UUID)
    assert letters_of(user) == 2
