import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from capitune.accounts import passwords, services
from capitune.accounts.services.one_time import ask
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.core.work import is_open, unit_of_work
from tests.factories.people import PASSWORD, make_person, nobody
from tests.support.clock import MovedClock
from tests.support.mailbox import received


def sign_in(email: str, password: str = PASSWORD) -> object:
    with unit_of_work():
        return services.sign_in(nobody(), email, password)


def refused(email: str, password: str = PASSWORD) -> tuple[int, str]:
    with pytest.raises(Refused) as refusal:
        sign_in(email, password)
    return refusal.value.status, refusal.value.code


@pytest.mark.parametrize("written", ["awa@example.com", " AWA@Example.COM ", "ａｗａ@example.com"])
def test_the_right_password_comes_in(app: Flask, written: str) -> None:
    user = make_person(email="awa@example.com")
    assert sign_in(written) is user


WRONG = [
    ("awa@example.com", "un autre mot de passe"),
    ("awa@example.com", ""),
    ("awa@example.com", PASSWORD.upper()),
    ("awa@example.com", "v" * 5000),
    ("awa@example.com", "\x00"),
    ("awa@example.com", "\ud800"),
    ("nobody@example.com", PASSWORD),
    ("not an address", PASSWORD),
    ("\x00", PASSWORD),
    ("", ""),
]


@pytest.mark.parametrize(("email", "password"), WRONG)
def test_everything_wrong_gets_the_same_answer(app: Flask, email: str, password: str) -> None:
    make_person(email="awa@example.com")
    assert refused(email, password) == (401, "invalid_credentials")


def test_a_refusal_stays_in_the_audit_log(app: Flask) -> None:
    user = make_person()
    refused(user.email, "un autre mot de passe")
    refused("nobody@example.com")
    kept = db.session.execute(
        select(AuditEvent.subject_id, AuditEvent.data).where(AuditEvent.act == Act.SESSION_REFUSED)
    ).all()
    assert {(row.subject_id, row.data["code"]) for row in kept} == {
        (user.id, "invalid_credentials"),
        (None, "invalid_credentials"),
    }


def test_whoever_has_not_verified_is_told_so_with_the_right_password_only(app: Flask) -> None:
    user = make_person(verified=False)
    assert refused(user.email, "un autre mot de passe") == (401, "invalid_credentials")
    assert refused(user.email) == (403, "email_not_verified")
    assert [mail.facts.kind for mail in received(user.email)] == ["verification_code"]


def test_a_code_that_is_still_good_is_not_sent_again(app: Flask, clock: MovedClock) -> None:
    user = make_person(verified=False)
    with unit_of_work():
        ask(nobody(), user, CodePurpose.VERIFY_EMAIL)
    clock.move(minutes=5)
    refused(user.email)
    assert len(received(user.email)) == 1
    clock.move(minutes=10, seconds=1)
    refused(user.email)
    assert len(received(user.email)) == 2


def test_the_suspended_are_told_so_with_the_right_password_only(app: Flask) -> None:
    user = make_person(standing=Standing.SUSPENDED)
    assert refused(user.email, "un autre mot de passe") == (401, "invalid_credentials")
    assert refused(user.email) == (403, "account_suspended")


def test_an_account_without_a_password_lets_nobody_in(app: Flask) -> None:
    user = make_person(password_hash=passwords.UNUSABLE)
    assert refused(user.email, passwords.UNUSABLE) == (401, "invalid_credentials")


def test_a_dated_hash_is_made_anew(real_hashes: None, app: Flask) -> None:
    dated = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    user = make_person(password_hash=dated)
    sign_in(user.email)
    db.session.refresh(user)
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert sign_in(user.email) is user


def test_a_password_changed_while_it_was_checked_does_not_come_in(app: Flask) -> None:
    user = make_person()
    checked = services.check_password(user.email, PASSWORD)
    with unit_of_work():
        user.password_hash = passwords.hashed("un autre mot de passe")
    with pytest.raises(Refused) as refusal, unit_of_work():
        services.admit(nobody(), checked)
    assert refusal.value.code == "invalid_credentials"


def test_no_connection_is_held_while_the_password_is_checked(
    live_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make_person()
    db.session.remove()
    held: list[int] = []
    monkeypatch.setattr(
        passwords, "is_right", lambda *_: bool(held.append(db.engine.pool.checkedout()))
    )
    services.check_password(user.email, PASSWORD)
    assert not is_open()
    assert held == [0]
