"""The back office through its door: who enters, what each desk shows, what it does not."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

DESKS = [
    "/admin/",
    "/admin/users/",
    "/admin/assignments/",
    "/admin/professionals/",
    "/admin/jobs/",
    "/admin/mails/",
]
ROW = re.compile(r'href="/admin/users/([0-9a-f-]{36})"')
MORE = re.compile(r'id="more"><a[^>]*href="([^"]+)"')

Browse = Callable[[User], Browserless]


@pytest.fixture
def browse(app: Flask) -> Browse:
    return lambda user: browser_of(app, user)


@pytest.fixture
def admin(browse: Browse) -> Browserless:
    return browse(make_person(Role.ADMIN, first_name="Nadia"))


def shown(browser: Browserless, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", DESKS)
def test_whoever_is_not_signed_in_is_asked_to(app: Flask, path: str) -> None:
    answer = browser_of(app, None).get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/login?next={path}"


@pytest.mark.parametrize("path", DESKS)
def test_others_do_not_know_that_it_is_there(browse: Browse, path: str) -> None:
    for user in (make_person(), make_professional("immigration")):
        browser = browse(user)
        assert browser.get(path).status_code == 404
        absent = browser.get("/admin/nothing-here")
        assert absent.status_code == 404


def test_a_moderator_enters_and_finds_whom_they_may_suspend(browse: Browse) -> None:
    mona, awa = make_person(Role.MODERATOR), make_person(first_name="Awa")
    moderator, admin = browse(mona), make_person(Role.ADMIN)
    assert "/admin/assignments" not in shown(moderator, "/admin/")
    assert [moderator.get(path).status_code for path in DESKS[2:]] == [403] * 4
    assert ROW.findall(shown(moderator, "/admin/users/")) == [str(awa.id)]
    assert "/admin/users" in shown(moderator, f"/admin/users/{awa.id}")
    for act in ("", "/suspend", "/lift"):
        sent = {"csrf_token": moderator.token("/admin/users/")}
        path = f"/admin/users/{admin.id}{act}"
        answer = moderator.post(path, data=sent) if act else moderator.get(path)
        assert answer.status_code == 404, act


@pytest.mark.parametrize("path", DESKS)
def test_every_page_says_that_the_scanner_is_a_stand_in(admin: Browserless, path: str) -> None:
    words = "Antivirus de remplacement", "Stand-in scanner"
    assert any(word in shown(admin, path) for word in words)


class TestPeople:
    """``/admin/users``."""

    def test_the_newest_come_first_and_each_page_goes_on(self, admin: Browserless) -> None:
        with unit_of_work():
            made = [str(make_person().id) for _ in range(60)]
        seen: list[str] = []
        path: str | None = "/admin/users/"
        pages = 0
        while path and pages < 10:
            page = shown(admin, path)
            seen += ROW.findall(page)
            more = MORE.search(page)
            path = more.group(1).replace("&amp;", "&") if more else None
            pages += 1
        assert pages == 3
        assert len(seen) == len(set(seen)) == 61
        assert seen[:60] == made[::-1]

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("élo", True),
            ("ELO", True),
            ("Elodie", True),
            ("oeuv", True),
            ("elodie@ex", True),
            ("lodie", False),
            ("%", False),
            ("_lodie", False),
            ("'; --", False),
        ],
    )
    def test_people_are_found_by_the_beginning(
        self, admin: Browserless, typed: str, found: bool
    ) -> None:
        person = make_person(first_name="Élodie", last_name="Œuvrard", email="elodie@example.com")
        make_person()
        rows = ROW.findall(shown(admin, f"/admin/users/?q={typed}"))
        assert rows == ([str(person.id)] if found else [])

    def test_a_bad_cursor_is_refused(self, admin: Browserless) -> None:
        assert admin.get("/admin/users/?after=zzz").status_code == 422

    def test_no_secret_is_shown(self, admin: Browserless) -> None:
        person = make_person()
        for path in ("/admin/users/", f"/admin/users/{person.id}"):
            page = shown(admin, path)
            assert person.email in page
            assert person.password_hash not in page
            assert "argon2" not in page

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("post", "/admin/users/new/"),
            ("post", "/admin/users/edit/?id={id}"),
            ("post", "/admin/users/delete/"),
            ("post", "/admin/users/action/"),
            ("post", "/admin/users/ajax/update/"),
            ("get", "/admin/users/ajax/lookup/?name=x&limit=100000"),
            ("get", "/admin/users/export/csv/"),
            ("get", "/admin/users/details/?id={id}"),
            ("get", "/admin/static/admin/js/form.js"),
        ],
    )
    def test_what_flask_admin_brings_is_not_there(
        self, admin: Browserless, method: str, path: str
    ) -> None:
        person = make_person()
        data = {"csrf_token": admin.token("/admin/"), "role": "admin", "id": str(person.id)}
        answer = getattr(admin, method)(path.format(id=person.id), data=data)
        assert answer.status_code == 404
        db.session.refresh(person)
        assert person.role is Role.CANDIDATE


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements sent, without the savepoints that tests add."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SAVEPOINT" not in statement:
            sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", [*DESKS[1:], "/admin/users/?q=a&role=candidate"])
def test_a_page_asks_at_most_four_things(
    admin: Browserless, statements: list[str], path: str
) -> None:
    with unit_of_work():
        for _ in range(30):
            make_person()
    statements.clear()
    shown(admin, path)
    assert 1 <= len(statements) <= (6 if path == "/admin/jobs/" else 4)


def test_dead_effects_are_shown_without_what_they_carry(admin: Browserless) -> None:
    row = OutboxRow(
        kind="mail",
        key="k",
        payload={"letter": "secret-letter"},
        attempts=12,
        dead_at=now(),
        last_error="refused for jean@example.com",
    )
    with unit_of_work():
        db.session.add(row)
    page = shown(admin, "/admin/jobs/")
    assert str(row.id) in page
    assert "jean@example.com" not in page
    assert "secret-letter" not in page
