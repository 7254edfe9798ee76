"""What a page asks by itself: what it missed, once each, under the reader's own rights."""

import uuid
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User, WebSession
from capitune.core import catching
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.notifications.models import Notification
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.support.signing import browser_of

BACKGROUND = {"X-Background": "1", "HX-Request": "true"}


def write(user: User, count: int, key: str = "a") -> None:
    with unit_of_work():
        for number in range(count):
            kind = NotificationKind.DOCUMENT_VALIDATED
            tell(user.id, kind, key=f"{key}{number}", facts={}, url="/dashboard")


def test_all_that_was_missed_comes_in_order_a_part_at_a_time(app: Flask) -> None:
    user, other = make_person(), make_person()
    browser = browser_of(app, user)
    after, heard = str(catching.here()), []
    write(user, 450)
    write(other, 3)
    more, answers = True, 0
    while more:
        told = browser.get(f"/live?after={after}").get_json()
        heard += told["notifications"]
        after, more, answers = told["after"], told["more"], answers + 1
    assert answers == 3
    mine = db.session.scalars(select(Notification.id).where(Notification.user_id == user.id))
    assert heard == sorted(map(str, mine))
    assert told["unread"] == 100  # what the bell counts to
    # Where it goes on from lies before the present: a transaction that took longer is not lost.
    assert after < str(catching.here())


def test_a_dossier_tells_who_may_see_it_and_nobody_else(app: Flask) -> None:
    candidate, pro, stranger = make_person(), make_professional("immigration"), make_person()
    dossier = make_dossier(candidate)
    assign(dossier, pro)
    after = catching.here()
    with unit_of_work():
        dossiers.edit_dossier(acting(candidate), dossier, changes={"title": "Autre"})
    named = f"dossier:{dossier.id}"
    for user in (candidate, pro):
        told = browser_of(app, user).get(f"/live?after={after}&watch={named}").get_json()
        assert told["subjects"][named]
    for wrong in (named, f"dossier:{uuid.uuid4()}", "dossier:x", f"user:{candidate.id}", "x"):
        told = browser_of(app, stranger).get(f"/live?after={after}&watch={wrong}").get_json()
        assert told["subjects"] == {wrong: None}


def test_a_wrong_place_is_refused_and_nobody_gets_nothing(app: Flask) -> None:
    browser = browser_of(app, make_person())
    assert browser.get("/live?after=yesterday").status_code == 422
    many = "&".join(f"watch=dossier:{uuid.uuid4()}" for _ in range(50))
    assert len(browser.get(f"/live?{many}").get_json()["subjects"]) == 5
    assert browser_of(app, None).get("/live", headers=BACKGROUND).status_code == 401


def test_asking_by_itself_is_no_use_of_the_session(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    long_ago = now() - timedelta(hours=1)
    session = db.session.scalars(select(WebSession).where(WebSession.user_id == user.id)).one()
    with unit_of_work():
        session.last_seen_at = long_ago
    for path in ("/live", "/notifications/bell", "/dashboard"):
        assert browser.get(path, headers=BACKGROUND).status_code == 200
        db.session.refresh(session)
        assert session.last_seen_at == long_ago
    browser.get("/dashboard")
    db.session.refresh(session)
    assert session.last_seen_at > long_ago


def test_the_bell_says_99_and_more(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    write(user, 99)
    assert ">99<" in browser.get("/notifications/bell").get_data(as_text=True)
    write(user, 1, "b")
    assert ">99+<" in browser.get("/notifications/bell").get_data(as_text=True)
