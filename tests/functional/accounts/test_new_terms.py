"""New terms: who is asked, where, once; the ways out; what is never stopped."""

from datetime import timedelta

import pytest
from flask import Flask

from capitune.accounts import queries, services
from capitune.accounts.models import User
from capitune.accounts.states import Purpose
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.errors import Conflict
from capitune.core.work import unit_of_work
from capitune.legal.states import Kind
from tests.factories.legal import agreed_before, published
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.program import program_of
from tests.support.signing import browser_of
from tests.support.statements import statements

__all__ = ["clock"]

HERE = "/profile/terms"


@pytest.fixture
def awa(app: Flask) -> User:
    """Who agreed to the terms of today."""
    person = make_person()
    with unit_of_work():
        services.give_consent(acting(person), person, Purpose.TERMS)
    return person


def agreed(person: User) -> list[str]:
    return [answer.text_version for answer in queries.answers_of(person.id)]


def test_each_page_leads_to_the_new_terms_until_they_are_agreed_to(app: Flask, awa: User) -> None:
    browser = browser_of(app, awa)
    assert browser.get("/notifications").status_code == 200
    newer = published(Kind.TERMS)
    led = browser.get("/notifications?kind=x")
    assert led.status_code == 303
    assert led.location == f"{HERE}?next=/notifications?kind%3Dx"
    page = browser.get(led.location).get_data(as_text=True)
    assert "Les <strong>frais</strong>." in page
    assert "/profile/data/delete" in page
    sent = {"label": newer.label}
    assert browser.submit(led.location, sent).location == "/notifications?kind=x"
    assert browser.get("/notifications").status_code == 200
    assert agreed(awa) == [newer.label, "2026-01"]
    assert browser.get(HERE).location == "/profile/consents"
    answer = browser.post(HERE, data={"csrf_token": browser.token("/notifications"), **sent})
    assert answer.status_code == 303
    assert agreed(awa) == [newer.label, "2026-01"]


def test_what_is_sent_or_drawn_is_not_stopped_and_ways_out_stay_open(app: Flask, awa: User) -> None:
    browser = browser_of(app, awa)
    token = browser.token("/notifications")
    published(Kind.TERMS)
    open_ones = ("/profile/data", "/profile/data/delete", "/profile/security", "/legal/terms")
    assert {browser.get(one).status_code for one in open_ones} == {200}
    sent = browser.post("/notifications/read", data={"csrf_token": token})
    assert sent.location != HERE
    assert HERE not in (sent.location or "")
    for headers in (
        {"HX-Request": "true"},
        {"Sec-Fetch-Dest": "image"},
        {"X-Background": "1"},
    ):
        assert browser.get("/notifications", headers=headers).status_code == 200
    page = {"Sec-Fetch-Dest": "document"}
    assert browser.get("/notifications", headers=page).status_code == 303
    assert program_of(app, awa).get("/api/notifications").status_code == 200


def test_nobody_is_asked_without_need(app: Flask, awa: User, clock: MovedClock) -> None:
    published(Kind.PRIVACY)
    published(Kind.TERMS, today() + timedelta(days=2))
    never = make_person()

    def answers() -> list[str | None]:
        browsers = [browser_of(app, person) for person in (awa, never)]
        return [one.get("/notifications").location for one in browsers]

    assert answers() == [None, None]
    clock.move(days=2)
    assert answers() == [f"{HERE}?next=/notifications", None]


def test_the_team_is_asked_at_its_desks(app: Flask) -> None:
    admin = make_person(Role.ADMIN)
    agreed_before(admin)
    browser = browser_of(app, admin)
    assert browser.get("/admin/users/").location == f"{HERE}?next=/admin/users/"
    assert browser.get("/admin/users/?next=//evil.example").location.startswith(HERE)


def test_all_that_changed_since_is_told(app: Flask, awa: User, clock: MovedClock) -> None:
    first = published(Kind.TERMS)
    clock.move(days=1)
    second, browser = published(Kind.TERMS), browser_of(app, awa)
    page = browser.get(HERE).get_data(as_text=True)
    assert page.count("Les <strong>frais</strong>.") == 2
    stale = browser.submit(HERE, {"label": first.label})
    assert stale.status_code == 422
    assert "encore changé" in stale.get_data(as_text=True)
    assert agreed(awa) == ["2026-01"]
    with pytest.raises(Conflict), unit_of_work():
        services.accept_terms(acting(awa), awa, "2031-01-01")
    assert browser.submit(HERE, {"label": second.label}).status_code == 303


def test_it_leads_nowhere_else(app: Flask) -> None:
    person = make_person()
    agreed_before(person)
    browser = browser_of(app, person)
    answer = browser.submit(f"{HERE}?next=https://evil.example/", {"label": "2026-01"}, page=HERE)
    assert answer.location == "/profile/consents"


def test_it_costs_no_statement(app: Flask, awa: User, client: Browserless) -> None:
    def count(person: User) -> int:
        browser = browser_of(app, person)
        browser.get("/notifications")
        with statements() as sent:
            browser.get("/notifications")
        return len(sent)

    assert count(awa) == count(make_person())


def test_an_admin_reads_what_somebody_agreed_to(app: Flask, awa: User) -> None:
    page = browser_of(app, make_person(Role.ADMIN)).get(f"/admin/users/{awa.id}")
    card = page.get_data(as_text=True).split('id="consents"')[1].split("</section>")[0]
    assert "Texte de la version 2026-01" in card
