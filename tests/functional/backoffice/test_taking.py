"""A licence that somebody looks at: nobody else decides about it for half an hour."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.people import acting, make_person, make_professional
from tests.support.program import program_of
from tests.support.signing import browser_of
from tests.support.together import told_at_once


def waiting() -> Credential:
    return make_credential(
        make_professional(),
        CredentialStatus.SUBMITTED,
        register_contact="a@register.example",
        contact_proof_at=now(),
    )


def admins() -> tuple[User, User]:
    return (
        make_person(Role.ADMIN, first_name="Camille", last_name="Roy"),
        make_person(Role.ADMIN, first_name="Olivier", last_name="Caron"),
    )


def fresh(credential: Credential) -> Credential:
    db.session.expire_all()
    found = credential_by_id(credential.id)
    assert found
    return found


def test_a_second_person_sees_who_looks_and_does_not_decide(app: Flask) -> None:
    credential, (one, other) = waiting(), admins()
    here = f"/admin/validations/{credential.id}"
    first, second = browser_of(app, one), browser_of(app, other)
    token = {"csrf_token": first.token("/admin/validations/")}
    assert first.post(f"{here}/take", data=token).status_code == 303
    assert "À vous jusqu’à" in first.get(here).get_data(as_text=True)
    assert "Pris par Camille Roy" in second.get("/admin/validations/").get_data(as_text=True)
    assert "Camille Roy s’en occupe" in second.get(here).get_data(as_text=True)
    token = {"csrf_token": second.token("/admin/validations/")}
    for act, data in (("take", {}), ("approve", {}), ("reject", {"reason": "Un motif"})):
        answer = second.post(f"{here}/{act}", data={**token, **data})
        assert answer.status_code == 409, act
        assert "Camille Roy s’occupe de ce permis" in answer.get_data(as_text=True)
    refused = program_of(app, other).post(
        f"/api/admin/validations/{credential.id}/approve", json={}
    )
    assert (refused.status_code, refused.get_json()["code"]) == (409, "credential_held")
    assert fresh(credential).status is CredentialStatus.IN_REVIEW


def test_it_is_taken_over_on_purpose_and_the_journal_tells(app: Flask) -> None:
    credential, (one, other) = waiting(), admins()
    with unit_of_work():
        services.take(acting(one), credential)
    second, here = browser_of(app, other), f"/admin/validations/{credential.id}"
    token = {"csrf_token": second.token("/admin/validations/"), "over": "y"}
    assert second.post(f"{here}/take", data=token).status_code == 303
    assert fresh(credential).held_by_id == other.id
    told = select(AuditEvent.data).where(AuditEvent.act == Act.CREDENTIAL_HELD)
    assert [data["over"] for data in db.session.scalars(told.order_by(AuditEvent.id))] == [
        False,
        True,
    ]


@pytest.mark.parametrize("case", ["given back", "half an hour later", "approved once"])
def test_then_somebody_else_decides(app: Flask, case: str) -> None:
    credential, (one, other) = waiting(), admins()
    with unit_of_work():
        held = services.take(acting(one), credential)
        if case == "half an hour later":
            held.held_until = now() - timedelta(seconds=1)
    with unit_of_work():
        if case == "given back":
            services.give_back(acting(one), fresh(credential))
        if case == "approved once":
            services.approve(acting(one), fresh(credential))
    with unit_of_work():
        services.approve(acting(other), fresh(credential))
    wanted = CredentialStatus.APPROVED if case == "approved once" else CredentialStatus.IN_REVIEW
    assert fresh(credential).status is wanted


def test_nobody_gives_back_what_another_holds(app: Flask) -> None:
    credential, (one, other) = waiting(), admins()
    with unit_of_work():
        services.take(acting(one), credential)
    with unit_of_work():
        services.give_back(acting(other), fresh(credential))
    assert fresh(credential).held_by_id == one.id


def test_of_five_at_once_one_takes_it(live_app: Flask) -> None:
    key = waiting().id
    team = [acting(make_person(Role.ADMIN)) for _ in range(5)]

    def take(by: Actor) -> str:
        credential = credential_by_id(key)
        assert credential
        services.take(by, credential)
        return ""

    taken = told_at_once(live_app, [partial(take, one) for one in team])
    assert sorted(taken) == ["", *["credential_held"] * 4]
