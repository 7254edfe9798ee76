"""Two acts on licences at the same instant: one effect, decided by the database."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import contactcodes, services
from capitune.professionals.models import Approval, Credential, ImpersonationCase
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.states import ApprovalOutcome, CredentialStatus
from tests.factories.people import acting
from tests.support.together import told_at_once
from tests.unit.professionals.scene import RCIC, Scene, scopes


@pytest.fixture
def live(live_app: Flask) -> Scene:
    return Scene()


def loaded(credential_id: uuid.UUID) -> Credential:
    found = credential_by_id(credential_id)
    assert found is not None
    return found


def count(what: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(what).where(*conditions)) or 0


def test_claimants_at_once_are_one_holder_and_one_case(live: Scene, live_app: Flask) -> None:
    users = [live.professional() for _ in range(5)]
    drafts = []
    for user in users:
        with unit_of_work():
            drafts.append((acting(user), services.declare(acting(user), RCIC).id))
    db.session.remove()

    def submit(actor: Actor, key: uuid.UUID) -> Callable[[], Any]:
        return lambda: services.submit(actor, loaded(key)).holds_number

    answers = told_at_once(live_app, [submit(*draft) for draft in drafts])
    assert sorted(answers) == [False] * 4 + [True]
    assert count(Credential, Credential.status == CredentialStatus.SUBMITTED) == 5
    assert count(Credential, Credential.holds_number) == 1
    assert count(ImpersonationCase) == 1


def test_two_admins_at_once_approve_together(live: Scene, live_app: Flask) -> None:
    anne = live.professional()
    key = live.ready(anne).id
    db.session.remove()
    acts = [lambda a=a: services.approve(a, loaded(key)) for a in (live.admin, live.second)]
    assert sorted(told_at_once(live_app, acts)) == sorted(
        [ApprovalOutcome.AWAITING_SECOND, ApprovalOutcome.APPROVED]
    )
    assert scopes(anne) == ["federal", "immigration"]


def test_one_admin_six_times_at_once_is_one_approval(live: Scene, live_app: Flask) -> None:
    anne = live.professional()
    key = live.ready(anne).id
    db.session.remove()
    answers = told_at_once(live_app, [lambda: services.approve(live.admin, loaded(key))] * 6)
    assert sorted(answers) == ["awaiting_second"] + ["second_admin_needed"] * 5
    assert count(Approval) == 1
    assert scopes(anne) == []


def test_a_yes_and_a_no_at_once_are_one_of_them(live: Scene, live_app: Flask) -> None:
    anne = live.professional()
    credential = live.ready(anne)
    live.approve(credential, live.admin)
    key = credential.id
    db.session.remove()
    answers = told_at_once(
        live_app,
        [
            lambda: services.approve(live.second, loaded(key)).value,
            lambda: services.reject(live.admin, loaded(key), "No.").status.value,
        ],
    )
    assert answers in (["approved", "credential_moved"], ["credential_moved", "refused"])
    assert bool(scopes(anne)) is (answers[0] == "approved")


def test_a_code_typed_six_times_at_once_counts_its_tries(live: Scene, live_app: Flask) -> None:
    anne = live.professional()
    credential = live.record(live.submitted(anne))
    with unit_of_work():
        code = services.send_contact_code(live.admin, credential)
    wrong = f"{(int(contactcodes.digits(code.id)) + 1) % 1_000_000:06d}"
    actor, key, code_id = acting(anne), credential.id, code.id
    db.session.remove()
    tries = [lambda: services.prove_contact(actor, loaded(key), wrong)] * 6
    assert told_at_once(live_app, tries) == ["wrong_code"] * 6
    right = [lambda: services.prove_contact(actor, loaded(key), contactcodes.digits(code_id))]
    assert told_at_once(live_app, right) == ["wrong_code"]


def test_settled_by_two_at_once_is_settled_once(live: Scene, live_app: Flask) -> None:
    claims = [live.submitted(live.professional()) for _ in range(2)]
    keys = [claim.id for claim in claims]
    db.session.remove()

    def settle(admin: Actor, keep: uuid.UUID) -> Callable[[], Any]:
        def act() -> str:
            case = db.session.scalars(select(ImpersonationCase)).one()
            services.settle(admin, case, keep_id=keep, reason="By the code.")
            return "settled"

        return act

    answers = told_at_once(live_app, [settle(live.admin, keys[0]), settle(live.second, keys[1])])
    assert answers.count("settled") == 1
    assert set(answers) - {"settled"} <= {"case_settled", "case_changed"}
    assert count(Credential, Credential.holds_number) == 1
