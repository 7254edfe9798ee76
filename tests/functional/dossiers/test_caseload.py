"""The pipeline of a professional: kept beside what it follows from, so it must follow everything."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, true, update

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import DomainError, Invalid
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Case, Dossier, Step
from capitune.dossiers.queries import dossier_by_id, dossier_rows
from capitune.dossiers.queries.caseload import board, caseload, place_of
from capitune.dossiers.queries.cases import COLUMNS, cases
from capitune.dossiers.sought import MINE, Sought, sought
from capitune.dossiers.states import AssignmentStatus, Party, ReviewerRole, Stage
from tests.factories.documents import receive, validate
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")
EVERYTHING = Sought()


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


def kept() -> set[str]:
    """What follows from facts; what its professional set aside is in the pipeline's own hand."""
    table = Case.__table__
    facts = [table.c[name] for name in COLUMNS if name != "archived_at"]
    archived_at = func.nullif(table.c.archived_at, table.c.aside_at)
    return {str(tuple(row)) for row in db.session.execute(select(*facts, archived_at))}


def followed() -> set[str]:
    found = cases(true()).subquery().c
    order = [
        *(column for name, column in zip(COLUMNS, found, strict=True) if name != "archived_at"),
        found.archived_at,
    ]
    return {str(tuple(row)) for row in db.session.execute(select(*order))}


class Story:
    """One dossier, its candidate, two professionals, and what may happen next."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 a story, not a secret
        self.owner = make_person()
        self.dossier = make_dossier(self.owner)
        self.team = [make_professional("immigration"), make_professional("finance")]
        assign(self.dossier, self.team[0])

    def present(self) -> Dossier:
        found = dossier_by_id(self.dossier.id)
        assert found is not None
        return found

    def act(self) -> None:
        """Something happens, or is refused: both must leave the pipelines right."""
        owner, chance = acting(self.owner), self.chance
        acts: list[Callable[[], Any]] = [
            lambda: receive(self.present(), chance.choice(("ID_PASSPORT", "FIN_BANK"))),
            lambda: assign(
                self.present(), chance.choice(self.team), chance.choice(list(ReviewerRole))
            ),
            lambda: assign(
                self.present(), chance.choice(self.team), chance.choice(list(ReviewerRole))
            ),
            self.end_one,
            lambda: services.archive(owner, self.present()),
            lambda: services.reopen(owner, self.present()),
            lambda: services.move_stage(
                acting(self.team[0]), self.present(), chance.choice(list(Stage))
            ),
            lambda: services.edit_dossier(
                owner, self.present(), changes={"title": f"Projet {chance.random()}"}
            ),
            lambda: services.edit_dossier(
                owner,
                self.present(),
                changes={"planned_submission_on": today() + timedelta(chance.randrange(900))},
            ),
            self.rename,
            lambda: services.set_aside(acting(chance.choice(self.team)), self.present()),
            lambda: services.take_up(acting(chance.choice(self.team)), self.present()),
        ]
        try:
            with unit_of_work():
                chance.choice(acts)()
        except (DomainError, IndexError):
            db.session.rollback()

    def rename(self) -> None:
        changes = {"last_name": self.chance.choice(("Ndiaye", "Bélanger"))}
        accounts.edit_profile(acting(self.owner), self.owner, changes)

    def end_one(self) -> None:
        active = (
            Assignment.dossier_id == self.dossier.id,
            Assignment.status == AssignmentStatus.ACTIVE,
        )
        unassign(self.chance.choice(db.session.scalars(select(Assignment).where(*active)).all()))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_pipelines_are_what_follows(seed: int) -> None:
    story, seen = Story(seed), set()
    for _ in range(30):
        story.act()
        assert kept() == followed()
        seen |= kept()
        for person in story.team:
            mine = [*caseload(acting(person), EVERYTHING, today(), 50).items]
            mine += caseload(acting(person), Sought(archived="1"), today(), 50).items
            listed = dossier_rows(acting(person), 50).items
            assert {row.id for row in mine} == {row.id for row in listed}
    assert len(seen) > 3


def at_stage(dossier: Dossier, *stages: Stage, by: User) -> Dossier:
    for stage in stages:
        with unit_of_work():
            services.move_stage(acting(by), dossier, stage)
    return dossier


def due(dossier: Dossier, day: date) -> None:
    """Its earliest open step is due on this day."""
    with unit_of_work():
        db.session.execute(update(Step).where(Step.dossier_id == dossier.id).values(target_on=day))
        services.edit_dossier(
            acting(db.session.get_one(User, dossier.candidate_id)),
            dossier,
            changes={"title": "Due"},
        )


def named(first: str, last: str, anne: User) -> Dossier:
    dossier = make_dossier(make_person(first_name=first, last_name=last))
    assign(dossier, anne)
    return dossier


def found(anne: User, **words: str) -> list[str]:
    rows = caseload(acting(anne), sought(words), today(), 50).items
    return sorted(row.candidate_last_name for row in rows)


def test_the_board_has_four_lanes_the_earliest_day_first(anne: User) -> None:
    late, soon, other = (named("A", name, anne) for name in ("Late", "Soon", "Other"))
    at_stage(other, Stage.INTERESTED, Stage.ACTIVE, by=anne)
    due(soon, today() + timedelta(3))
    due(late, today() - timedelta(1))
    assign(
        named("B", "Foreign", make_professional("immigration")), make_professional("immigration")
    )
    lanes = board(acting(anne), EVERYTHING, today())
    assert [(lane.stage, lane.size) for lane in lanes] == [
        (Stage.PROSPECT, 2),
        (Stage.INTERESTED, 0),
        (Stage.ACTIVE, 1),
        (Stage.VALIDATED, 0),
    ]
    assert [row.id for row in lanes[0].rows] == [late.id, soon.id]
    assert [lane.size for lane in board(acting(anne), Sought(late="1"), today())] == [1, 0, 0, 0]


def test_what_is_looked_for_is_found_without_accents_or_order(anne: User) -> None:
    first = named("Aïssatou", "Bélanger", anne)
    named("Zoé", "N’Diaye", anne)
    named("100 %", "Percent_", anne)
    assert found(anne, q="belanger AISSATOU") == ["Bélanger"]
    assert found(anne, q="diaye") == ["N’Diaye"]
    assert found(anne, q=first.number.lower()) == ["Bélanger"]
    assert found(anne, q="%") == found(anne, q="_") == ["Percent_"]
    assert found(anne, q="belanger nobody") == []
    assert found(anne, q="x" * 5000) == found(anne, q="\x00'; DROP TABLE users --") == []
    assert len(found(anne, family="study")) == 3
    assert found(anne, family="business") == []
    assert len(found(anne, family="nonsense", stage="nowhere", turn="?", late="yes")) == 3


def test_whose_turn_it_is(anne: User) -> None:
    to_check, plain = named("A", "Check", anne), named("B", "Plain", anne)
    receive(to_check, "ID_PASSPORT")
    assert found(anne, turn=MINE) == ["Check"]
    assert found(anne, turn=Party.CANDIDATE) == ["Check", "Plain"]
    assert found(anne, turn=Party.PROFESSIONAL) == []
    with unit_of_work():
        services.archive(acting(db.session.get_one(User, plain.candidate_id)), plain)
    assert found(anne, turn=Party.CANDIDATE) == ["Check"]
    assert found(anne, archived="1") == ["Plain"]
    validate(receive(to_check, "ID_PHOTO"), anne)
    assert found(anne, turn=MINE) == ["Check"]


def test_what_one_sets_aside_stays_there_for_oneself_alone(anne: User) -> None:
    bruno, dossier = make_professional("finance"), named("A", "Aside", anne)
    assign(dossier, bruno)
    for _twice in range(2):
        with unit_of_work():
            services.set_aside(acting(anne), dossier)
    receive(dossier, "ID_PASSPORT")
    assert (found(anne), found(anne, archived="1")) == ([], ["Aside"])
    assert (found(bruno), found(bruno, archived="1")) == (["Aside"], [])
    owner = acting(db.session.get_one(User, dossier.candidate_id))
    with unit_of_work():
        services.archive(owner, dossier)
        services.reopen(owner, dossier)
    assert (found(anne), found(bruno)) == ([], ["Aside"])
    assert not dossier.is_archived
    with unit_of_work():
        services.archive(owner, dossier)
        services.take_up(acting(anne), dossier)
    assert found(anne, archived="1") == ["Aside"]  # archived for everybody
    with unit_of_work():
        services.reopen(owner, dossier)
    assert found(anne) == ["Aside"]
    lapsed = replace(acting(anne), scopes=frozenset())
    for stranger in (owner, acting(make_professional("coach")), lapsed):
        with pytest.raises(DomainError), unit_of_work():
            services.set_aside(stranger, dossier)


def test_page_by_page_nothing_is_missed_or_seen_twice(anne: User) -> None:
    dossiers = [named("A", f"N{place}", anne) for place in range(7)]
    for place, dossier in enumerate(dossiers):
        due(dossier, today() + timedelta(place % 3))
    seen, cursor = [], None
    for _ in range(4):
        page = caseload(acting(anne), EVERYTHING, today(), 2, place_of(cursor))
        seen += [row.id for row in page.items]
        cursor = page.next_cursor
    assert cursor is None
    order = sorted(dossiers, key=lambda it: (dossiers.index(it) % 3, it.id))
    assert seen == [dossier.id for dossier in order]


@pytest.mark.parametrize("cursor", ["x", "20261301.AAAA", "2026.", ".", "20260101.###", "9" * 400])
def test_a_cursor_that_is_none_of_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        place_of(cursor)


def test_whoever_is_no_verified_professional_has_no_pipeline() -> None:
    for person in (make_person(), make_professional()):
        assert [lane.size for lane in board(acting(person), EVERYTHING, today())] == [0, 0, 0, 0]
        assert caseload(acting(person), EVERYTHING, today(), 20).items == []
