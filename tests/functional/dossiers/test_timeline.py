"""Steps as people change them: added, dated, held, done, removed; and their days when the plan moves."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Case, Dossier, Step
from capitune.dossiers.queries import dossier_by_id, step_by_id
from capitune.dossiers.queries.steps import steps_of
from capitune.dossiers.services.timeline import LAST_DAY
from capitune.dossiers.states import Owner
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.factories.steps import add

pytestmark = pytest.mark.usefixtures("app")
SOON = timedelta(days=3)


@pytest.fixture
def owner() -> User:
    return make_person()


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


@pytest.fixture
def dossier(owner: User, anne: User) -> Dossier:
    dossier = make_dossier(owner)
    assign(dossier, anne)
    return dossier


def of(dossier: Dossier, code: str) -> Step:
    wanted = (Step.dossier_id == dossier.id, Step.code == code)
    return db.session.scalars(select(Step).where(*wanted)).one()


def act(name: str, who: User, step: Step, *given: Any, **facts: Any) -> None:
    with unit_of_work():
        held = step_by_id(step.id)
        if held is None:
            raise NotFound
        getattr(services, name)(acting(who), held, *given, **facts)


def due(dossier: Dossier, anne: User) -> date:
    mine = (Case.dossier_id == dossier.id, Case.professional_id == anne.id)
    return db.session.scalars(select(Case.due_on).where(*mine)).one()


def next_step(dossier: Dossier) -> Any:
    return db.session.scalar(select(Dossier.next_step_id).where(Dossier.id == dossier.id))


def test_added_held_taken_up_done_and_removed(owner: User, anne: User, dossier: Dossier) -> None:
    step = add(dossier, anne, target_on=today())
    assert (due(dossier, anne), next_step(dossier)) == (today(), step.id)
    act("hold_step", anne, step, "Attend l’école.")
    assert due(dossier, anne) > today()
    assert next_step(dossier) not in {None, step.id}
    act("resume_step", anne, step)
    assert (due(dossier, anne), next_step(dossier)) == (today(), step.id)
    act("mark_step", owner, step, done=True)
    assert of(dossier, step.code).done_at
    act("mark_step", owner, step, done=False)
    assert of(dossier, step.code).done_at is None
    act("remove_step", anne, step)
    assert db.session.scalar(select(Step.id).where(Step.id == step.id)) is None


def test_each_side_does_what_is_theirs(owner: User, anne: User, dossier: Dossier) -> None:
    theirs, own = add(dossier, anne), add(dossier, owner, "Photos")
    with pytest.raises(Invalid, match="owner_not_yours"):
        add(dossier, owner, owner=Owner.PROFESSIONAL)
    act("mark_step", owner, theirs, done=True)
    for name, given in (("hold_step", ["Non"]), ("remove_step", []), ("resume_step", [])):
        with pytest.raises(Refused, match="step_of_others"):
            act(name, owner, theirs, *given)
    with pytest.raises(Refused, match="step_of_others"):
        act("mark_step", owner, of(dossier, "ORIENT"), done=True)
    with pytest.raises(Conflict, match="step_completes_itself"):
        act("mark_step", owner, of(dossier, "ADMISSION"), done=True)
    act("mark_step", anne, of(dossier, "ADMISSION"), done=True)
    with pytest.raises(Conflict, match="step_of_programme"):
        act("remove_step", anne, of(dossier, "ORIENT"))
    act("change_step", owner, own, changes={"title": "Photos d’identité"}, version=1)
    with pytest.raises(Conflict, match="stale_version"):
        act("change_step", owner, own, changes={"title": "Autre"}, version=1)
    with pytest.raises(NotFound):
        act("mark_step", make_professional("immigration"), own, done=True)


def test_what_is_refused_changes_nothing(owner: User, anne: User, dossier: Dossier) -> None:
    day, before = today(), len(db.session.scalars(select(Step.id)).all())
    wrong: list[dict[str, Any]] = [
        {"title": ""},
        {"title": "x" * 161},
        {"target_on": day - timedelta(days=9)},
        {"target_on": date(2101, 1, 1)},
        {"target_on": day, "starts_on": day + SOON},
    ]
    for facts in wrong:
        with pytest.raises(Invalid):
            add(dossier, anne, **facts)
    step = of(dossier, "ORIENT")
    with pytest.raises(Invalid, match="step_of_programme"):
        act("change_step", anne, step, changes={"title": "Autre"})
    with pytest.raises(Invalid, match="hold_unexplained"):
        act("hold_step", anne, step, "  ")
    assert len(db.session.scalars(select(Step.id)).all()) == before
    with unit_of_work():
        held = dossier_by_id(dossier.id)
        assert held is not None
        services.archive(acting(owner), held)
    for trial in (
        lambda: add(dossier, anne),
        lambda: act("mark_step", anne, step, done=True),
        lambda: act("hold_step", anne, step, "Non"),
    ):
        with pytest.raises(Refused, match="dossier_archived"):
            trial()


def test_when_the_submission_moves_the_days_follow_but_not_those_set_by_hand(
    owner: User, anne: User, dossier: Dossier
) -> None:
    before = of(dossier, "DECISION").target_on
    act("change_step", anne, of(dossier, "FUNDS"), changes={"target_on": today() + SOON})
    act("mark_step", anne, of(dossier, "ORIENT"), done=True)
    kept = of(dossier, "ORIENT").target_on
    planned = today() + timedelta(days=400)
    with unit_of_work():
        held = dossier_by_id(dossier.id)
        assert held is not None
        services.edit_dossier(acting(owner), held, changes={"planned_submission_on": planned})
    assert of(dossier, "SUBMIT").target_on == planned
    assert of(dossier, "DECISION").target_on > before
    assert of(dossier, "FUNDS").target_on == today() + SOON
    assert of(dossier, "ORIENT").target_on == kept


def test_an_added_step_stands_where_its_day_is(anne: User, dossier: Dossier) -> None:
    def order() -> list[str]:
        return [line.code for line in steps_of(dossier.id)]

    programme = order()
    early, late = add(dossier, anne, target_on=today()), add(dossier, anne, target_on=LAST_DAY)
    assert order() == [early.code, *programme, late.code]
    orientation = of(dossier, "ORIENT")
    act("change_step", anne, late, changes={"target_on": orientation.target_on})
    assert order() == [early.code, "ORIENT", late.code, *programme[1:]]
