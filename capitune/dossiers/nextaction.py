"""The next action of a dossier: pure functions of its facts.

Two steps, so that lists can show it from stored figures: ``plan`` looks at requirements and steps and
knows nothing of time; ``present`` adds the day of the reader. A candidate step that is overdue then goes
before waiting, never before a document to send (the order of the product's page, section 4).
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from capitune.dossiers.states import (
    DocumentStatus,
    Exemption,
    NextAction,
    Owner,
    Party,
    Stage,
)

WAITING = frozenset({NextAction.WAIT_PROFESSIONAL, NextAction.WAIT_AUTHORITY, NextAction.DONE})
# What an overdue step of the candidate goes before.
AFTER_STEPS = WAITING | {NextAction.ACCEPT_ESTIMATE}
EXEMPT = frozenset({Exemption.EXCUSED, Exemption.WAIVED})
SENT = frozenset({DocumentStatus.PENDING, DocumentStatus.RECEIVED})
# Everything else is for the candidate to do.
PARTIES = {
    NextAction.WAIT_PROFESSIONAL: Party.PROFESSIONAL,
    NextAction.WAIT_AUTHORITY: Party.AUTHORITY,
    NextAction.DONE: Party.NOBODY,
}


class Need(Protocol):
    """What a requirement says here."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def code(self) -> str: ...
    @property
    def status(self) -> DocumentStatus: ...
    @property
    def is_counted(self) -> bool: ...
    @property
    def is_set_aside(self) -> bool: ...
    @property
    def exemption(self) -> Exemption | None: ...
    @property
    def expires_on(self) -> date | None: ...
    @property
    def lead_days(self) -> int: ...
    @property
    def position(self) -> int: ...


class Task(Protocol):
    """What a step says here."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def owner(self) -> Owner: ...
    @property
    def target_on(self) -> date: ...
    @property
    def done_at(self) -> datetime | None: ...
    @property
    def held_at(self) -> datetime | None: ...
    @property
    def completes_with(self) -> str | None: ...
    @property
    def position(self) -> int: ...


class Plan(NamedTuple):
    """What is kept beside the dossier: the action while no step is overdue, and the candidate's
    earliest open step with its day.
    """

    action: NextAction
    requirement_id: uuid.UUID | None = None
    step_id: uuid.UUID | None = None
    step_on: date | None = None


class Next(NamedTuple):
    """The next action as it is told today, with the requirement or the step it is about."""

    action: NextAction
    requirement_id: uuid.UUID | None = None
    step_id: uuid.UUID | None = None


def is_asked(need: Need) -> bool:
    """The candidate is to send it now: nobody does without it, nor has their excuse to answer first, nor do
    their answers say that it is not needed.
    """
    if need.exemption in EXEMPT or need.is_set_aside:
        return False
    if need.status is DocumentStatus.REJECTED:
        return True
    return need.is_counted and need.status is DocumentStatus.REQUIRED


def is_with_others(need: Need) -> bool:
    """It waits for its scan, a decision, or the answer to an excuse."""
    return need.status in SENT or need.exemption is Exemption.EXCUSED


def expires(need: Need, until: date) -> bool:
    """A document that counts is no longer valid on the day ``until``."""
    return need.is_counted and need.expires_on is not None and need.expires_on < until


def plan(
    stage: Stage,
    needs: Sequence[Need],
    steps: Sequence[Task],
    *,
    until: date = date.min,
    is_quoted: bool = False,
    is_asked_back: bool = False,
) -> Plan:
    """The next action, time left aside but for ``until``, the day on which all documents must be valid.

    A document to replace, then a message to answer (``is_asked_back``), then a document that expires before
    (the first to do so), then a counted one never sent (the one that takes longest to obtain first; the template's order decides between
    equals). With nothing to send: a quote to accept (``is_quoted``); without one, waiting for the professional until the stage is ``validated`` (whether documents wait for a decision, the final
    review is due, or nobody is assigned yet: the page says which), then for the authority while one of
    its steps is open, then the candidate's own open step, then ``done``.
    """
    step = _own_step(needs, steps)
    step_id, step_on = (step.id, step.target_on) if step else (None, None)
    asked = [n for n in needs if is_asked(n)]
    rejected = [n for n in asked if n.status is DocumentStatus.REJECTED]
    missing = [n for n in asked if n.status is DocumentStatus.REQUIRED]
    if rejected:
        return Plan(NextAction.REPLACE_DOCUMENT, _longest(rejected), step_id, step_on)
    if is_asked_back:
        return Plan(NextAction.ANSWER_MESSAGE, None, step_id, step_on)
    expiring = [n for n in needs if expires(n, until)]
    if expiring:
        first = min(expiring, key=lambda n: (n.expires_on or until, n.position)).id
        return Plan(NextAction.RENEW_DOCUMENT, first, step_id, step_on)
    if missing:
        return Plan(NextAction.PROVIDE_DOCUMENT, _longest(missing), step_id, step_on)
    if is_quoted:
        return Plan(NextAction.ACCEPT_ESTIMATE, None, step_id, step_on)
    return Plan(_waiting(stage, needs, steps, step), None, step_id, step_on)


def _waiting(
    stage: Stage, needs: Sequence[Need], steps: Sequence[Task], own: Task | None
) -> NextAction:
    if stage is not Stage.VALIDATED or any(is_with_others(n) for n in needs):
        return NextAction.WAIT_PROFESSIONAL
    if any(s.owner is Owner.AUTHORITY and s.done_at is None for s in steps):
        return NextAction.WAIT_AUTHORITY
    return NextAction.COMPLETE_STEP if own else NextAction.DONE


def _longest(needs: Sequence[Need]) -> uuid.UUID:
    return min(needs, key=lambda n: (-n.lead_days, n.position)).id


def _own_step(needs: Sequence[Need], steps: Sequence[Task]) -> Task | None:
    """The candidate's earliest open step; not one on hold, nor one whose document is with others or is done without."""
    sent = {n.code for n in needs if is_with_others(n) or n.exemption is Exemption.WAIVED}
    own = [
        s
        for s in steps
        if s.owner is Owner.CANDIDATE
        and s.done_at is None
        and s.held_at is None
        and s.completes_with not in sent
    ]
    return min(own, key=lambda s: (s.target_on, s.position), default=None)


def present(kept: Plan, today: date, *, archived: bool = False) -> Next:
    """The next action on the day ``today`` of the reader; an archived dossier asks for nothing."""
    if archived:
        return Next(NextAction.DONE)
    if kept.action is NextAction.COMPLETE_STEP:
        return Next(kept.action, step_id=kept.step_id)
    overdue = kept.step_on is not None and kept.step_on < today
    if kept.action in AFTER_STEPS and overdue:
        return Next(NextAction.COMPLETE_STEP, step_id=kept.step_id)
    return Next(kept.action, requirement_id=kept.requirement_id)


def party_of(action: NextAction) -> Party:
    """Whose turn it is while this is the next action."""
    return PARTIES.get(action, Party.CANDIDATE)
