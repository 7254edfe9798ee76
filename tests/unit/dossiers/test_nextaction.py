"""The next action, by the rules of the product's page, section 4."""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from capitune.dossiers.nextaction import AFTER_STEPS, Next, Plan, plan, present
from capitune.dossiers.states import DocumentStatus, Exemption, NextAction, Owner, Stage

REQUIRED, PENDING = DocumentStatus.REQUIRED, DocumentStatus.PENDING
RECEIVED, VALIDATED = DocumentStatus.RECEIVED, DocumentStatus.VALIDATED
REJECTED = DocumentStatus.REJECTED
DAY = date(2027, 3, 1)
DONE = datetime(2027, 2, 1, tzinfo=UTC)


@dataclass
class Need:
    code: str
    status: DocumentStatus
    lead_days: int = 0
    position: int = 0
    is_counted: bool = True
    is_set_aside: bool = False
    exemption: Exemption | None = None
    expires_on: date | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass
class Task:
    owner: Owner = Owner.CANDIDATE
    target_on: date = DAY
    completes_with: str | None = None
    done_at: datetime | None = None
    position: int = 0
    held_at: datetime | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@pytest.mark.parametrize(
    ("statuses", "stage", "expected"),
    [
        ([], Stage.PROSPECT, NextAction.WAIT_PROFESSIONAL),
        ([], Stage.VALIDATED, NextAction.DONE),
        ([REQUIRED], Stage.PROSPECT, NextAction.PROVIDE_DOCUMENT),
        ([REQUIRED], Stage.VALIDATED, NextAction.PROVIDE_DOCUMENT),
        ([PENDING], Stage.PROSPECT, NextAction.WAIT_PROFESSIONAL),
        ([RECEIVED], Stage.ACTIVE, NextAction.WAIT_PROFESSIONAL),
        ([RECEIVED], Stage.VALIDATED, NextAction.WAIT_PROFESSIONAL),
        ([VALIDATED], Stage.ACTIVE, NextAction.WAIT_PROFESSIONAL),
        ([VALIDATED], Stage.VALIDATED, NextAction.DONE),
        ([REJECTED], Stage.ACTIVE, NextAction.REPLACE_DOCUMENT),
        ([REQUIRED, REJECTED], Stage.ACTIVE, NextAction.REPLACE_DOCUMENT),
        ([RECEIVED, REQUIRED], Stage.ACTIVE, NextAction.PROVIDE_DOCUMENT),
        ([VALIDATED, REJECTED], Stage.VALIDATED, NextAction.REPLACE_DOCUMENT),
    ],
)
def test_the_first_that_applies(
    statuses: list[DocumentStatus], stage: Stage, expected: NextAction
) -> None:
    needs = [Need(f"N{place}", status, position=place) for place, status in enumerate(statuses)]
    assert plan(stage, needs, []).action is expected


def test_every_mix_of_three_documents_follows_the_order() -> None:
    for statuses in itertools.product(DocumentStatus, repeat=3):
        needs = [Need(f"N{place}", s, position=place) for place, s in enumerate(statuses)]
        found = plan(Stage.ACTIVE, needs, [])
        by_id = {need.id: need for need in needs}
        if REJECTED in statuses:
            assert found.action is NextAction.REPLACE_DOCUMENT
            assert by_id[found.requirement_id].status is REJECTED
        elif REQUIRED in statuses:
            assert found.action is NextAction.PROVIDE_DOCUMENT
            assert by_id[found.requirement_id].status is REQUIRED
        else:
            assert found == Plan(NextAction.WAIT_PROFESSIONAL)


def test_the_longest_lead_time_comes_first_then_the_template_s_order() -> None:
    needs = [
        Need("A", REQUIRED, lead_days=30, position=0),
        Need("B", REQUIRED, lead_days=60, position=2),
        Need("C", REQUIRED, lead_days=60, position=1),
        Need("D", RECEIVED, lead_days=90, position=3),
    ]
    assert plan(Stage.PROSPECT, needs, []).requirement_id == needs[2].id


@pytest.mark.parametrize("status", [REQUIRED, PENDING, RECEIVED, VALIDATED])
def test_documents_that_do_not_count_are_never_asked_for(status: DocumentStatus) -> None:
    needs = [Need("OPTIONAL", status, lead_days=99, is_counted=False)]
    assert plan(Stage.ACTIVE, needs, []).action is NextAction.WAIT_PROFESSIONAL


def test_a_rejected_document_is_to_replace_even_when_it_does_not_count() -> None:
    needs = [Need("OPTIONAL", REJECTED, is_counted=False), Need("PASSPORT", REQUIRED, lead_days=60)]
    found = plan(Stage.ACTIVE, needs, [])
    assert (found.action, found.requirement_id) == (NextAction.REPLACE_DOCUMENT, needs[0].id)


def test_the_authority_is_waited_for_once_the_stage_is_validated() -> None:
    needs, steps = [Need("A", VALIDATED)], [Task(Owner.AUTHORITY)]
    assert plan(Stage.ACTIVE, needs, steps).action is NextAction.WAIT_PROFESSIONAL
    assert plan(Stage.VALIDATED, needs, steps).action is NextAction.WAIT_AUTHORITY
    steps[0].done_at = DONE
    assert plan(Stage.VALIDATED, needs, steps).action is NextAction.DONE


def test_at_the_end_the_candidate_s_own_step_comes_before_done() -> None:
    own = Task(Owner.CANDIDATE)
    found = plan(Stage.VALIDATED, [Need("A", VALIDATED)], [own])
    assert (found.action, found.step_id) == (NextAction.COMPLETE_STEP, own.id)
    assert present(found, date(2020, 1, 1)) == Next(NextAction.COMPLETE_STEP, step_id=own.id)


def test_the_kept_step_is_the_candidate_s_earliest_open_one() -> None:
    earliest = Task(target_on=date(2027, 3, 5), position=4)
    steps = [
        Task(Owner.PROFESSIONAL, date(2027, 1, 1)),
        Task(Owner.AUTHORITY, date(2027, 1, 1)),
        Task(Owner.THIRD_PARTY, date(2027, 1, 1)),
        Task(target_on=date(2027, 2, 1), done_at=DONE),
        Task(target_on=date(2027, 2, 1), held_at=DONE),
        Task(target_on=date(2027, 2, 2), completes_with="SENT"),
        Task(target_on=date(2027, 3, 5), position=5),
        earliest,
        Task(target_on=date(2027, 4, 1)),
    ]
    found = plan(Stage.ACTIVE, [Need("SENT", RECEIVED)], steps)
    assert (found.step_id, found.step_on) == (earliest.id, earliest.target_on)


@pytest.mark.parametrize(
    ("step_on", "overdue"),
    [(date(2027, 2, 28), True), (DAY, False), (date(2027, 3, 2), False), (None, False)],
)
@pytest.mark.parametrize("action", list(NextAction))
def test_an_overdue_step_goes_before_waiting_only(
    action: NextAction, step_on: date | None, overdue: bool
) -> None:
    step_id, requirement_id = uuid.uuid4(), uuid.uuid4()
    kept = Plan(action, requirement_id, step_id, step_on)
    found = present(kept, DAY)
    if action is NextAction.COMPLETE_STEP or (overdue and action in AFTER_STEPS):
        assert found == Next(NextAction.COMPLETE_STEP, step_id=step_id)
    else:
        assert found == Next(action, requirement_id=requirement_id)


@pytest.mark.parametrize("action", list(NextAction))
def test_an_archived_dossier_asks_for_nothing(action: NextAction) -> None:
    kept = Plan(action, uuid.uuid4(), uuid.uuid4(), date(2020, 1, 1))
    assert present(kept, DAY, archived=True) == Next(NextAction.DONE)


def test_what_expires_comes_after_what_is_to_replace_and_before_what_is_missing() -> None:
    soon, later = (Need(str(n), RECEIVED, expires_on=date(2027, 3, n)) for n in (2, 9))
    missing, rejected = Need("MISSING", REQUIRED), Need("REJECTED", REJECTED)
    needs = [missing, later, soon]
    found = plan(Stage.ACTIVE, needs, [], until=date(2027, 3, 10))
    assert (found.action, found.requirement_id) == (NextAction.RENEW_DOCUMENT, soon.id)
    assert plan(Stage.ACTIVE, needs, [], until=date(2027, 3, 2)).requirement_id == missing.id
    assert plan(Stage.ACTIVE, needs, []).requirement_id == missing.id
    first = plan(Stage.ACTIVE, [*needs, rejected], [], until=date(2027, 3, 10))
    assert first.requirement_id == rejected.id


def test_a_message_to_answer_comes_after_what_is_to_replace_and_before_what_expires() -> None:
    soon, rejected = Need("SOON", RECEIVED, expires_on=date(2027, 3, 2)), Need("R", REJECTED)
    until = date(2027, 3, 10)
    found = plan(Stage.ACTIVE, [soon], [], until=until, is_asked_back=True)
    assert found.action is NextAction.ANSWER_MESSAGE
    first = plan(Stage.ACTIVE, [soon, rejected], [], until=until, is_asked_back=True)
    assert first.action is NextAction.REPLACE_DOCUMENT


def test_what_does_not_count_does_not_expire() -> None:
    optional = Need("OPTIONAL", RECEIVED, is_counted=False, expires_on=date(2027, 1, 1))
    found = plan(Stage.ACTIVE, [optional], [], until=date(2027, 3, 10))
    assert found.action is NextAction.WAIT_PROFESSIONAL


@pytest.mark.parametrize("status", [REQUIRED, REJECTED])
def test_an_excuse_is_the_professional_s_to_answer(status: DocumentStatus) -> None:
    excused = Need("EXCUSED", status, exemption=Exemption.EXCUSED)
    assert plan(Stage.VALIDATED, [excused], []).action is NextAction.WAIT_PROFESSIONAL
    insisted = Need("INSISTED", status, exemption=Exemption.INSISTED)
    assert plan(Stage.ACTIVE, [excused, insisted], []).requirement_id == insisted.id


def test_a_step_with_a_document_done_without_is_nobody_s_turn() -> None:
    waived = Need("WAIVED", REQUIRED, is_counted=False, exemption=Exemption.WAIVED)
    step = Task(completes_with="WAIVED")
    assert plan(Stage.VALIDATED, [waived], [step]).action is NextAction.DONE
