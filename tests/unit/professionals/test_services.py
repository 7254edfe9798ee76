from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.services import SignUp
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from capitune.professionals import queries, services
from capitune.professionals.models import Practice
from capitune.professionals.services import PracticeFacts
from tests.factories.people import PASSWORD, make_person, make_professional, nobody
from tests.support.clock import MovedClock

FORM = SignUp("anne@example.com", PASSWORD, "Anne", "Lefebvre", "CA", "fr", accept_terms=True)
PRACTICE = PracticeFacts(" Lefebvre  inc. ", "immigration_consultant", "immigration", "CA-NB")


def test_signing_up_makes_the_account_and_the_practice(app: Flask) -> None:
    with unit_of_work():
        answer = services.sign_up_professional(nobody(), FORM, PRACTICE)
    user = db.session.get_one(User, answer.id)
    practice = queries.practice_of(user.id)
    assert (user.role, user.licence_scopes) == (Role.PROFESSIONAL, [])
    assert practice is not None
    assert (practice.organization, practice.province) == ("Lefebvre inc.", "CA-NB")


WRONG = [
    (PracticeFacts("", "lawyer", "other", "CA-QC"), "organization", "required"),
    (PracticeFacts("A", "pilot", "other", "CA-QC"), "profession", "unknown_profession"),
    (PracticeFacts("A", "lawyer", "space", "CA-QC"), "domain", "unknown_domain"),
    (PracticeFacts("A", "lawyer", "other", "x" * 41), "province", "too_long"),
]


@pytest.mark.parametrize(("practice", "field", "code"), WRONG)
def test_a_wrong_practice_writes_nothing(
    app: Flask, practice: PracticeFacts, field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.sign_up_professional(nobody(), FORM, practice)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
    assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_a_known_address_gets_the_same_answer_and_no_practice(app: Flask) -> None:
    owner = make_person(email="anne@example.com")
    with unit_of_work():
        answer = services.sign_up_professional(nobody(), FORM, PRACTICE)
    assert answer.id != owner.id
    assert db.session.scalar(select(func.count()).select_from(Practice)) == 0


def test_signing_up_anew_before_the_code_replaces_the_practice(app: Flask) -> None:
    with unit_of_work():
        answer = services.sign_up_professional(nobody(), FORM, PRACTICE)
    with unit_of_work():
        services.sign_up_professional(
            nobody(), FORM, PracticeFacts("B", "lawyer", "other", "CA-QC")
        )
    practice = queries.practice_of(answer.id)
    assert practice is not None
    assert practice.organization == "B"


def test_the_list_holds_those_whose_licence_is_valid_now(app: Flask, clock: MovedClock) -> None:
    tomorrow = house.now() + timedelta(days=1)
    wanted = {
        make_professional("immigration").id,
        make_professional("coach", until=tomorrow).id,
    }
    make_professional()
    make_professional("immigration", until=house.now() - timedelta(seconds=1))
    make_professional("immigration", standing=Standing.SUSPENDED)
    make_professional("immigration", verified=False)
    make_person()
    assert {p.id for p in queries.verified_professionals()} == wanted
    assert all(queries.verified_professional(user_id) for user_id in wanted)
    clock.move(days=1, seconds=1)
    assert len(queries.verified_professionals()) == 1
