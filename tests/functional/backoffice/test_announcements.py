"""Announcements: who sees them, when, in which language; who writes them, and what is refused."""

import re
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.announcements.models import Announcement, AnnouncementRead
from capitune.announcements.services import change_announcement, put_aside
from capitune.announcements.states import Tone
from capitune.announcements.told import Told
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.work import unit_of_work
from tests.factories.announcements import TEXTS, announced
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.signing import browser_of
from tests.support.statements import statements

SHOWN = re.compile(r'id="announcement-([0-9a-f-]{36})"')
DAY = timedelta(days=1)


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def seen(app: Flask, person: User) -> list[str]:
    return SHOWN.findall(browser_of(app, person).get("/notifications").get_data(as_text=True))


def typed(**more: object) -> dict[str, object]:
    first = today("America/Toronto")
    return {
        "tone": "warning",
        "audience": ["candidate"],
        "title_fr": "Faux conseillers",
        "body_fr": "Nous ne demandons jamais d’argent par message. <b>Jamais</b>",
        "since": first.isoformat(),
        "until": (first + 3 * DAY).isoformat(),
        **more,
    }


def test_each_reader_sees_what_is_for_them_now(app: Flask) -> None:
    candidate, english = make_person(), make_person(language="en")
    pro = make_professional("immigration")
    news = announced("candidate", "professional")
    french = announced("candidate", texts={"fr": TEXTS["fr"]})
    announced("candidate", starts_at=now() + DAY, ends_at=now() + 2 * DAY)
    announced("candidate", ends_at=now())
    announced("candidate", withdrawn_at=now())
    announced("moderator")
    assert seen(app, candidate) == [str(french.id), str(news.id)]
    assert seen(app, english) == [str(news.id)]
    assert seen(app, pro) == [str(news.id)]
    assert SHOWN.findall(app.test_client().get("/login").get_data(as_text=True)) == []
    for _ in range(3):
        announced("candidate")
    assert len(seen(app, candidate)) == 3


def test_it_costs_no_statement_and_its_words_are_only_words(app: Flask) -> None:
    browser = browser_of(app, make_person())
    browser.get("/notifications")
    with statements() as without:
        browser.get("/notifications")
    evil = {"title": "<script>alert(1)</script>", "body": "{{ 7*7 }} <img src=x onerror=alert(1)>"}
    announced("candidate", texts={"fr": evil})
    with statements() as with_one:
        page = browser.get("/notifications").get_data(as_text=True)
    assert len(with_one) == len(without)
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }} &lt;img" in page


def test_it_begins_and_ends_by_itself(app: Flask, clock: MovedClock) -> None:
    person = make_person()
    announced("candidate", starts_at=now() + timedelta(hours=1), ends_at=now() + timedelta(hours=2))
    found = []
    for _ in range(3):
        found.append(len(seen(app, person)))
        clock.move(minutes=61)
    assert found == [0, 1, 0]


def test_one_puts_it_aside_for_oneself_once(app: Flask) -> None:
    one, other, told = make_person(), make_person(), announced("candidate")
    browser = browser_of(app, one)
    data = {"csrf_token": browser.token("/notifications")}
    for _ in range(2):
        answer = browser.post(
            f"/announcements/{told.id}/read", data=data, headers={"HX-Request": "true"}
        )
        assert (answer.status_code, answer.data) == (200, b"")
    assert (seen(app, one), seen(app, other)) == ([], [str(told.id)])
    assert db.session.scalar(select(func.count()).select_from(AnnouncementRead)) == 1
    with pytest.raises(NotFound), unit_of_work():
        put_aside(acting(make_professional("immigration")), told.id)
    with pytest.raises(NotFound), unit_of_work():
        put_aside(acting(one), uuid.uuid4())


def test_the_team_looks_first_then_tells_changes_and_withdraws(
    app: Flask, desk: Browserless, admin: User
) -> None:
    where, person = "/admin/announcements/new", make_person()
    look = desk.post(where, data=typed(csrf_token=desk.token(where), only_look="1"))
    page = look.get_data(as_text=True)
    assert look.status_code == 200
    assert "Tel que les lecteurs le verront" in page
    assert "&lt;b&gt;Jamais" in page
    assert seen(app, person) == []
    assert desk.post(where, data=typed(csrf_token=desk.token(where))).status_code == 303
    (key,) = seen(app, person)
    here = f"/admin/announcements/{key}"
    version = re.search(r'name="version"[^>]* value="(\d+)"', desk.get(here).get_data(as_text=True))
    assert version
    sent = typed(csrf_token=desk.token(here), version=version[1], audience=["professional"])
    assert desk.post(here, data=sent).status_code == 303
    assert seen(app, person) == []
    assert desk.post(f"{here}/withdraw", data={"csrf_token": desk.token(here)}).status_code == 303
    acts = db.session.scalars(
        select(AuditEvent.act)
        .where(AuditEvent.subject_type == "announcement")
        .order_by(AuditEvent.id)
    )
    assert list(acts) == [
        Act.ANNOUNCEMENT_MADE,
        Act.ANNOUNCEMENT_CHANGED,
        Act.ANNOUNCEMENT_WITHDRAWN,
    ]


def test_two_who_change_it_at_once_both_see_both(app: Flask, desk: Browserless) -> None:
    told = announced("candidate")
    here = f"/admin/announcements/{told.id}"
    desk.get(here)
    with unit_of_work():
        again = Told(
            Tone.NEWS, ("candidate",), {"fr": {"title": "Autre", "body": "Mot"}}, now(), now() + DAY
        )
        change_announcement(acting(make_person(Role.ADMIN)), told.id, again, 1)
    answer = desk.post(here, data=typed(csrf_token=desk.token(here), version="1"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Quelqu’un l’a modifiée entre-temps" in page
    assert "Autre" in page
    assert "Faux conseillers" in page
    newer = re.search(r'name="version"[^>]* value="(\d+)"', page)
    assert newer
    assert newer[1] == "2"
    sent = typed(csrf_token=desk.token(here), version="2")
    assert desk.post(here, data=sent).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_fr": "", "body_fr": ""}, "title_fr"),
        ({"body_fr": ""}, "body_fr"),
        ({"title_fr": "x" * 81}, "title_fr"),
        ({"body_en": "x"}, "title_en"),
        ({"audience": []}, "audience"),
        ({"audience": ["nobody"]}, "audience"),
        ({"tone": "shout"}, "tone"),
        ({"until": "2001-01-01"}, "until"),
        ({"until": "tomorrow"}, "until"),
        ({"until": "2199-01-01"}, "until"),
        ({"since": ""}, "since"),
    ],
)
def test_what_cannot_be_told_is_said_at_its_field(
    desk: Browserless, wrong: dict[str, object], field: str
) -> None:
    where = "/admin/announcements/new"
    answer = desk.post(where, data=typed(csrf_token=desk.token(where), **wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert db.session.scalar(select(func.count()).select_from(Announcement)) == 0


def test_one_that_was_withdrawn_is_not_changed(app: Flask) -> None:
    told = announced("candidate", withdrawn_at=now())
    again = Told(Tone.NEWS, ("candidate",), TEXTS, now(), now() + DAY)
    with pytest.raises(Conflict) as refused, unit_of_work():
        change_announcement(acting(make_person(Role.ADMIN)), told.id, again, 1)
    assert refused.value.code == "announcement_over"
