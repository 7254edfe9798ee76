"""A change of address, its undoing, and guesses, at the same instant: one order, decided by the row."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from capitune.accounts import codes, services
from capitune.accounts.models import EmailChange, OneTimeCode, SignInGuard, User
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid, ProofNeeded
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person, nobody
from tests.support.eventually import eventually
from tests.unit.accounts.test_races import AT_ONCE, all_at_once, count

OLD, NEW = "awa@example.com", "new@example.com"


@pytest.fixture
def awa(live_app: Flask) -> User:
    return make_person(email=OLD)


def asked(user: User, email: str = NEW) -> str:
    """The token of the link sent to the new address."""
    with unit_of_work():
        change = services.ask_email_change(acting(user), user, email)
    assert change.code_id is not None
    return codes.link(CodePurpose.CHANGE_EMAIL, change.code_id)


def confirming(user: User, token: str) -> Callable[[], str]:
    actor, user_id = acting(user), user.id

    def confirm() -> str:
        services.confirm_email_change(actor, db.session.get_one(User, user_id), token)
        return "confirmed"

    return confirm


def undo_token(user: User) -> str:
    change = db.session.scalars(select(EmailChange).where(EmailChange.user_id == user.id)).one()
    return codes.link(codes.UNDO_EMAIL, change.id)


def address(user_id: Any) -> str:
    db.session.expire_all()
    return db.session.get_one(User, user_id).email


def test_six_confirmations_at_once_are_one(live_app: Flask, awa: User) -> None:
    confirm = confirming(awa, asked(awa))
    answers = all_at_once(live_app, lambda _: confirm())
    assert sorted(answers) == ["confirmed"] + ["dead_link"] * (AT_ONCE - 1)
    assert count(AuditEvent, AuditEvent.act == Act.ACCOUNT_EMAIL_CHANGED) == 1
    letter = OutboxRow.payload["letter"].astext == "email_changed"
    assert count(OutboxRow, letter) == 1


def test_six_askers_at_once_get_one_link(live_app: Flask, awa: User) -> None:
    actor, user_id = acting(awa), awa.id

    def ask(number: int) -> str:
        user = db.session.get_one(User, user_id)
        return services.ask_email_change(actor, user, f"new{number}@example.com").new_email

    answers = all_at_once(live_app, ask)
    assert answers.count("invalid") + answers.count("wait_for_link") == AT_ONCE - 1
    assert count(EmailChange) == 1
    assert count(OneTimeCode, OneTimeCode.replaced_at.is_(None)) == 1


def test_six_undoings_at_once_are_one(live_app: Flask, awa: User) -> None:
    with unit_of_work():
        confirming(awa, asked(awa))()
    token = undo_token(awa)
    answers = all_at_once(live_app, lambda _: services.undo_email_change(nobody(), token))
    assert answers.count("dead_link") == AT_ONCE - 1
    assert count(AuditEvent, AuditEvent.act == Act.ACCOUNT_EMAIL_UNDONE) == 1
    assert address(awa.id) == OLD


def undo_and_thief(awa: User) -> tuple[str, uuid.UUID, Callable[[], str]]:
    """The address was changed: the owner's token to undo it, whose it is, and the thief's next change."""
    with unit_of_work():
        confirming(awa, asked(awa))()
    undo, user_id = undo_token(awa), awa.id
    with unit_of_work():
        db.session.execute(update(OneTimeCode).values(created_at=now() - codes.HOUR))
    db.session.expire_all()
    return (
        undo,
        user_id,
        confirming(db.session.get_one(User, user_id), asked(awa, "thief@example.com")),
    )


def test_what_waits_for_an_undoing_is_dead_after_it(live_app: Flask, awa: User) -> None:
    """The thief confirms one more address while the owner undoes the first."""
    undo, user_id, confirm = undo_and_thief(awa)

    def thief() -> str:
        with live_app.app_context():
            try:
                with unit_of_work():
                    return confirm()
            except Invalid as refusal:
                return refusal.errors[0].code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            services.undo_email_change(nobody(), undo)
            answer = pool.submit(thief)
            eventually(is_waiting, "the thief to wait for the owner")
        assert answer.result(timeout=10) == "dead_link"
    assert address(user_id) == OLD


def test_what_was_confirmed_first_is_undone_all_the_same(live_app: Flask, awa: User) -> None:
    undo, user_id, confirm = undo_and_thief(awa)

    def owner() -> None:
        with live_app.app_context(), unit_of_work():
            services.undo_email_change(nobody(), undo)

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            confirm()
            answer = pool.submit(owner)
            eventually(is_waiting, "the owner to wait for the thief")
        answer.result(timeout=10)
    assert address(user_id) == OLD
    assert count(EmailChange, EmailChange.undone_at.is_(None)) == 0


def is_waiting() -> bool:
    with db.engine.connect() as connection:
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(connection.scalar(waiting))


def test_two_accounts_that_want_one_address_get_one(live_app: Flask, awa: User) -> None:
    other = make_person(email="other@example.com")
    acts = [confirming(awa, asked(awa)), confirming(other, asked(other))]
    answers = all_at_once(live_app, lambda number: acts[number % 2]())
    assert answers.count("confirmed") == 1
    assert count(User, User.email_key == NEW) == 1


def test_guesses_at_once_are_all_counted(live_app: Flask, awa: User) -> None:
    wrong = services.Checked(awa.id, is_right=False)

    def guess(_: int) -> None:
        services.admit(nobody(), wrong)

    assert all_at_once(live_app, guess) == ["invalid_credentials"] * AT_ONCE
    assert db.session.scalar(select(SignInGuard.failures)) == AT_ONCE
    assert all_at_once(live_app, guess) == ["invalid_credentials"] * AT_ONCE
    assert count(AuditEvent, AuditEvent.act == Act.SIGN_IN_LOCKED) == 1
    assert count(OutboxRow, OutboxRow.payload["letter"].astext == "sign_in_locked") == 1


def test_every_door_asks_for_a_fresh_proof(live_app: Flask, awa: User) -> None:
    with unit_of_work(), pytest.raises(ProofNeeded):
        services.ask_email_change(acting(awa, proved_at=None), awa, NEW)
    assert count(EmailChange) == 0
