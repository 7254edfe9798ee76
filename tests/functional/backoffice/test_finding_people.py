"""The list of people: what each filter finds, what is refused beside its field, what a page reads."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.queries import people as finding
from tests.factories.dossiers import make_dossier
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

ROW = re.compile(r'href="/admin/users/([0-9a-f-]{36})"')
MORE = re.compile(r'id="more"><a[^>]*href="([^"]+)"')


@pytest.fixture
def nadia(app: Flask) -> User:
    # Late enough that no filter on a period of the test meets her.
    return make_person(Role.ADMIN, first_name="Nadia", last_name="Zed", email="nadia@example.com")


@pytest.fixture
def desk(app: Flask, nadia: User) -> Browserless:
    return browser_of(app, nadia)


def found(desk: Browserless, query: str) -> list[str]:
    answer = desk.get(f"/admin/users/?{query}")
    assert answer.status_code == 200, query
    return ROW.findall(answer.get_data(as_text=True))


def test_each_filter_finds_whom_it_names(desk: Browserless, nadia: User) -> None:
    lea = make_person(
        first_name="Léa",
        last_name="D’Œuvre Ba",
        email="lea@example.com",
        phone="+15145550123",
        country="FR",
    )
    # 22:30 on the 3rd in Montréal, the 4th already in UTC
    moment = datetime(2026, 3, 4, 3, 30, tzinfo=UTC)
    paul = make_person(
        Role.PROFESSIONAL,
        first_name="Paul",
        last_name="Ba",
        email="paul@example.com",
        phone="+33612345678",
        country="CA",
        created_at=moment,
        standing=Standing.SUSPENDED,
    )
    uma = make_person(first_name="Uma", email="uma@example.com", country=None, verified=False)
    with unit_of_work():
        db.session.get_one(User, nadia.id).timezone = "America/Toronto"
    number = make_dossier(candidate=lea).number
    everybody = [nadia, uma, lea, paul]
    for query, expected in {
        "q=lea": [lea],
        "q=LÉA": [lea],
        "q=d%E2%80%99oeuvre%20b": [lea],
        "q=léa%20d%E2%80%99œ": [lea],
        "q=ba": [paul],
        "q=ba%20paul": [paul],
        "q=paul%20b": [paul],
        "q=LEA@ex": [lea],
        "q=%2B1514": [lea],
        "q=514-555": [lea],
        "q=06%2012%2034": [paul],
        f"q={number.lower()}": [lea],
        f"q={number[:-1]}": [lea],
        "q=%25": [],
        "q=_ea": [],
        "q=%27--": [],
        "q=nobody": [],
        "role=professional": [paul],
        "status=suspended": [paul],
        "status=unverified": [uma],
        "status=active&country=FR": [lea],
        "status=leaving": [],
        "country=CA": [paul],
        "from=2026-03-03&to=2026-03-03": [paul],
        "from=2026-03-04&to=2026-03-05": [],
        "to=2026-03-02": [],
        "q=ba&role=candidate": [],
        "sort=oldest": [paul, lea, uma, nadia],
    }.items():
        answer = found(desk, query)
        if query == "sort=oldest":
            assert answer[0] == str(paul.id)
            assert set(answer) == {str(person.id) for person in everybody}
        else:
            assert answer == [str(person.id) for person in expected], query


def test_what_cannot_be_read_is_said_beside_its_field(desk: Browserless) -> None:
    for query, field in {
        "role=king": "role",
        "role=%00": "role",
        "status=gone": "status",
        "country=XX": "country",
        "country=%27%20or%201=1": "country",
        "from=yesterday": "from",
        "to=2026-02-30": "to",
        "from=2026-03-02&to=2026-03-01": "to",
        "sort=password_hash": "sort",
    }.items():
        answer = desk.get(f"/admin/users/?{query}")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422, query
        assert f'id="{field}-error"' in page, query
        assert ROW.findall(page) == [], query
    for query in ("flt0_0=x", "desc=1&q=a", "search=a"):
        answer = desk.get(f"/admin/users/?{query}")
        assert answer.status_code == 422, query
        assert 'role="alert"' in answer.get_data(as_text=True), query
    for query in ("after=zzz", "q=" + "x" * 5000, "q=%F0%9F%92%A9%00"):
        assert desk.get(f"/admin/users/?{query}").status_code in (200, 422), query


def test_too_many_are_asked_for_more_exactly(
    desk: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 2)
    for _ in range(3):
        make_person(first_name="Marie", last_name="Curie")
    answer = desk.get("/admin/users/?q=mar")
    assert answer.status_code == 422
    assert 'id="q-error"' in answer.get_data(as_text=True)


def test_pages_go_on_with_their_filters_both_ways(desk: Browserless) -> None:
    with unit_of_work():
        base = datetime(2026, 1, 1, tzinfo=UTC)
        made = [
            # Some of the same moment: the key decides.
            str(make_person(first_name="Kofi", created_at=base + timedelta(days=n // 3)).id)
            for n in range(60)
        ]
    for sort, expected in (("newest", made[::-1]), ("oldest", made)):
        path: str | None = f"/admin/users/?role=candidate&q=kofi&sort={sort}"
        seen: list[str] = []
        while path and len(seen) < 100:
            page = desk.get(path).get_data(as_text=True)
            seen += ROW.findall(page)
            more = MORE.search(page)
            path = more.group(1).replace("&amp;", "&") if more else None
        assert seen == expected, sort


def test_a_page_asks_four_things_and_walks_an_index(desk: Browserless) -> None:
    for _ in range(30):
        make_person()
    with statements() as sent:
        desk.get("/admin/users/?q=ami&role=candidate&status=active")
    assert len(sent) <= 4
    for other in ("seqscan", "bitmapscan", "sort"):  # the table is too small to make it worth while
        db.session.execute(text(f"SET LOCAL enable_{other} = off"))
    for shown in ("role = 'candidate'", "standing = 'suspended'", "country = 'CA'"):
        plan = "\n".join(
            db.session.scalars(
                text(
                    f"EXPLAIN SELECT id FROM users WHERE {shown}"
                    " ORDER BY created_at DESC, id DESC LIMIT 26"
                )
            )
        )
        assert "Sort" not in plan, plan
