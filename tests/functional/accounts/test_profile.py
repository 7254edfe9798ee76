"""The profile: what one says of oneself, at both doors, right and wrong."""

from typing import Any

import pytest
from flask import Flask
from markupsafe import escape

from capitune.accounts.models import User
from capitune.accounts.queries import project_of
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.professionals.queries import practice_of
from tests.factories.people import PASSWORD, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.program import got, program_of
from tests.support.statements import statements

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7*7 }}",
    "</textarea><svg onload=alert(1)>",
]
OWN = {"first_name": "Awa", "last_name": "Sow", "country": "SN", "language": "fr", "timezone": ""}
PRACTICE = {
    "organization": "Cap Est",
    "profession": "coach",
    "domain": "other",
    "province": "CA-QC",
    "bio": "Dix ans d’accueil.\n\nÀ Moncton.",
    "years": "10",
    "languages-0": "fr",
    "languages-1": "wo",
    "expertise": "Permis d’études\nParrainage",
    "services": "Relecture",
    "portfolio": "https://www.example.com/work",
}


def signed_in(client: Browserless, user: User) -> Browserless:
    client.submit("/login", {"email": user.email, "password": PASSWORD})
    return client


def test_a_candidate_says_who_they_are_and_what_they_want(client: Browserless, app: Flask) -> None:
    awa = make_person(last_name="Ba")
    signed_in(client, awa)
    page = client.get("/profile").text
    assert "/profile/edit#goals" in page
    fields = {
        **OWN,
        "country": "CA",
        "province": "CA-NB",
        "phone": "506 555-0123",
        "goals": ["study", "work"],
        "sector": "health",
        "budget_cents": "25 000,50",
    }
    assert client.submit("/profile/edit", fields).location == "/profile"
    db.session.expire_all()
    project = project_of(awa.id)
    assert project
    assert (awa.phone, awa.province) == ("+15065550123", "CA-NB")
    assert (project.goals, project.budget_cents) == (["study", "work"], 2_500_050)
    page = client.get("/profile").text
    assert all(text in page for text in ("(506) 555-0123", "Nouveau-Brunswick", "Étudier"))
    assert "/profile/edit#goals" not in page.split("facts-title")[0]
    assert 'value="25000,50"' in client.get("/profile/edit").text


WRONG = [
    ({"phone": "12"}, "+221 77 123 45 67"),
    ({"goals": ["fly"]}, ""),
    ({"sector": "spying"}, ""),
    ({"budget_cents": "lots"}, "25 000,50"),
    ({"last_name": "Capitune"}, "autorité"),
    ({"first_name": "Awa ✔"}, "symbole"),
    ({"first_name": "x" * 81}, "trop long"),
    ({"province": "CA-XX"}, ""),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=lambda value: str(value)[:20])
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    client: Browserless, app: Flask, wrong: dict[str, Any], said: str
) -> None:
    awa = make_person()
    answer = signed_in(client, awa).submit("/profile/edit", {**OWN, "phone": "771234567", **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Sow" in answer.text or "last_name" in wrong
    db.session.expire_all()
    assert (awa.first_name, awa.phone) == ("Aminata", None)


def test_a_professional_says_what_they_offer(client: Browserless, app: Flask) -> None:
    paul = make_professional()
    signed_in(client, paul)
    assert client.submit("/profile/practice", PRACTICE).location == "/profile"
    practice = practice_of(paul.id)
    assert practice
    assert (practice.years, practice.languages) == (10, ["fr", "wo"])
    assert practice.portfolio == ["https://www.example.com/work"]
    page = client.get("/profile").text
    assert 'href="https://www.example.com/work" rel="nofollow noopener noreferrer ugc"' in page
    assert "Français, wolof" in page


PRACTICE_WRONG = [
    {"portfolio": "javascript:alert(1)"},
    {"portfolio": "\n".join(f"https://example.com/{n}" for n in range(6))},
    {"bio": "x" * 2001},
    {"bio": "a\u202eb"},
    {"years": "71"},
    {"years": "many"},
    {"years": "9" * 30},
    {"languages-0": "klingon"},
    {"organization": "IRCC Montréal"},
    {"organization": ""},
    {"expertise": "\n".join("abcdefghijklm")},
    {"services": "x" * 121},
]


@pytest.mark.parametrize("wrong", PRACTICE_WRONG, ids=lambda value: str(value)[:30])
def test_a_practice_that_is_wrong_is_not_kept(
    client: Browserless, app: Flask, wrong: dict[str, str]
) -> None:
    paul = make_professional()
    answer = signed_in(client, paul).submit("/profile/practice", {**PRACTICE, **wrong})
    assert answer.status_code == 422
    assert "Relecture" in answer.text or "services" in wrong
    assert "c-err" in answer.text
    assert practice_of(paul.id) is None


def test_the_profession_stays_once_it_was_checked(client: Browserless, app: Flask) -> None:
    anne = make_professional("coach")
    program = program_of(app, anne)
    got(program.patch("/api/users/me", json=PROGRAM))
    refused = program.patch("/api/users/me", json={"profession": "lawyer"})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "profession_checked")
    assert 'name="profession"' not in signed_in(client, anne).get("/profile/practice").text


PROGRAM = {
    "organization": "Cap Est",
    "profession": "coach",
    "domain": "other",
    "province": "CA-QC",
    "bio": "Dix ans.",
    "languages": ["fr", "en"],
}


def test_programs_read_and_change_all_of_it(app: Flask) -> None:
    awa = program_of(app, make_person())
    changes = {
        "phone": "77 123 45 67",
        "goals": ["business"],
        "sector": "it",
        "budget": {"amount_cents": 2_500_000, "currency": "CAD"},
        "province": "Dakar",
    }
    me = got(awa.patch("/api/users/me", json=changes))
    assert me["phone"] == "+221771234567"
    assert me["budget"] == changes["budget"]
    assert me["completeness"]["essential"] == []
    assert me["completeness"]["missing"] == ["timezone"]
    assert got(awa.get("/api/users/me")) == me
    assert got(awa.patch("/api/users/me", json={"budget": None, "phone": None}))["budget"] is None


API_WRONG = [
    ({"nickname": "x"}, "nickname", "unknown_field"),
    ({"phone": "12"}, "phone", "bad_phone"),
    ({"phone": 12}, "phone", "wrong_type"),
    ({"goals": ["fly"]}, "goals.0", "unknown_value"),
    ({"budget": {"amount_cents": -1, "currency": "CAD"}}, "budget_cents", "bad_amount"),
    ({"budget": {"amount_cents": 10**15}}, "budget_cents", "amount_too_large"),
    ({"budget": {"amount_cents": 1.5}}, "budget.amount_cents", "wrong_type"),
    ({"budget": {"amount_cents": 1, "currency": "EUR"}}, "budget.currency", "unknown_value"),
    ({"bio": "x"}, "bio", "not_for_you"),
    ({"role": "admin"}, "role", "unknown_field"),
    ({"province": "CA-ZZ"}, "province", "unknown_province"),
]


@pytest.mark.parametrize(("sent", "field", "code"), API_WRONG, ids=lambda value: str(value)[:24])
def test_programs_are_told_what_is_wrong(
    app: Flask, sent: dict[str, Any], field: str, code: str
) -> None:
    awa = make_person()
    answer = program_of(app, awa).patch("/api/users/me", json={"last_name": "Sow", **sent})
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json["errors"]] == [(field, code)]
    db.session.expire_all()
    assert awa.last_name == "Diallo"


def test_a_professional_has_no_project(app: Flask) -> None:
    answer = program_of(app, make_professional()).patch("/api/users/me", json={"goals": ["work"]})
    assert [e["code"] for e in answer.json["errors"]] == ["not_for_you"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_shown_and_never_run(
    client: Browserless, app: Flask, payload: str
) -> None:
    paul = make_professional(first_name="Paul")
    signed_in(client, paul)
    texts = ("organization", "bio", "expertise", "services")
    fields = {**PRACTICE, **dict.fromkeys(texts, payload), "province": "CA-QC"}
    assert client.submit("/profile/practice", fields).status_code == 303
    assert client.submit("/profile/edit", {**OWN, "first_name": payload}).status_code == 303
    assert client.get("/profile").text.count(escape(payload)) >= len(texts)
    for path in ("/profile", "/profile/practice", "/profile/edit", "/dashboard"):
        page = client.get(path).text
        assert payload not in page or payload == "{{ 7*7 }}"
        assert ">49<" not in page


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.PROFESSIONAL])
def test_what_a_page_about_oneself_costs(client: Browserless, app: Flask, role: Role) -> None:
    signed_in(client, make_person(role))
    for path in ("/profile", "/profile/edit"):
        with statements() as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= 6, seen


def test_the_dashboard_asks_for_what_is_essential_first(client: Browserless, app: Flask) -> None:
    signed_in(client, make_person())
    assert "Complétez votre profil" in client.get("/dashboard").text
    client.submit("/profile/edit", {**OWN, "goals": "study"})
    page = client.get("/dashboard").text
    assert "/dossiers/new" in page
    assert "Complétez votre profil" not in page
