import dataclasses

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts import queries, services
from capitune.accounts.models import Consent, OneTimeCode, User
from capitune.accounts.services import SignedUp, SignUp
from capitune.accounts.states import Purpose, Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, make_person, nobody
from tests.support.clock import MovedClock
from tests.support.mailbox import received

AMINATA = SignUp(
    email="Aminata@Example.com",
    password=PASSWORD,
    first_name=" Aminata ",
    last_name="Diallo",
    country="SN",
    language="fr",
    accept_terms=True,
)
WRONG = [
    ({"email": "aminata"}, "email", "bad_email"),
    ({"password": "canada"}, "password", "password_short"),
    ({"password": "aminata@example.com1"}, "password", "password_weak"),
    ({"first_name": "\x00"}, "first_name", "bad_text"),
    ({"last_name": " "}, "last_name", "required"),
    ({"country": "XX"}, "country", "unknown_country"),
    ({"country": ""}, "country", "unknown_country"),
    ({"language": "de"}, "language", "unknown_language"),
    ({"accept_terms": False}, "accept_terms", "terms_needed"),
]


def sign_up(**changes: object) -> SignedUp:
    with unit_of_work():
        return services.sign_up_candidate(nobody(), dataclasses.replace(AMINATA, **changes))


def test_a_new_address_makes_an_account_that_waits_for_its_code(app: Flask) -> None:
    answer = sign_up()
    user = db.session.get_one(User, answer.id)
    assert (user.email, user.email_key) == ("Aminata@example.com", "aminata@example.com")
    assert (user.first_name, user.role, user.standing) == (
        "Aminata",
        Role.CANDIDATE,
        Standing.ACTIVE,
    )
    assert user.email_verified_at is None
    assert user.password_hash.startswith("$argon2id$")
    assert answer.expires_in == 900
    assert [mail.facts.kind for mail in received(user.email)] == ["verification_code"]


def test_consents_are_kept_with_their_text_and_address(app: Flask) -> None:
    answer = sign_up(accept_communications=False)
    consents = db.session.scalars(select(Consent).where(Consent.user_id == answer.id)).all()
    assert {(c.purpose, c.granted) for c in consents} == {
        (Purpose.TERMS, True),
        (Purpose.COMMUNICATIONS, False),
    }
    assert {(c.address, bool(c.text_version)) for c in consents} == {("203.0.113.7", True)}


def test_it_is_written_in_the_audit_log(app: Flask) -> None:
    answer = sign_up()
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.subject_id == answer.id)
    ).all()
    assert set(acts) == {Act.ACCOUNT_REGISTERED, Act.ACCOUNT_CODE_ASKED}


@pytest.mark.parametrize(("change", "field", "code"), WRONG)
def test_a_wrong_field_is_named_and_nothing_is_written(
    app: Flask, change: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        sign_up(**change)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
    assert db.session.scalar(select(func.count()).select_from(User)) == 0


@pytest.mark.parametrize("form", ["AMINATA@example.com", "ａｍｉｎａｔａ@example.com"])
def test_a_verified_address_gets_the_same_answer_and_its_owner_a_letter(
    app: Flask, form: str
) -> None:
    owner = make_person(email="aminata@example.com", first_name="Awa")
    fresh, known = sign_up(email="new@example.com"), sign_up(email=form)
    assert dataclasses.asdict(known).keys() == dataclasses.asdict(fresh).keys()
    assert known.id != owner.id
    assert known.email == form
    assert (owner.first_name, db.session.scalar(select(func.count()).select_from(User))) == (
        "Awa",
        2,
    )
    assert [mail.facts.kind for mail in received(owner.email)] == ["already_registered"]
    assert not db.session.scalars(select(OneTimeCode).where(OneTimeCode.user_id == owner.id)).all()


def test_the_owner_gets_one_such_letter_an_hour(app: Flask, clock: MovedClock) -> None:
    owner = make_person(email="aminata@example.com")
    for _ in range(5):
        sign_up()
    assert len(received(owner.email)) == 1
    clock.move(hours=1)
    sign_up()
    assert len(received(owner.email)) == 2


def test_an_address_nobody_verified_starts_again_with_what_was_typed_last(
    app: Flask, clock: MovedClock
) -> None:
    first = sign_up(first_name="Stranger", password="un autre mot de passe long")
    clock.move(seconds=61)
    second = sign_up()
    assert second.id != first.id
    user = db.session.get_one(User, first.id)
    assert user.first_name == "Aminata"
    assert services.check_password(user.email, PASSWORD).is_right
    assert not services.check_password(user.email, "un autre mot de passe long").is_right
    # The letter of the first code, not sent yet, has nothing to say any more.
    assert [mail.facts.kind for mail in received(user.email)] == ["verification_code"]
    assert len(db.session.scalars(select(OneTimeCode.id)).all()) == 2


@pytest.mark.parametrize(
    "facts", [{"role": Role.ADMIN}, {"role": Role.MODERATOR}, {"standing": Standing.SUSPENDED}]
)
def test_signing_up_never_takes_over_staff_or_the_suspended(
    app: Flask, facts: dict[str, object]
) -> None:
    taken = make_person(email="aminata@example.com", verified=False, **facts)
    before = (taken.password_hash, taken.role, taken.standing)
    sign_up()
    db.session.refresh(taken)
    assert (taken.password_hash, taken.role, taken.standing) == before
    assert queries.latest_code(taken.id, "verify_email") is None
