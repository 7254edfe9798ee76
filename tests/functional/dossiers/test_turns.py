"""Whose turn it is, from the facts; how many days of each, from the journal."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Requirement, Step
from capitune.dossiers.queries import dossier_by_id, known_dossier
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.states import Necessity, Owner, Party
from capitune.dossiers.turns import in_days, spent
from capitune.dossiers.words.days import Days, days_of
from tests.factories.documents import fresh, receive, reject, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.functional.dossiers.pages.scene import words
from tests.support.clock import MovedClock
from tests.support.signing import browser_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def aminata() -> User:
    return make_person(first_name="Aminata", timezone="Africa/Dakar")


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


@pytest.fixture
def dossier(clock: MovedClock, aminata: User, anne: User) -> Dossier:
    """Asks for one document only, and no step is the candidate's."""
    found = make_dossier(aminata)
    others = (Requirement.dossier_id == found.id, Requirement.code != "ID_PASSPORT")
    with unit_of_work():
        for asked in db.session.scalars(select(Requirement).where(*others)):
            asked.necessity = Necessity.OPTIONAL
        for step in db.session.scalars(select(Step).where(Step.dossier_id == found.id)):
            step.owner = Owner.PROFESSIONAL
    assign(found, anne)
    return found


def days(dossier: Dossier) -> Days:
    known = known_dossier(dossier.id)
    assert known is not None
    return days_of(known)


def passed(dossier: Dossier) -> list[str]:
    wanted = (AuditEvent.context_id == dossier.id, AuditEvent.act == "dossier.turn_passed")
    found = db.session.scalars(select(AuditEvent).where(*wanted).order_by(AuditEvent.id))
    return [event.data["to"] for event in found]


def test_six_days_of_the_candidate_and_two_of_the_professional(
    clock: MovedClock, dossier: Dossier
) -> None:
    assert passed(dossier) == []
    clock.move(days=6)
    receive(dossier)
    assert passed(dossier) == ["professional"]
    clock.move(days=2, seconds=5)
    assert days(dossier) == Days(8, 6, 2, 0, 0)


def test_each_act_that_passes_the_turn(
    clock: MovedClock, aminata: User, anne: User, dossier: Dossier
) -> None:
    clock.move(days=1)
    document = receive(dossier)
    clock.move(days=2)
    reject(document, anne)
    clock.move(days=3)
    with unit_of_work():
        services.withdraw_request(acting(anne), fresh(document), version=document.version)
    clock.move(days=4)
    validate(fresh(document), anne)
    clock.move(days=5)
    with unit_of_work():
        services.archive(acting(aminata), dossier)
    clock.move(days=6)
    with unit_of_work():
        services.reopen(acting(aminata), dossier)
    clock.move(days=7)
    assert passed(dossier) == [
        "professional",
        "candidate",
        "professional",
        "nobody",
        "professional",
    ]
    assert days(dossier) == Days(28, 4, 18, 0, 6)


def test_an_overdue_step_of_the_candidate_counts_for_them_though_nothing_happens(
    clock: MovedClock, dossier: Dossier
) -> None:
    receive(dossier)
    theirs = select(Step).where(Step.dossier_id == dossier.id).order_by(Step.position)
    with unit_of_work():
        step = db.session.scalars(theirs).first()
        assert step is not None
        step.owner, step.completes_with = Owner.CANDIDATE, None
        step.target_on = house.today() + timedelta(days=3)
        found = dossier_by_id(dossier.id)
        assert found is not None
        recompute(found)
    clock.move(days=10)
    known = known_dossier(dossier.id)
    assert known is not None
    times = spent(known.created_at, known.passages, house.now(), house.zone("Africa/Dakar"))
    assert timedelta(days=3) < times[Party.PROFESSIONAL] <= timedelta(days=4)
    assert sum(in_days(times).values()) == 10


def test_both_sides_see_the_same_days_and_whose_turn_it_is(
    app: Flask, clock: MovedClock, aminata: User, anne: User, dossier: Dossier
) -> None:
    page = f"/dossiers/{dossier.id}"
    mine = words(browser_of(app, aminata).get(page).get_data(as_text=True))
    assert "À votre tour" in mine
    clock.move(days=6)
    receive(dossier)
    clock.move(days=2)
    for reader, own in ((aminata, "Chez vous"), (anne, "Chez le candidat")):
        said = words(browser_of(app, reader).get(page).get_data(as_text=True))
        assert f"{own} 6 jours" in said
        assert "Chez les professionnels 2 jours" in said
        assert "8 jours en tout" in said
        assert "Au tour des professionnels" in said
    told = words(browser_of(app, anne).get(f"{page}/history").get_data(as_text=True))
    assert "La main passe : aux professionnels" in told.replace("\u202f", " ")
