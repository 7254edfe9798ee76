import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import codes, queries, services
from capitune.accounts.models import OneTimeCode, User
from capitune.accounts.services.one_time import ask
from capitune.accounts.services.tickets import ticket_of
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import Invalid, Refused
from capitune.core.work import unit_of_work
from tests.factories.people import HASH, make_person, nobody
from tests.support.clock import MovedClock
from tests.support.mailbox import code_for, path_for, received

VERIFY = CodePurpose.VERIFY_EMAIL


@pytest.fixture
def waiting(app: Flask, clock: MovedClock) -> User:
    """Someone who has signed up and been sent a code."""
    user = make_person(verified=False)
    with unit_of_work():
        ask(nobody(), user, VERIFY)
    return user


def code_of(user: User) -> str:
    latest = queries.latest_code(user.id, VERIFY)
    assert latest is not None
    return codes.digits(VERIFY, latest.id)


def wrong_code(user: User) -> str:
    return f"{(int(code_of(user)) + 1) % 10**6:06d}"


def verify(user: User, code: str, **more: str) -> User:
    with unit_of_work():
        return services.verify_email(nobody(), user.email, code, **more)


def refused(user: User, code: str, **more: str) -> str:
    with pytest.raises(Invalid) as refusal:
        verify(user, code, **more)
    db.session.refresh(user)
    assert user.email_verified_at is None
    return refusal.value.code


def test_the_code_of_the_letter_verifies_the_address(waiting: User) -> None:
    assert verify(waiting, code_for(waiting.email)).email_verified_at is not None
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.subject_id == waiting.id)
    ).all()
    assert Act.ACCOUNT_VERIFIED in acts


@pytest.mark.parametrize(("seconds", "good"), [(0, True), (899, True), (900, False), (901, False)])
def test_it_lives_fifteen_minutes(
    waiting: User, clock: MovedClock, seconds: int, good: bool
) -> None:
    code = code_of(waiting)
    clock.move(seconds=seconds)
    if good:
        assert verify(waiting, code).email_verified_at is not None
    else:
        assert refused(waiting, code) == "wrong_code"


def test_five_wrong_tries_and_the_sixth_is_refused_even_if_right(waiting: User) -> None:
    for _ in range(5):
        assert refused(waiting, wrong_code(waiting)) == "wrong_code"
    assert refused(waiting, code_of(waiting)) == "wrong_code"
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.subject_id == waiting.id)
    ).all()
    assert acts.count(Act.ACCOUNT_CODE_WRONG) == 5


def test_after_four_wrong_tries_the_right_one_is_good(waiting: User) -> None:
    for _ in range(4):
        refused(waiting, wrong_code(waiting))
    assert verify(waiting, code_of(waiting)).email_verified_at is not None


def test_a_code_is_good_once(waiting: User) -> None:
    code = code_of(waiting)
    verify(waiting, code)
    with unit_of_work():
        waiting.email_verified_at = None
    assert refused(waiting, code) == "wrong_code"


def test_a_newer_code_kills_the_older(waiting: User, clock: MovedClock) -> None:
    older = code_of(waiting)
    clock.move(seconds=60)
    with unit_of_work():
        services.resend_code(nobody(), waiting.email)
    newer = code_of(waiting)
    assert older != newer
    assert refused(waiting, older) == "wrong_code"
    assert verify(waiting, newer).email_verified_at is not None


@pytest.mark.parametrize(("seconds", "sent"), [(0, 1), (59, 1), (60, 2), (61, 2)])
def test_a_new_code_may_be_asked_after_a_minute(
    waiting: User, clock: MovedClock, seconds: int, sent: int
) -> None:
    clock.move(seconds=seconds)
    with unit_of_work():
        services.resend_code(nobody(), waiting.email.upper())
    asked = db.session.scalars(select(OneTimeCode).where(OneTimeCode.user_id == waiting.id)).all()
    assert len(asked) == sent


def test_six_codes_an_hour(waiting: User, clock: MovedClock) -> None:
    for _ in range(9):
        clock.move(seconds=61)
        with unit_of_work():
            services.resend_code(nobody(), waiting.email)
    asked = select(OneTimeCode).where(OneTimeCode.user_id == waiting.id)
    assert len(db.session.scalars(asked).all()) == 6
    clock.move(minutes=52)
    with unit_of_work():
        services.resend_code(nobody(), waiting.email)
    assert len(db.session.scalars(asked).all()) == 7


def test_the_letter_of_a_replaced_code_is_not_sent(waiting: User, clock: MovedClock) -> None:
    clock.move(seconds=61)
    with unit_of_work():
        services.resend_code(nobody(), waiting.email)
    assert len(received(waiting.email, "verification_code")) == 1


@pytest.mark.parametrize("email", ["nobody@example.com", "not an address", ""])
def test_nobody_waits_and_the_answer_is_the_same(waiting: User, email: str) -> None:
    with unit_of_work():
        services.resend_code(nobody(), email)
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.verify_email(nobody(), email, "123456")
    assert refusal.value.code == refused(waiting, wrong_code(waiting))


def test_who_is_verified_gets_no_more_codes(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.resend_code(nobody(), user.email)
    assert received(user.email) == []


def test_the_link_does_the_same_once(waiting: User) -> None:
    token = path_for(waiting.email, "verification_code").rpartition("/")[2]
    with unit_of_work():
        assert services.verify_email_by_link(nobody(), token).email_verified_at is not None
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.verify_email_by_link(nobody(), token)
    assert refusal.value.code == "dead_link"


@pytest.mark.parametrize(("seconds", "good"), [(899, True), (901, False)])
def test_the_link_lives_as_long_as_the_code(
    waiting: User, clock: MovedClock, seconds: int, good: bool
) -> None:
    latest = queries.latest_code(waiting.id, VERIFY)
    assert latest is not None
    clock.move(seconds=seconds)
    assert (queries.owner_of_link(VERIFY, codes.link(VERIFY, latest.id)) is not None) is good


def test_the_ticket_of_this_browser_is_good(waiting: User) -> None:
    ticket = ticket_of(HASH)
    assert verify(waiting, code_of(waiting), ticket=ticket).email_verified_at is not None


@pytest.mark.parametrize("ticket", ["0" * 64, "é", "x"])
def test_a_sign_up_that_someone_made_anew_is_not_verified_with_their_password(
    waiting: User, ticket: str
) -> None:
    code = code_of(waiting)
    assert refused(waiting, code, ticket=ticket) == "sign_up_replaced"
    # The code was not used up by that.
    assert verify(waiting, code).email_verified_at is not None


def test_only_the_right_code_tells_that_the_sign_up_was_replaced(waiting: User) -> None:
    assert refused(waiting, wrong_code(waiting), ticket="0" * 64) == "wrong_code"


def test_the_suspended_are_not_verified(waiting: User) -> None:
    with unit_of_work():
        waiting.standing = Standing.SUSPENDED
    with pytest.raises(Refused) as refusal:
        verify(waiting, code_of(waiting))
    assert refusal.value.code == "account_suspended"
