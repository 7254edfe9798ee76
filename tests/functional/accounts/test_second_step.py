"""Signing in with a second factor, at both doors: nothing opens before it, and no code works twice."""

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.accounts import services
from capitune.accounts.models import (
    Authenticator,
    PendingSignIn,
    RecoveryCode,
    TokenFamily,
    User,
    WebSession,
)
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.factors import Enrolled, enrol
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.support.program import Program, got, program_of, refused

STEP = "/login/second-step"


@pytest.fixture
def mine(app: Flask, clock: MovedClock) -> Enrolled:
    return enrol(make_person(email="awa@example.com"))


@pytest.fixture
def program(app: Flask) -> Program:
    return program_of(app)


def first_step(client: Browserless, user: User, target: str = "/profile") -> TestResponse:
    fields = {"email": user.email, "password": PASSWORD, "remember": "y"}
    return client.submit(f"/login?next={target}", fields)


def token_for(program: Program, user: User) -> str:
    sent = {"email": user.email, "password": PASSWORD}
    answer = got(program.post("/api/auth/login", json=sent))
    assert set(answer) == {"mfa_required", "mfa_token"}
    assert answer["mfa_required"] is True
    return str(answer["mfa_token"])


def second(program: Program, token: str, code: str) -> TestResponse:
    return program.post("/api/auth/mfa", json={"mfa_token": token, "code": code})


def test_the_password_opens_nothing(client: Browserless, mine: Enrolled) -> None:
    answer = first_step(client, mine.user)
    assert (answer.status_code, answer.location) == (303, f"{STEP}?next=/profile")
    assert client.get("/profile").status_code == 303
    assert db.session.scalars(select(WebSession)).all() == []
    answer = client.submit(answer.location, {"code": mine.digits()})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert client.get("/profile").status_code == 200
    session = db.session.scalars(select(WebSession)).one()
    assert session.factor_at
    assert session.remember


WRONG = ["000000", "", "x" * 5000, "a\x00b", "١٢٣٤٥٦", "0000-0000-0000-0000", "<b>1</b>"]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_code_says_so_and_stays(client: Browserless, mine: Enrolled, wrong: str) -> None:
    first_step(client, mine.user)
    answer = client.submit(STEP, {"code": wrong})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)
    assert client.get("/profile").status_code == 303


def test_five_tries_and_no_more(client: Browserless, mine: Enrolled) -> None:
    first_step(client, mine.user)
    for _ in range(5):
        assert client.submit(STEP, {"code": "000000"}).status_code == 422
    client.get(STEP)
    answer = client.post(STEP, data={"csrf_token": client.token(), "code": mine.digits()})
    assert answer.status_code != 303 or answer.location.startswith("/login")
    assert client.get("/profile").status_code == 303
    assert db.session.scalars(select(PendingSignIn.tries)).one() == 5
    refusals = select(AuditEvent).where(AuditEvent.act == Act.FACTOR_REFUSED)
    assert len(db.session.scalars(refusals).all()) == 5


@pytest.mark.parametrize(("seconds", "inside"), [(599, True), (601, False)])
def test_ten_minutes(
    program: Program, mine: Enrolled, clock: MovedClock, seconds: int, inside: bool
) -> None:
    token = token_for(program, mine.user)
    clock.move(seconds=seconds)
    answer = second(program, token, mine.digits())
    if inside:
        got(answer)
    else:
        refused(answer, 401, "second_step_over")


def test_a_program_gets_its_tokens_after_the_second_step(program: Program, mine: Enrolled) -> None:
    token = token_for(program, mine.user)
    refused(
        program.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}),
        401,
        "unauthenticated",
    )
    wrong = refused(second(program, token, "000000"), 422, "wrong_factor", ("code", "wrong_factor"))
    assert "secours" not in wrong["detail"]
    pair = got(second(program, token, mine.digits()))
    assert set(pair) == {"token", "refresh_token", "expires_in", "user"}
    assert db.session.scalars(select(TokenFamily.factor_at)).one()
    refused(second(program, token, mine.code()), 401, "second_step_over")


def test_a_step_is_good_once(program: Program, mine: Enrolled, clock: MovedClock) -> None:
    """The code of an older step neither, once a newer one was used."""
    later = mine.digits(1)
    got(second(program, token_for(program, mine.user), later))
    for used in (later, mine.digits(), mine.digits(-1)):
        again = second(program, token_for(program, mine.user), used)
        refused(again, 422, "wrong_factor", ("code", "wrong_factor"))
    clock.move(seconds=60)
    got(second(program, token_for(program, mine.user), mine.digits()))


@pytest.mark.parametrize(
    ("drift", "inside"), [(-2, False), (-1, False), (0, True), (1, True), (2, False)]
)
def test_one_step_of_drift(program: Program, mine: Enrolled, drift: int, inside: bool) -> None:
    """The step before would do; here it was used up when the app was set up."""
    answer = second(program, token_for(program, mine.user), mine.digits(drift))
    assert answer.status_code == (200 if inside else 422)


def test_a_recovery_code_is_good_once_however_it_is_typed(program: Program, mine: Enrolled) -> None:
    code = mine.code()
    got(second(program, token_for(program, mine.user), f"  {code.upper().replace('-', ' ')} "))
    again = second(program, token_for(program, mine.user), code)
    refused(again, 422, "wrong_factor", ("code", "wrong_factor"))
    left = select(RecoveryCode).where(RecoveryCode.used_at.is_(None))
    assert len(db.session.scalars(left).all()) == 9
    assert received(mine.user.email, "factor_changed")


def test_another_s_token_and_another_s_code_open_nothing(program: Program, mine: Enrolled) -> None:
    theirs = enrol(make_person())
    token = token_for(program, mine.user)
    for code in (theirs.digits(), theirs.code()):
        refused(second(program, token, code), 422, "wrong_factor", ("code", "wrong_factor"))
    for nonsense in ("", "x", token[:-4] + "AAAA", token + "A"):
        refused(second(program, nonsense, mine.digits()), 401, "second_step_over")


@pytest.mark.parametrize("what", ["suspended", "password changed"])
def test_it_ends_when_rights_change(program: Program, mine: Enrolled, what: str) -> None:
    token = token_for(program, mine.user)
    with unit_of_work():
        if what == "suspended":
            mine.user.standing = Standing.SUSPENDED
        else:
            services.revoke_all(mine.user, "password_changed")
    refused(second(program, token, mine.digits()), 401, "second_step_over")


def test_twenty_wrong_codes_in_an_hour_and_the_owner_is_told(
    program: Program, mine: Enrolled, clock: MovedClock
) -> None:
    """Whoever has the password may begin again and again; the owner still comes in by a recovery code."""
    for _ in range(5):
        token = token_for(program, mine.user)
        answers = [second(program, token, "000000").status_code for _ in range(4)]
    assert answers == [422] * 4
    refused(second(program, token_for(program, mine.user), mine.digits()), 429, "too_many_codes")
    assert received(mine.user.email, "factor_guessed")
    got(second(program, token_for(program, mine.user), mine.code()))
    clock.move(hours=1, seconds=1)
    got(second(program, token_for(program, mine.user), mine.digits()))


def test_nothing_readable_is_stored(mine: Enrolled) -> None:
    app = db.session.scalars(select(Authenticator)).one()
    assert mine.secret.encode() not in app.sealed
    hashes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert all(code.replace("-", "").encode() not in b"".join(hashes) for code in mine.codes)
    other = make_person()
    with unit_of_work():
        app.user_id = other.id  # a sealed secret in another's row opens nothing
    with pytest.raises(Exception, match="wrong_factor"):
        services.secret_of(app)
