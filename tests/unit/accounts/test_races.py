"""Two acts at the same instant: one effect, decided by the database."""

import dataclasses
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts import codes, queries, services
from capitune.accounts.models import OneTimeCode, RefreshToken, User, WebSession
from capitune.accounts.services import SignUp
from capitune.accounts.services.one_time import ask
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, make_person, nobody

AT_ONCE = 6
FORM = SignUp("awa@example.com", PASSWORD, "Awa", "Sow", "SN", "fr", accept_terms=True)


def all_at_once(app: Flask, act: Callable[[int], Any]) -> list[Any]:
    """What each of six threads got, or the code with which it was refused."""
    together = threading.Barrier(AT_ONCE, timeout=10)

    def one(number: int) -> Any:
        with app.app_context():
            together.wait()
            try:
                with unit_of_work():
                    return act(number)
            except DomainError as refusal:
                return refusal.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def count(what: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(what).where(*conditions)) or 0


def test_an_address_signed_up_six_times_at_once_is_one_account(live_app: Flask) -> None:
    def sign_up(number: int) -> str:
        written = FORM.email.upper() if number % 2 else FORM.email
        return services.sign_up_candidate(nobody(), dataclasses.replace(FORM, email=written)).email

    answers = all_at_once(live_app, sign_up)
    assert {answer.casefold() for answer in answers} == {"awa@example.com"}
    assert count(User) == 1
    assert count(OneTimeCode) == 1
    assert count(OutboxRow, OutboxRow.kind == "mail") == 1


@pytest.fixture
def waiting(live_app: Flask) -> User:
    user = make_person(verified=False)
    with unit_of_work():
        ask(nobody(), user, CodePurpose.VERIFY_EMAIL)
    return user


def digits_of(user: User) -> str:
    latest = queries.latest_code(user.id, CodePurpose.VERIFY_EMAIL)
    assert latest is not None
    return codes.digits(CodePurpose.VERIFY_EMAIL, latest.id)


def test_a_code_entered_six_times_at_once_has_one_effect(live_app: Flask, waiting: User) -> None:
    code, email = digits_of(waiting), waiting.email
    answers = all_at_once(live_app, lambda _: services.verify_email(nobody(), email, code).email)
    assert sorted(answers) == sorted([email] + ["wrong_code"] * (AT_ONCE - 1))
    assert count(AuditEvent, AuditEvent.act == Act.ACCOUNT_VERIFIED) == 1


def test_six_wrong_tries_at_once_are_all_counted(live_app: Flask, waiting: User) -> None:
    code, email = digits_of(waiting), waiting.email
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    answers = all_at_once(live_app, lambda _: services.verify_email(nobody(), email, wrong))
    assert answers == ["wrong_code"] * AT_ONCE
    assert db.session.scalars(select(OneTimeCode.tries)).all() == [codes.MOST_TRIES]
    assert (
        all_at_once(live_app, lambda _: services.verify_email(nobody(), email, code).email)
        == ["wrong_code"] * AT_ONCE
    )


def test_six_new_codes_asked_at_once_are_one(live_app: Flask) -> None:
    user = make_person(verified=False)
    email = user.email
    all_at_once(live_app, lambda _: services.resend_code(nobody(), email))
    assert count(OneTimeCode) == 1


def test_a_reset_link_used_six_times_at_once_sets_one_password(live_app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.forgot_password(nobody(), user.email)
    latest = queries.latest_code(user.id, CodePurpose.RESET_PASSWORD)
    assert latest is not None
    token = codes.link(CodePurpose.RESET_PASSWORD, latest.id)
    version, email = user.authz_version, user.email
    answers = all_at_once(
        live_app,
        lambda n: services.reset_password(nobody(), token, f"neuf mots tout autres {n}").email,
    )
    assert answers.count(email) == 1
    assert answers.count("dead_link") == AT_ONCE - 1
    db.session.refresh(user)
    assert user.authz_version == version + 1


def test_a_refresh_token_used_six_times_at_once_gives_one_new_token(live_app: Flask) -> None:
    with unit_of_work():
        pair = services.open_tokens(nobody(), make_person(), "")
    answers = all_at_once(
        live_app, lambda _: services.refresh(nobody(), pair.refresh_token).refresh_token
    )
    assert len(set(answers)) == 1
    assert count(RefreshToken) == 2


def test_noting_use_never_waits_for_someone_who_notes_it_too(live_app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.open_session(nobody(), user, remember=False, device="")
        session = db.session.scalars(select(WebSession)).one()
        session.last_seen_at -= timedelta(minutes=2)
    session_id = session.id
    db.session.remove()
    holder = db.engine.connect()
    try:
        holder.execute(select(WebSession.id).where(WebSession.id == session_id).with_for_update())
        with ThreadPoolExecutor(1) as pool:
            noted = pool.submit(_touch, live_app, session_id)
            noted.result(timeout=5)
    finally:
        holder.close()


def _touch(app: Flask, session_id: Any) -> None:
    with app.app_context(), unit_of_work():
        services.touch(session_id)
