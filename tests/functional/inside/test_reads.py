"""Feeds: each order, page by page, complete and without repeats; few statements, whatever the length."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import PostStats
from capitune.inside.queries.feed import Wanted, feed
from capitune.inside.services.counting import heat
from capitune.inside.states import Category, Pile, Sort
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import fresh_post, posted
from tests.support.program import got, program_of
from tests.support.signing import browser_of
from tests.support.statements import statements

# One of them on the last page of a feed alone.
MOST_STATEMENTS = 8


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def walked(reader: object, wanted: Wanted, limit: int = 2) -> list[str]:
    """The titles of all pages, in order."""
    titles, after = [], None
    while True:
        page = feed(reader.id, wanted, limit, after)  # type: ignore[attr-defined]
        titles += [row.title for row in page.items]
        after = page.next_cursor
        if after is None:
            return titles


def thank(post: object, times: int) -> None:
    for _ in range(times):
        with unit_of_work():
            services.like(acting(make_person()), post.id)  # type: ignore[attr-defined]


def test_each_order_is_walked_whole(app: Flask) -> None:
    anne, reader = make_professional("immigration"), make_person()
    titles = [f"Publication numéro {number}" for number in range(5)]
    made = [
        posted(anne, title=title, category="work" if number % 2 else "documents")
        for number, title in enumerate(titles)
    ]
    thank(made[1], 3)
    thank(made[0], 2)
    for post in made[:3]:
        with unit_of_work():
            services.bookmark(acting(reader), post.id)
    newest = titles[::-1]
    assert walked(reader, Wanted()) == newest
    assert walked(reader, Wanted(category=Category.WORK)) == [titles[3], titles[1]]
    assert walked(reader, Wanted(tag="pal")) == newest
    assert walked(reader, Wanted(tag="nothing")) == []
    assert walked(reader, Wanted(q="publications")) == newest
    assert walked(reader, Wanted(sort=Sort.HOT)) == [titles[1], titles[0], *newest[:3]]
    assert walked(reader, Wanted(sort=Sort.HOT, category=Category.WORK)) == [titles[1], titles[3]]
    assert walked(reader, Wanted(pile=Pile.SAVED)) == [titles[2], titles[1], titles[0]]
    assert walked(anne, Wanted(pile=Pile.MINE)) == newest
    assert walked(reader, Wanted(pile=Pile.MINE)) == []


def test_the_heat_of_sql_is_the_heat_of_the_rule(app: Flask) -> None:
    post = posted()
    thank(post, 4)
    stats, published = db.session.get(PostStats, post.id), fresh_post(post).published_at
    assert stats
    assert published
    assert stats.likes == 4
    assert stats.hot == pytest.approx(heat(4, 0, published), abs=1e-9)
    assert heat(40, 0, published) - heat(4, 0, published) == pytest.approx(1)


@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        "AAAA",
        "f_gAAAAAAAABoaIKb5iAcgCKZe4xJGj-",  # not a number, in a well-made cursor
        "x" * 5_000,
        "%00",
    ],
)
@pytest.mark.parametrize("sort", list(Sort))
def test_a_forged_cursor_is_refused(app: Flask, after: str, sort: Sort) -> None:
    with pytest.raises(Invalid):
        feed(make_person().id, Wanted(sort=sort), 2, after)


def test_a_cursor_of_another_list_is_refused(app: Flask) -> None:
    for _ in range(3):
        posted()
    reader = make_person()
    newest, hot = (feed(reader.id, Wanted(sort=sort), 2, None).next_cursor for sort in Sort)
    for sort, cursor in ((Sort.HOT, newest), (Sort.NEWEST, hot)):
        with pytest.raises(Invalid):
            feed(reader.id, Wanted(sort=sort), 2, cursor)


@pytest.mark.parametrize(
    "place",
    ["/inside", "/inside?sort=hot", "/inside?tag=pal", "/inside?q=lettre", "/inside?pile=mine"],
)
@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.ADMIN])
def test_a_page_asks_little_however_long(app: Flask, place: str, role: Role) -> None:
    browser = browser_of(app, make_person(role))
    counted = []
    for number in (1, 19):
        for _ in range(number):
            posted()
        browser.get(place)
        with statements() as sent:
            assert browser.get(place).status_code == 200
        counted.append(len(sent))
    assert counted[0] == counted[1] <= MOST_STATEMENTS


def test_a_program_pages_by_the_link_of_the_answer(app: Flask) -> None:
    for _ in range(3):
        posted()
    program = program_of(app, make_person())
    first = program.get("/api/posts?limit=2&category=documents")
    body = got(first)
    link = urlsplit(first.headers["Link"].split(">")[0][1:])
    assert parse_qs(link.query)["after"] == [body["next_cursor"]]
    rest = got(program.get(f"{link.path}?{link.query}"))
    assert len(body["items"]) == 2
    assert len(rest["items"]) == 1
    assert rest["next_cursor"] is None
