"""Looking into a dossier: only with a reason and a proof, told to its candidate, one dossier, 15 minutes, to read."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, GlassGrant, Message
from capitune.notifications.models import Notification
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier
from tests.factories.messages import write
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

WHY = "Le candidat nous signale un fichier qui n’est pas de lui."


@pytest.fixture
def owner(app: Flask) -> User:
    return make_person(first_name="Élodie")


@pytest.fixture
def dossier(owner: User) -> Dossier:
    made, anne = make_dossier(owner), make_professional("immigration")
    assign(made, anne)
    receive(made, "ID_PASSPORT")
    write(made, owner, "Un mot que seule Anne lit")
    return made


@pytest.fixture
def desk(app: Flask) -> Browserless:
    return browser_of(app, make_person(Role.ADMIN, first_name="Nadia", last_name="Zed"))


def at(dossier: Dossier, rest: str = "") -> str:
    return f"/admin/dossiers/{dossier.id}{rest}"


PAGES = ("/glass/documents", "/glass/messages")


def statuses(browser: Browserless, dossier: Dossier) -> list[int]:
    return [browser.get(at(dossier, rest)).status_code for rest in PAGES]


def break_it(browser: Browserless, dossier: Dossier, reason: str = WHY, key: str = "") -> int:
    here = at(dossier, "/glass")
    fields = {"reason": reason, "form_key": key or str(new_id())}
    return browser.submit(here, fields, page=here).status_code


def written(act: Act) -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).filter_by(act=act)))


def test_without_a_grant_nothing_can_be_read(desk: Browserless, dossier: Dossier) -> None:
    assert statuses(desk, dossier) == [404, 404]
    for reason in ("", "   ", "trop court", "x" * 1001, "x\x00" * 20):
        assert break_it(desk, dossier, reason) == 422, reason
    assert desk.get(at(dossier, "/glass/end")).status_code in (404, 405)
    assert desk.submit(at(dossier, "/glass/end"), page=at(dossier)).status_code == 404
    assert (statuses(desk, dossier), written(Act.GLASS_BROKEN)) == ([404, 404], [])
    assert db.session.scalar(select(func.count()).select_from(GlassGrant)) == 0


def test_with_one_the_two_pages_are_read_and_all_is_told(
    app: Flask, desk: Browserless, owner: User, dossier: Dossier
) -> None:
    other, key = make_dossier(), str(new_id())
    assert [break_it(desk, dossier, key=key) for _ in range(2)] == [303, 303]  # a double click
    assert break_it(desk, dossier) == 303  # nor is it made longer
    (grant,) = db.session.scalars(select(GlassGrant)).all()
    assert grant.until - grant.created_at == timedelta(minutes=15)
    with statements() as sent:
        page = desk.get(at(dossier, PAGES[0])).get_data(as_text=True)
    assert len(sent) <= 16
    assert "document.pdf" in page
    assert "Un mot que seule Anne lit" in desk.get(at(dossier, PAGES[1])).get_data(as_text=True)
    assert statuses(desk, other) == [404, 404]
    another = browser_of(app, make_person(Role.ADMIN))
    assert statuses(another, dossier) == [404, 404]
    moderator = browser_of(app, make_person(Role.MODERATOR))
    assert statuses(moderator, dossier) == [403, 403]
    # Told at once, with the reason, whatever they chose; in their journal too.
    (told,) = db.session.scalars(select(Notification).filter_by(kind="glass_broken")).all()
    assert (told.user_id, told.facts["reason"]) == (owner.id, WHY)
    mails = db.session.scalars(select(OutboxRow).filter_by(kind="mail")).all()
    assert [
        row
        for row in mails
        if str(told.id) in str(row.payload) or str(grant.id) in str(row.payload)
    ]
    hers = browser_of(app, owner)
    assert WHY in hers.get("/notifications").get_data(as_text=True)
    journal = hers.get(f"/dossiers/{dossier.id}/history").get_data(as_text=True)
    assert journal.count("Nadia Zed") == 3
    assert any(words in journal for words in ("la conversation", "the conversation"))
    assert len(written(Act.GLASS_BROKEN)) == 1
    read = [event.data["what"] for event in written(Act.GLASS_READ)]
    assert read == ["documents", "messages"]
    assert not any(WHY in str(event.data) for event in written(Act.GLASS_BROKEN))


def test_nothing_else_opens_and_nothing_can_be_written(desk: Browserless, dossier: Dossier) -> None:
    document = receive(dossier, "FIN_BANK")
    before = desk.get(f"/documents/{document.id}/download").status_code
    assert break_it(desk, dossier) == 303
    assert desk.get(f"/documents/{document.id}/download").status_code == before == 403
    for path in ("documents", "messages"):
        assert desk.get(f"/dossiers/{dossier.id}/{path}").status_code in (200, 403)
    sent = desk.submit(
        f"/dossiers/{dossier.id}/messages", {"body": "Bonjour"}, page=at(dossier, PAGES[1])
    )
    assert sent.status_code in (403, 404)
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
    for rest in PAGES:
        assert desk.post(at(dossier, rest)).status_code in (400, 405)
    assert "/download" not in desk.get(at(dossier, PAGES[0])).get_data(as_text=True)


def test_it_ends_by_itself_or_before(desk: Browserless, dossier: Dossier) -> None:
    assert break_it(desk, dossier) == 303
    assert statuses(desk, dossier) == [200, 200]
    with unit_of_work():
        past = {"created_at": now() - timedelta(minutes=15, seconds=1), "until": now()}
        db.session.execute(update(GlassGrant).values(**past))
    assert statuses(desk, dossier) == [404, 404]
    assert desk.submit(at(dossier, "/glass/end"), page=at(dossier)).status_code == 404
    assert break_it(desk, dossier) == 303
    assert statuses(desk, dossier) == [200, 200]
    assert desk.submit(at(dossier, "/glass/end"), page=at(dossier)).status_code == 303
    assert statuses(desk, dossier) == [404, 404]
    assert len(written(Act.GLASS_ENDED)) == 1
    assert len(db.session.scalars(select(Notification).filter_by(kind="glass_broken")).all()) == 2


def test_whoever_proved_nothing_lately_or_is_admin_no_more(
    desk: Browserless, dossier: Dossier
) -> None:
    here, token = at(dossier, "/glass"), desk.token(at(dossier))
    assert break_it(desk, dossier) == 303
    with unit_of_work():
        db.session.execute(text("UPDATE web_sessions SET proved_at = now() - interval '1 hour'"))
        db.session.execute(text("UPDATE glass_grants SET ended_at = now()"))
    assert desk.get(here).status_code in (303, 403)  # asked who they are, before a word is typed
    sent = desk.post(here, data={"csrf_token": token, "reason": WHY})
    assert sent.status_code in (303, 403)
    assert statuses(desk, dossier) == [404, 404]
    with unit_of_work():
        db.session.execute(text("UPDATE glass_grants SET ended_at = NULL"))
    assert statuses(desk, dossier) == [200, 200]
    with unit_of_work():
        db.session.execute(text("UPDATE users SET role = 'moderator' WHERE role = 'admin'"))
    assert statuses(desk, dossier) == [403, 403]
