"""Several of the team act on one account at the same time: one wins, the others are told, nobody is told twice."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import Suspension, User
from capitune.accounts.services import Closing
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.post.models import Mail
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from tests.factories.people import acting, make_person
from tests.unit.accounts.test_races import AT_ONCE, all_at_once, count

CLOSING = Closing("spam", "Adverts.", "No adverts.")


def team(number: int) -> list[tuple[Actor, Any]]:
    people = [make_person(Role.ADMIN) for _ in range(number)]
    return [(acting(person), person.id) for person in people]


def letters(kind: str) -> int:
    return count(Mail, Mail.letter == kind)


def test_one_suspends_and_one_lifts(live_app: Flask) -> None:
    staff, key = team(AT_ONCE), make_person().id
    db.session.remove()
    answers = all_at_once(
        live_app, lambda n: services.suspend(staff[n][0], db.session.get_one(User, key), CLOSING)
    )
    assert answers.count("already_suspended") == AT_ONCE - 1
    assert (count(Suspension), count(AuditEvent, AuditEvent.act == Act.ACCOUNT_SUSPENDED)) == (1, 1)
    assert letters("account_suspended") == 1
    answers = all_at_once(
        live_app, lambda n: services.reinstate(staff[n][0], db.session.get_one(User, key))
    )
    assert answers.count("not_suspended") == AT_ONCE - 1
    assert count(AuditEvent, AuditEvent.act == Act.ACCOUNT_REINSTATED) == 1
    assert letters("account_reinstated") == 1
    assert db.session.get_one(User, key).standing is Standing.ACTIVE


def test_of_admins_who_demote_or_suspend_each_other_one_remains(live_app: Flask) -> None:
    for act in ("demote", "suspend"):
        with unit_of_work():
            for left in db.session.scalars(select(User).where(User.role == Role.ADMIN)):
                left.role = Role.CANDIDATE
        staff = team(AT_ONCE)
        db.session.remove()

        def turn(number: int, act: str = act, staff: list[Any] = staff) -> Any:
            other = db.session.get_one(User, staff[(number + 1) % AT_ONCE][1])
            if act == "demote":
                return dossiers.change_role(staff[number][0], other, "candidate")
            return services.suspend(staff[number][0], other, CLOSING)

        answers = all_at_once(live_app, turn)
        assert answers.count("last_admin") == 1, answers
        admins = (User.role == Role.ADMIN, User.standing == Standing.ACTIVE)
        assert count(User, *admins) == 1
        db.session.remove()
