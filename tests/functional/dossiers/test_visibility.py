"""Lists and rules agree: a dossier is in someone's list if and only if the rule lets them read it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door, Role
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.policy import visible_dossiers
from capitune.dossiers.queries import dossier_by_id, dossier_rows, pipeline
from capitune.dossiers.states import Stage
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.people import acting, make_person, make_professional, nobody

pytestmark = pytest.mark.usefixtures("app")


def _refuse(dossier: Dossier, person: User) -> None:
    assignment = propose(dossier, person)
    with unit_of_work():
        services.refuse_assignment(acting(person), assignment, "Non")


LINKS: dict[str, Callable[[Dossier, User], object]] = {
    "none": lambda _dossier, _person: None,
    "proposed": propose,
    "refused": _refuse,
    "active": assign,
    "ended": lambda dossier, person: unassign(assign(dossier, person)),
}


@pytest.fixture
def people() -> dict[str, User]:
    return {
        "candidate": make_person(),
        "other candidate": make_person(),
        "pro": make_professional("immigration"),
        "coach": make_professional("coach"),
        "moderator": make_person(Role.MODERATOR),
        "admin": make_person(Role.ADMIN),
    }


@pytest.fixture
def dossiers(people: dict[str, User]) -> list[Dossier]:
    """One dossier for each owner and each link to each professional, one of them archived."""
    made = []
    for owner in ("candidate", "other candidate"):
        for link in LINKS.values():
            for name in ("pro", "coach"):
                dossier = make_dossier(people[owner])
                link(dossier, people[name])
                made.append(dossier)
    with unit_of_work():
        services.archive(acting(people["candidate"]), made[6])
    found = [dossier_by_id(dossier.id) for dossier in made]
    return [dossier for dossier in found if dossier]


def _actors(people: dict[str, User]) -> dict[str, Actor]:
    actors = {name: acting(user) for name, user in people.items()}
    pro = people["pro"]
    return actors | {
        "pro, licence lapsed": Actor(pro.id, pro.role, Door.WEB, frozenset()),
        # A role changed while the id stayed: what one was before gives nothing.
        "pro become candidate": Actor(pro.id, Role.CANDIDATE, Door.WEB, frozenset({"immigration"})),
        "candidate become pro": Actor(
            people["candidate"].id, Role.PROFESSIONAL, Door.WEB, frozenset({"immigration"})
        ),
        "nobody": nobody(),
        "machine": Actor.system("scanner"),
    }


EXPECTED = {
    "candidate": 10,
    "other candidate": 10,
    "pro": 2,
    "coach": 2,
    "moderator": 0,
    "admin": 20,
    "pro, licence lapsed": 0,
    "pro become candidate": 0,
    "candidate become pro": 0,
    "nobody": 0,
    "machine": 0,
}


def test_lists_and_rule_agree(people: dict[str, User], dossiers: list[Dossier]) -> None:
    for name, actor in _actors(people).items():
        by_rule = {d.id for d in dossiers if can(actor, Permission.DOSSIER_READ, d)}
        by_condition = set(db.session.scalars(select(Dossier.id).where(visible_dossiers(actor))))
        by_list = {row.id for row in dossier_rows(actor, 100).items}
        assert by_rule == by_condition == by_list, name
        assert len(by_rule) == EXPECTED[name], name
        counted = sum(pipeline(actor).values())
        archived = sum(d.is_archived for d in dossiers if d.id in by_rule)
        assert counted == len(by_rule) - archived, name


def test_pages_follow_one_another(people: dict[str, User], dossiers: list[Dossier]) -> None:
    actor, seen, after = acting(people["admin"]), [], None
    for _ in range(4):
        page = dossier_rows(actor, 7, after)
        seen += [row.id for row in page.items]
        after = page.items[-1].id
        if page.next_cursor is None:
            break
    assert seen == [dossier.id for dossier in reversed(dossiers)]


def test_the_pipeline_counts_by_stage(people: dict[str, User], dossiers: list[Dossier]) -> None:
    pro = acting(people["pro"])
    active = next(d for d in dossiers if can(pro, Permission.DOSSIER_READ, d) and not d.is_archived)
    before = pipeline(pro)
    with unit_of_work():
        services.move_stage(pro, active, Stage.INTERESTED)
    assert pipeline(pro)[Stage.INTERESTED] == before[Stage.INTERESTED] + 1
