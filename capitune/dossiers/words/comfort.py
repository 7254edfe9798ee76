"""What a candidate wants to know at a glance: the next action, what is to be done again and why, the next date."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import ngettext

from capitune.accounts.people import Face
from capitune.core.i18n import gettext as _
from capitune.dossiers.nextaction import is_asked
from capitune.dossiers.paths import to_row
from capitune.dossiers.queries import RequirementLine, Sheet
from capitune.dossiers.queries.lines.messages import Talk
from capitune.dossiers.states import DocumentStatus, Owner
from capitune.dossiers.words.labels import OWNERS
from capitune.dossiers.words.naming import named, short_name
from capitune.dossiers.words.nextstep import NextStep, next_step
from capitune.dossiers.words.turns import Whose, whose_turn

FEW = 3
NOTHING = Talk()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that is asked for again: ``reasons`` from the list, ``comment`` in the reviewer's words."""

    id: uuid.UUID
    title: str
    reasons: tuple[str, ...]
    comment: str
    reviewer: Face | None
    url: str


@dataclass(frozen=True, slots=True)
class Coming:
    """The next day that matters: what it is, whose it is, in how many days."""

    on: date
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Comfort:
    """One place that says it all. ``more``: how many refused documents are not shown. ``talk``: what the conversation
    holds, where it is known.
    """

    step: NextStep
    whose: Whose
    refused: tuple[Refused, ...]
    more: int
    coming: Coming | None
    talk: Talk


def comfort_of(sheet: Sheet, today: date, talk: Talk = NOTHING) -> Comfort:
    """For the candidate whose dossier it is, on their ``today``."""
    refused = [_refused(asked, sheet) for asked in _asked_again(sheet)]
    coming = min(_coming(sheet, today), key=lambda c: c.on, default=None)
    shown, more = tuple(refused[:FEW]), len(refused[FEW:])
    return Comfort(next_step(sheet), whose_turn(sheet), shown, more, coming, talk)


def _asked_again(sheet: Sheet) -> list[RequirementLine]:
    refused = (row for row in sheet.requirements if row.status is DocumentStatus.REJECTED)
    return [row for row in refused if is_asked(row)]


def _refused(asked: RequirementLine, sheet: Sheet) -> Refused:
    reviews = [version.review for version in asked.rejected if version.review]
    latest = max(reviews, key=lambda review: review.at, default=None)
    reasons = dict.fromkeys(named(reason.labels) for r in reviews for reason in r.reasons)
    return Refused(
        asked.id,
        short_name(asked.labels),
        tuple(reasons),
        latest.comment if latest else "",
        latest.reviewer if latest else None,
        to_row(f"/dossiers/{sheet.id}", asked.id),
    )


def _coming(sheet: Sheet, today: date) -> Iterator[Coming]:
    """What lies ahead; what is past is the matter of the next action."""
    if sheet.archived_at:
        return
    here = f"/dossiers/{sheet.id}"
    for step in sheet.steps:
        if step.done_at is None and step.held_at is None and step.target_on >= today:
            whose = "" if step.owner is Owner.THIRD_PARTY else str(OWNERS[step.owner])
            note = " · ".join(part for part in (whose, _in_days(step.target_on, today)) if part)
            yield Coming(step.target_on, named(step.labels), note, f"{here}/steps")
    for asked in sheet.requirements:
        if asked.is_counted and asked.expires_on and asked.expires_on >= today:
            title = _("“%(document)s” is valid until then", document=short_name(asked.labels))
            note = _in_days(asked.expires_on, today)
            yield Coming(asked.expires_on, title, note, to_row(here, asked.id))
    planned = sheet.planned_submission_on
    if planned and planned >= today:
        yield Coming(planned, _("Planned submission"), _in_days(planned, today), f"{here}/steps")


def _in_days(on: date, today: date) -> str:
    left = (on - today).days
    return ngettext("in %(num)s day", "in %(num)s days", left) if left else _("today")
