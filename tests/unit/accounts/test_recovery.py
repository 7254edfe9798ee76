import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import codes, passwords, queries, services
from capitune.accounts.models import OneTimeCode, User
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, make_person, nobody
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for, received

NEW = "neuf mots tout autres ailleurs"


def forgot(email: str) -> None:
    with unit_of_work():
        services.forgot_password(nobody(), email)


def reset(token: str, password: str = NEW) -> User:
    with unit_of_work():
        return services.reset_password(nobody(), token, password)


def refused(token: str, password: str = NEW) -> str:
    with pytest.raises(Invalid) as refusal:
        reset(token, password)
    return refusal.value.code


def token_of(user: User) -> str:
    latest = queries.latest_code(user.id, CodePurpose.RESET_PASSWORD)
    assert latest is not None
    return codes.link(CodePurpose.RESET_PASSWORD, latest.id)


def test_the_link_of_the_letter_sets_a_new_password(app: Flask) -> None:
    user = make_person()
    version = user.authz_version
    forgot(user.email.upper())
    reset(path_for(user.email, "password_reset").rpartition("/")[2])
    db.session.refresh(user)
    assert passwords.is_right(user.password_hash, NEW)
    assert not passwords.is_right(user.password_hash, PASSWORD)
    assert user.authz_version == version + 1
    assert [mail.facts.kind for mail in received(user.email)] == [
        "password_changed",
        "password_reset",
    ]
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == user.id)).all()
    assert Act.ACCOUNT_PASSWORD_RESET in acts


def test_it_ends_every_session_and_token(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        secret = services.open_session(nobody(), user, remember=True, device="")
        pair = services.open_tokens(nobody(), user, "")
    forgot(user.email)
    reset(token_of(user))
    assert queries.person_of_session(secret) is None
    with pytest.raises(Exception, match="invalid_refresh_token"), unit_of_work():
        services.refresh(nobody(), pair.refresh_token)


@pytest.mark.parametrize(("seconds", "good"), [(1799, True), (1800, False), (1801, False)])
def test_the_link_lives_thirty_minutes(
    app: Flask, clock: MovedClock, seconds: int, good: bool
) -> None:
    user = make_person()
    forgot(user.email)
    clock.move(seconds=seconds)
    if good:
        assert reset(token_of(user)) is user
    else:
        assert refused(token_of(user)) == "dead_link"


def test_it_is_good_once(app: Flask) -> None:
    user = make_person()
    forgot(user.email)
    token = token_of(user)
    reset(token)
    assert refused(token) == "dead_link"


def test_a_newer_link_kills_the_older(app: Flask, clock: MovedClock) -> None:
    user = make_person()
    forgot(user.email)
    older = token_of(user)
    clock.move(seconds=60)
    forgot(user.email)
    assert refused(older) == "dead_link"
    assert reset(token_of(user)) is user


def test_one_letter_a_minute(app: Flask, clock: MovedClock) -> None:
    user = make_person()
    for seconds in (0, 30, 29):
        clock.move(seconds=seconds)
        forgot(user.email)
    assert len(db.session.scalars(select(OneTimeCode)).all()) == 1


@pytest.mark.parametrize("weak", ["court", "motdepasse123", "aminata diallo", "v" * 129])
def test_a_weak_password_is_refused_and_the_link_stays_good(app: Flask, weak: str) -> None:
    user = make_person()
    forgot(user.email)
    assert refused(token_of(user), weak).startswith("password_")
    assert reset(token_of(user)) is user


@pytest.mark.parametrize("token", ["", "x", "é" * 9, "a" * 3000])
def test_a_forged_link_is_refused(app: Flask, token: str) -> None:
    assert refused(token) == "dead_link"


def test_a_code_for_the_address_is_no_link_for_the_password(app: Flask) -> None:
    user = make_person(verified=False)
    with unit_of_work():
        services.resend_code(nobody(), user.email)
    latest = queries.latest_code(user.id, CodePurpose.VERIFY_EMAIL)
    assert latest is not None
    assert refused(codes.link(CodePurpose.RESET_PASSWORD, latest.id)) == "dead_link"
    assert refused(codes.link(CodePurpose.VERIFY_EMAIL, latest.id)) == "dead_link"


def test_it_proves_the_address_too(app: Flask) -> None:
    user = make_person(verified=False)
    forgot(user.email)
    assert reset(token_of(user)).email_verified_at is not None


@pytest.mark.parametrize("email", ["nobody@example.com", "", "not an address", "\x00"])
def test_nobody_gets_nothing(app: Flask, email: str) -> None:
    forgot(email)
    assert db.session.scalars(select(OneTimeCode)).all() == []


def test_the_suspended_get_no_link(app: Flask) -> None:
    user = make_person(standing=Standing.SUSPENDED)
    forgot(user.email)
    assert received(user.email) == []
