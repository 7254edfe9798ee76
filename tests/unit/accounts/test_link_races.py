"""A link of a letter pressed six times at once acts once; one code at two doors opens one."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from capitune.accounts import codes, services
from capitune.accounts.models import Departure, User, WebSession
from capitune.accounts.services import SecondStep, one_time, rescue
from capitune.accounts.services.leaving import depart
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.factors import enrol
from tests.factories.people import acting, make_person, nobody
from tests.unit.accounts.test_races import AT_ONCE, all_at_once, count

NEW = "neuf mots tout autres"
Pressed = Callable[[int], object]


def link_to(user: User, purpose: CodePurpose) -> str:
    with unit_of_work():
        return codes.link(purpose, one_time.renew(nobody(), user, purpose).id)


def unlock() -> Pressed:
    token = link_to(make_person(), CodePurpose.LIFT_LOCK)
    return lambda _: services.lift_lock(nobody(), token)


def join() -> Pressed:
    with unit_of_work():
        user = services.invite_staff(
            Actor.system("cli"), email="nadia@example.com", role=Role.MODERATOR
        )
    token = link_to(user, CodePurpose.RESET_PASSWORD)
    named = {"first_name": "Nadia", "last_name": "Benali"}
    return lambda n: services.accept_invitation(
        nobody(), token, services.Joining(**named, password=f"{NEW} {n}")
    )


def return_() -> Pressed:
    user = make_person()
    with unit_of_work():
        key = depart(acting(user), user).id
    return lambda _: services.come_back(nobody(), db.session.get_one(Departure, key))


def stop() -> Pressed:
    user = make_person()
    with unit_of_work():
        token = codes.link(rescue.PURPOSE, services.ask_rescue(nobody(), user).id)
    return lambda _: services.cancel_rescue(nobody(), token)


LINKS: dict[str, tuple[Callable[[], Pressed], str, Act]] = {
    "unlock": (unlock, "dead_link", Act.SIGN_IN_UNLOCKED),
    "join": (join, "dead_link", Act.STAFF_JOINED),
    "come back": (return_, "too_late", Act.ACCOUNT_CAME_BACK),
    "stop a rescue": (stop, "dead_link", Act.RESCUE_ENDED),
}


@pytest.mark.parametrize("name", list(LINKS))
def test_a_link_pressed_six_times_at_once_acts_once(live_app: Flask, name: str) -> None:
    made, refusal, act = LINKS[name]
    pressed = made()
    db.session.remove()
    answers = all_at_once(live_app, pressed)
    assert answers.count(refusal) == AT_ONCE - 1
    assert count(AuditEvent, AuditEvent.act == act) == 1


@pytest.mark.parametrize("kind", ["digits", "paper"])
def test_one_code_at_two_doors_opens_one(live_app: Flask, kind: str) -> None:
    """Half of them sign in with it, half show again in an open sign-in that it is them."""
    user = make_person()
    factor = enrol(user)
    code = factor.digits() if kind == "digits" else factor.code()
    with unit_of_work():
        services.open_session(nobody(), user, remember=False, device="")
        tokens = [services.begin_second_step(nobody(), user) for _ in range(AT_ONCE)]
        opened = db.session.query(WebSession.id).filter_by(user_id=user.id).one().id
    actor = dataclasses.replace(acting(user), session_id=opened)
    key = user.id
    db.session.remove()

    def use(number: int) -> Any:
        if number % 2:
            services.prove_by_code(actor, db.session.get_one(User, key), code)
            return "proved"
        return services.finish_second_step(nobody(), str(tokens[number]), code)

    answers = all_at_once(live_app, use)
    used = [answer for answer in answers if answer == "proved" or isinstance(answer, SecondStep)]
    assert len(used) == 1
    assert set(answers) - set(used) == {"wrong_factor"}
