"""What a page of each list costs with few rows and with many, and beside plain Flask-Admin on the same table."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from statistics import median
from time import process_time

from flask import Flask
from sqlalchemy import text

import config
from bench import databases, statements, subjects
from bench.desks.lists import DESKS, STEPS, Desk
from bench.desks.plain import plain_app
from bench.desks.rows import fill
from bench.pages import BUFFERS_BUDGET, GROWTH_BUDGET, Page
from bench.report import Line
from bench.settings import BASE_URL, environment, through_proxy
from bench.statements import Cost, cost
from capitune.app import create_app
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.extensions import db
from embedded.stores import Stores

NAMES = ("capitune_desks_few", "capitune_desks_many")
FEW = 1000
ASKED = 12
NEXT = re.compile(r'id="more"><a[^>]*href="([^"]+)"')


def measure(stores: Stores, folder: Path, many: int) -> list[Line]:
    """All figures of the desks; the databases are removed afterwards."""
    try:
        few, large = (
            _place(stores, folder, name, rows)
            for name, rows in zip(NAMES, (FEW, many), strict=True)
        )
        return [line for desk in DESKS for line in _desk(desk, few, large)] + _plain(large)
    finally:
        for name in NAMES:
            databases.drop(stores.database_url, name)


class Place:
    """A filled database, the product on it, and the cookie of an admin there."""

    def __init__(self, app: Flask, url: str, rows: int, cookie: str) -> None:
        self.app, self.url, self.rows, self.cookie = app, url, rows, cookie

    def page(self, name: str, path: str, most: int) -> Page:
        """What the admin asks for."""
        headers = through_proxy({"Cookie": self.cookie, "Accept": "text/html"})
        return Page(name, path, headers, most)


def _place(stores: Stores, folder: Path, name: str, rows: int) -> Place:
    url = databases.create(stores.database_url, name)
    app = create_app(config.load(environment(url, stores.redis_url, str(folder))))
    databases.build(app)
    fill(app, rows)
    session = subjects.staff_session(app, Role.ADMIN)
    return Place(app, url, rows, subjects.cookie(app, session))


def _desk(desk: Desk, few: Place, large: Place) -> Iterator[Line]:
    for name, query in {"first page": "", **desk.asked}.items():
        path = f"{desk.path}?{_said(large, query)}" if query else desk.path
        yield from _lines(desk, name, [_cost(place, desk, path) for place in (few, large)])
    deep = [_cost(place, desk, _after(place, desk, steps)) for place, steps in _depths(few, large)]
    yield from _lines(desk, f"page after {STEPS} steps", deep)


def _depths(few: Place, large: Place) -> list[tuple[Place, int]]:
    """As deep as there are pages in every list: a thousand people have some seven hundred open dossiers."""
    return [(few, min(STEPS, few.rows // 40)), (large, STEPS)]


def _said(place: Place, query: str) -> str:
    day = today() - timedelta(days=200)
    with place.app.app_context():
        family = db.session.scalar(text("SELECT family FROM desk_cases LIMIT 1"))
    return query.format(since=day, until=day + timedelta(days=30), family=family)


def _after(place: Place, desk: Desk, steps: int) -> str:
    client, path = place.app.test_client(use_cookies=False), desk.path
    headers = dict(place.page("", path, 0).headers)
    for _ in range(steps):
        found = NEXT.search(
            client.get(path, headers=headers, base_url=BASE_URL).get_data(as_text=True)
        )
        if found is None:
            raise RuntimeError(f"{path}: there is no next page")
        path = unescape(found[1])
    return path


def _cost(place: Place, desk: Desk, path: str) -> Cost:
    return cost(place.app, place.page(desk.name, path, desk.statements))


def _lines(desk: Desk, name: str, costs: list[Cost]) -> list[Line]:
    few, many = costs
    page = f"desk of {desk.name}: {name}"
    told = [f"{one.buffers} buffers, SQL {one.milliseconds:.2f} ms" for one in costs]
    grown = many.buffers / max(few.buffers, 1)
    return [
        Line(page, "SQL statements", "", "", many.statements, "", desk.statements),
        Line(page, "buffers", "", "", many.buffers, "", BUFFERS_BUDGET),
        Line(page, "growth, buffers", *told, grown, "", GROWTH_BUDGET),
    ]


def _plain(large: Place) -> list[Line]:
    """Processor time and SQL of the first page of people, over plain Flask-Admin's, turn by turn."""
    app = plain_app(large.url)
    ours, theirs = large.page("users", "/admin/users/", 9), Page("plain", "/plain/users/", {}, 9)
    for place, page in ((large.app, ours), (app, theirs)):
        _seconds(place, page)  # templates and statements are compiled once
    pairs = [(_seconds(large.app, ours), _seconds(app, theirs)) for _ in range(ASKED)]
    mine, other = cost(large.app, ours), statements.cost(app, theirs)
    ratios = sorted(one / two for one, two in pairs)
    spread = f"{ratios[0]:.2f}-{ratios[-1]:.2f}"
    told = [f"{median(each) * 1000:.1f} ms" for each in zip(*pairs, strict=True)]
    sql = [f"{one.milliseconds:.1f} ms, {one.buffers} buffers" for one in (other, mine)]
    name = "desk of users: first page"
    return [
        Line(name, "CPU / plain Flask-Admin", told[1], told[0], median(ratios), spread, 1.0),
        Line(
            name, "SQL / plain Flask-Admin", *sql, mine.milliseconds / other.milliseconds, "", 1.0
        ),
    ]


def _seconds(app: Flask, page: Page) -> float:
    client = app.test_client(use_cookies=False)
    began = process_time()
    answer = client.get(page.path, headers=dict(page.headers), base_url=BASE_URL)
    if answer.status_code != 200:
        raise statements.WrongAnswer(f"{page.path}: {answer.status_code}")
    return process_time() - began
