"""Every address × method × person against the table written by hand: none answers otherwise."""

import re
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from capitune.core.http import SAFE_METHODS
from tests.functional.access.asking import address, ask
from tests.functional.access.conftest import put_back
from tests.functional.access.personas import NOBODY, PERSONAS, World
from tests.functional.access.rows import Row, read

ROWS = read()
# No browser's form: a signature of its own is asked for instead, and its absence refused.
SIGNED = {"/webhooks/sendgrid", "/files/parts/<token>", "/unsubscribe/<token>"}
UNSAFE_PAGES = [
    row
    for row in ROWS
    if row.method not in SAFE_METHODS and not row.is_api and row.rule not in SIGNED
]


def name_of(value: object) -> str:
    return f"{value.method} {value.rule}" if isinstance(value, Row) else str(value)


def outcome(answer: TestResponse) -> str:
    target = answer.headers.get("Location", "")
    if answer.status_code == 303 and re.match(r"/login(\?|$)", target):
        return "in"
    return str(answer.status_code)


def test_every_address_has_a_row_and_every_row_an_address(shared_app: Flask) -> None:
    served = {
        (method, rule.rule)
        for rule in shared_app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(row.method, row.rule) for row in ROWS} == served


def test_no_row_is_written_twice() -> None:
    written = Counter((row.method, row.rule) for row in ROWS)
    assert [row for row, times in written.items() if times > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_each_gets_what_the_table_says(
    whole_world: World, connection: Connection, row: Row
) -> None:
    """Twelve people, one after the other, each in the world as it was before them."""
    answers = {}
    for who in PERSONAS:
        with put_back(connection):
            answers[who] = outcome(ask(whole_world, row, who))
    assert answers == row.expected


@pytest.mark.parametrize("row", UNSAFE_PAGES, ids=name_of)
def test_a_form_without_its_token_is_refused(world: World, row: Row) -> None:
    for who in ("anonymous", "owner", "assigned", "admin"):
        answer = world.browser(who).open(address(world, row), method=row.method, data={})
        assert answer.status_code == 400, who


ASKED_WHO = {"in", "401"}
# Where nobody is asked who they are, and somebody who says so is not.
PRIVATE = [
    row
    for row in ROWS
    if row.expected["anonymous"] in ASKED_WHO and row.expected["admin"] not in ASKED_WHO
]


@pytest.mark.parametrize("row", PRIVATE, ids=name_of)
def test_nobody_is_everybody_who_may_not_sign_in(row: Row) -> None:
    """An account that may not be used gets exactly what nobody gets."""
    assert len({row.expected[who] for who in NOBODY}) == 1


@pytest.mark.parametrize("row", [row for row in PRIVATE if row.is_api], ids=name_of)
def test_programs_are_known_by_their_token_only(world: World, row: Row) -> None:
    """The cookie of whoever may opens nothing at the API."""
    answer = world.browser("owner").open(address(world, row), method=row.method, json={})
    assert answer.status_code == 401


@pytest.mark.parametrize("row", [r for r in PRIVATE if not r.is_api], ids=name_of)
def test_pages_are_opened_by_their_cookie_only(world: World, row: Row) -> None:
    """The token of whoever may opens no page."""
    headers = {"Authorization": f"Bearer {world.tokens['owner']}"}
    data = {"csrf_token": world.csrf["anonymous"]} if row.method != "GET" else None
    browser = world.browser("anonymous")
    answer = browser.open(address(world, row), method=row.method, headers=headers, data=data)
    assert outcome(answer) == "in"


# By this session of this browser only: pictures of people stand on every page.
KEPT = {
    "/people/<uuid:user_id>/picture/<uuid:avatar_id>/<int:side>.webp": "private, max-age=86400",
}


def test_private_pages_are_kept_by_nobody(world: World) -> None:
    for row in PRIVATE:
        if row.method == "GET" and row.expected["owner"] == "200":
            kept = ask(world, row, "owner").headers["Cache-Control"]
            assert KEPT.get(row.rule, "no-store") in kept, row.rule
