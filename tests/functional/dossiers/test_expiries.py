"""Documents valid for a while: before the planned submission or not, told of once at 90 and at 30 days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.jobs import watch_expiries
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.services import Described
from capitune.dossiers.states import NextAction, ReviewerRole
from capitune.notifications.models import Notification
from tests.factories.documents import fresh, receive, reject, requirement_of, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_professional
from tests.factories.requirements import owner_of, row_of
from tests.support.clock import MovedClock, clock

__all__ = ["clock"]

pytestmark = pytest.mark.usefixtures("app")
CODE, EXPIRING = "ID_PHOTO", "document_expiring"


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def describe(document: Document, **facts: date) -> Document:
    with unit_of_work():
        owner = owner_of(document.requirement.dossier)
        services.describe(owner, document, Described(**facts))  # type: ignore[arg-type]
    return fresh(document)


def plan_for(dossier: Dossier, day: date | None) -> None:
    with unit_of_work():
        services.edit_dossier(
            owner_of(dossier), reread(dossier), changes={"planned_submission_on": day}
        )


def reread(dossier: Dossier) -> Dossier:
    db.session.expire_all()
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def told(user: User) -> list[str]:
    return [
        n.facts["on"]
        for n in db.session.scalars(
            select(Notification)
            .where(Notification.user_id == user.id, Notification.kind == EXPIRING)
            .order_by(Notification.id)
        )
    ]


def test_what_expires_before_the_submission_is_the_next_action() -> None:
    dossier = make_dossier(planned_submission_on=in_days(100))
    describe(receive(dossier, CODE), expires_on=in_days(99))
    dossier = reread(dossier)
    assert (dossier.next_action, dossier.next_requirement_id) == (
        NextAction.RENEW_DOCUMENT,
        requirement_of(dossier, CODE).id,
    )
    receive(dossier, CODE)  # a newer one, whose date nobody has written down yet
    assert reread(dossier).next_action is NextAction.PROVIDE_DOCUMENT


def test_a_test_of_language_dated_two_years_ago_expires_before_the_submission() -> None:
    """The criterion of the reference: valid two years by the catalogue, from the day of the test."""
    dossier = make_dossier(planned_submission_on=in_days(60))
    issued = in_days(30) - timedelta(days=730)
    document = describe(receive(dossier, "LANG_FR"), issued_on=issued)
    assert document.expires_on == in_days(30)
    assert row_of(dossier, "LANG_FR").expires_on == in_days(30)


def test_another_planned_day_is_another_answer() -> None:
    dossier = make_dossier(planned_submission_on=in_days(100))
    describe(receive(dossier, CODE), expires_on=in_days(50))
    plan_for(dossier, in_days(50))  # valid on its last day still
    assert reread(dossier).next_action is NextAction.PROVIDE_DOCUMENT
    plan_for(dossier, in_days(51))
    assert reread(dossier).next_action is NextAction.RENEW_DOCUMENT
    plan_for(dossier, None)
    assert reread(dossier).next_action is NextAction.PROVIDE_DOCUMENT


def test_what_is_to_replace_comes_before_what_expires() -> None:
    dossier, anne = (
        make_dossier(planned_submission_on=in_days(100)),
        make_professional("immigration"),
    )
    assign(dossier, anne)
    describe(receive(dossier, CODE), expires_on=in_days(9))
    rejected = receive(dossier)
    describe(rejected, expires_on=in_days(5))
    reject(fresh(rejected), anne)
    assert reread(dossier).next_action is NextAction.REPLACE_DOCUMENT
    assert row_of(dossier, "ID_PASSPORT").expires_on is None


def test_dates_of_a_replaced_version_are_not_changed() -> None:
    dossier = make_dossier()
    first = receive(dossier, CODE)
    receive(dossier, CODE)
    with pytest.raises(Conflict):
        describe(first, expires_on=in_days(9))


def test_both_sides_are_told_once_at_ninety_and_once_at_thirty_days(clock: MovedClock) -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    bruno = make_professional("finance")
    assign(dossier, anne)
    assign(dossier, bruno, ReviewerRole.FINANCE)
    candidate, last = db.session.get_one(User, dossier.candidate_id), in_days(91)
    validate(describe(receive(dossier, CODE), expires_on=last), anne)
    watch_expiries()
    assert told(candidate) == []
    for days, times in ((1, 1), (0, 1), (59, 1), (1, 2), (29, 2), (5, 2)):
        clock.move(days=days)
        watch_expiries()
        watch_expiries()
        assert (told(candidate), told(anne)) == ([str(last)] * times, [str(last)] * times)
    assert told(bruno) == []  # another scope


def test_late_only_the_nearer_notice_leaves(clock: MovedClock) -> None:
    dossier = make_dossier()
    describe(receive(dossier, CODE), expires_on=in_days(10))
    candidate = db.session.get_one(User, dossier.candidate_id)
    for _ in range(3):
        watch_expiries()
        clock.move(days=1)
    assert len(told(candidate)) == 1
    describe(receive(dossier, CODE), expires_on=in_days(20))
    watch_expiries()  # another document, another end
    assert len(told(candidate)) == 2


def test_nobody_is_told_of_what_is_archived_or_done_without() -> None:
    anne = make_professional("immigration")
    dossiers = [make_dossier() for _ in range(2)]
    for dossier in dossiers:
        assign(dossier, anne)
        describe(receive(dossier, CODE), expires_on=in_days(10))
    archived, waived = dossiers
    with unit_of_work():
        services.archive(owner_of(archived), reread(archived))
        services.waive(acting(anne), requirement_of(waived, CODE), "Inutile ici.")
    watch_expiries()
    assert told(anne) == []


def test_the_day_after_the_next_action_says_so(clock: MovedClock) -> None:
    dossier = make_dossier()
    describe(receive(dossier, CODE), expires_on=in_days(2))
    clock.move(days=2)
    watch_expiries()
    assert reread(dossier).next_action is NextAction.PROVIDE_DOCUMENT
    clock.move(days=1)
    watch_expiries()
    assert reread(dossier).next_action is NextAction.RENEW_DOCUMENT


def test_the_job_reads_what_is_due_by_its_index() -> None:
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    statement = text(
        "EXPLAIN SELECT id FROM requirements WHERE expires_on BETWEEN '2026-01-01' AND '2026-04-01'"
    )
    lines = "\n".join(db.session.scalars(statement))
    assert "ix_requirements_expires_on" in lines
