"""The desk of moderation: the queue, one case, the decisions, and who may not."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.inside.states import PostStatus
from capitune.moderation.models import CaseNote, ModerationCase, Sanction
from capitune.moderation.states import Measure
from tests.factories.cases import fresh_case, reported
from tests.factories.people import make_person, make_professional
from tests.factories.posts import fresh_post, posted
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

DESK = "/admin/moderation"
MOST = 4


@pytest.fixture
def mod(app: Flask) -> Browserless:
    return browser_of(app, make_person(Role.MODERATOR))


def send(browser: Browserless, place: str, **fields: Any) -> Any:
    return browser.post(place, data={"csrf_token": browser.token(f"{DESK}/"), **fields})


def version_of(case_id: Any) -> str:
    return str(fresh_case(case_id).version)


def test_the_queue_is_read_by_urgency_and_by_piles(mod: Browserless) -> None:
    author = make_professional("immigration")
    for title, reason in (
        ("Première publication ici", "spam"),
        ("Deuxième publication ici", "fraud"),
        ("Troisième publication ici", "hate"),
    ):
        reported(posted(author, title=title), reason=reason)
    page = mod.get(f"{DESK}/").get_data(as_text=True)
    places = [page.index(word) for word in ("Deuxième publi", "Troisième publi", "Première publi")]
    assert places == sorted(places)
    assert "3 éléments" in page
    frauds = mod.get(f"{DESK}/?pile=fraud").get_data(as_text=True)
    assert "Deuxième publi" in frauds
    assert "Troisième publi" not in frauds
    assert mod.get(f"{DESK}/?pile=nonsense").status_code == 200


def test_taken_decided_and_taken_back(mod: Browserless) -> None:
    post = posted()
    made = reported(post, comment="Il demande 400 $.")
    answer = send(mod, f"{DESK}/next")
    assert answer.headers["Location"].startswith(f"{DESK}/{made.case_id}")
    page = mod.get(f"{DESK}/{made.case_id}").get_data(as_text=True)
    assert post.body in page
    assert "Il demande 400 $." in page
    decision = {
        "decision": "warn",
        "reason": "money",
        "message": "Pas d’argent ici.",
        "note": "Déjà vu ailleurs.",
        "version": version_of(made.case_id),
    }
    assert send(mod, f"{DESK}/{made.case_id}/decide", **decision).status_code == 303
    assert fresh_post(post).status is PostStatus.HIDDEN
    assert db.session.scalars(select(Sanction.message)).one() == "Pas d’argent ici."
    assert db.session.scalars(select(CaseNote.words)).one() == "Déjà vu ailleurs."
    assert send(mod, f"{DESK}/{made.case_id}/undo").status_code == 303
    assert fresh_post(post).is_published
    assert fresh_case(made.case_id).is_open


def test_of_one_that_somebody_has_nothing_is_decided(app: Flask, mod: Browserless) -> None:
    made = reported(posted())
    send(mod, f"{DESK}/{made.case_id}/take")
    other = browser_of(app, make_person(Role.ADMIN, first_name="Nadia"))
    answer = send(
        other, f"{DESK}/{made.case_id}/decide", decision="keep", version=version_of(made.case_id)
    )
    assert answer.status_code in (409, 422)
    assert send(other, f"{DESK}/{made.case_id}/take").status_code == 409
    assert fresh_case(made.case_id).is_open
    send(mod, f"{DESK}/{made.case_id}/give-back")
    assert fresh_case(made.case_id).claimed_by is None


@pytest.mark.parametrize(
    "fields", [{}, {"decision": "burn"}, {"decision": "read_only", "days": ""}]
)
def test_what_is_wrong_decides_nothing(mod: Browserless, fields: dict[str, str]) -> None:
    made = reported(posted())
    seen = version_of(made.case_id)
    answer = send(mod, f"{DESK}/{made.case_id}/decide", version=seen, **fields)
    assert answer.status_code == 422
    assert fresh_case(made.case_id).is_open


def test_one_that_changed_since_it_was_read_is_not_decided(mod: Browserless) -> None:
    post = posted()
    made = reported(post)
    before = version_of(made.case_id)
    reported(post, reason="hate")
    answer = send(mod, f"{DESK}/{made.case_id}/decide", decision="keep", version=before)
    assert answer.status_code == 409
    assert fresh_case(made.case_id).is_open


def test_nobody_judges_what_is_about_them(app: Flask) -> None:
    mod = make_person(Role.MODERATOR)
    made, browser = reported(posted(mod)), browser_of(app, mod)
    assert "une autre personne de l’équipe" in browser.get(f"{DESK}/{made.case_id}").get_data(
        as_text=True
    )
    seen = version_of(made.case_id)
    send(browser, f"{DESK}/{made.case_id}/decide", decision="keep", version=seen)
    assert fresh_case(made.case_id).is_open
    assert send(browser, f"{DESK}/next").headers["Location"].startswith(f"{DESK}/?")


def test_only_the_team_knows_of_it(app: Flask) -> None:
    made = reported(posted())
    for user in (make_person(), make_professional("immigration")):
        browser = browser_of(app, user)
        assert browser.get(f"{DESK}/").status_code == 404
        assert browser.get(f"{DESK}/{made.case_id}").status_code == 404


def test_the_queue_costs_the_same_whatever_its_length(mod: Browserless) -> None:
    author = make_professional("immigration")
    reported(posted(author))
    mod.get(f"{DESK}/")
    with statements() as few:
        mod.get(f"{DESK}/")
    for _ in range(9):
        reported(posted(author))
    with statements() as many:
        mod.get(f"{DESK}/")
    assert len(many) == len(few) <= MOST, many


def test_what_its_author_deleted_is_judged_by_what_it_said(app: Flask, mod: Browserless) -> None:
    author: User = make_professional("immigration")
    post = posted(author, body="Visa garanti pour tous ceux qui écrivent.")
    made = reported(post)
    browser = browser_of(app, author)
    browser.post(f"/inside/posts/{post.id}/delete", data={"csrf_token": browser.token("/inside")})
    assert "Visa garanti" in mod.get(f"{DESK}/{made.case_id}").get_data(as_text=True)
    seen = version_of(made.case_id)
    send(mod, f"{DESK}/{made.case_id}/decide", decision="remove", version=seen)
    case = db.session.get_one(ModerationCase, made.case_id)
    assert case.decision is Measure.REMOVE
