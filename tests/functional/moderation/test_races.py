"""Many at once: one claims, one decides, one report."""

from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.moderation import services
from capitune.moderation.models import ModerationCase, Sanction
from capitune.moderation.services import Ruling
from capitune.moderation.states import Measure
from tests.factories.cases import old_person, reported
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import posted
from tests.support.together import at_once, told_at_once


def moderator() -> Any:
    return acting(make_person(Role.MODERATOR), proved_at=now())


def test_of_four_moderators_who_claim_one_does(live_app: Flask) -> None:
    case_id = reported(posted()).case_id
    team = [moderator() for _ in range(4)]

    def claim(by: Any) -> str:
        services.claim(by, case_id)
        return ""

    assert sorted(told_at_once(live_app, [partial(claim, one) for one in team])) == [
        "",
        *["case_claimed"] * 3,
    ]


def test_of_four_who_decide_one_does_and_four_who_take_the_next_get_four(live_app: Flask) -> None:
    author = make_professional("immigration")
    cases = [reported(posted(author)).case_id for _ in range(4)]
    team = [moderator() for _ in range(4)]
    taken = at_once(live_app, *[partial(lambda by: services.take_next(by).id, one) for one in team])  # type: ignore[union-attr]
    assert sorted(taken) == sorted(cases)
    with unit_of_work():
        db.session.execute(update(ModerationCase).values(claimed_until=None))

    def decide(by: Any) -> str:
        return services.decide(by, cases[0], Ruling("remove")).decision or ""

    done = told_at_once(live_app, [partial(decide, one) for one in team])
    assert sorted(done) == [*["case_decided"] * 3, Measure.REMOVE]
    assert db.session.scalar(select(func.count()).select_from(Sanction)) == 1


def test_reported_twice_at_once_is_once(live_app: Flask) -> None:
    post, reporter = posted(), old_person()

    def report() -> str:
        return "" if reported(post, by=reporter) else "?"

    assert sorted(told_at_once(live_app, [report] * 5)) == ["", *["already_reported"] * 4]
    others = [posted() for _ in range(12)]
    done = told_at_once(
        live_app, [partial(lambda p: "" if reported(p, by=reporter) else "?", p) for p in others]
    )
    assert done.count("") == 9
