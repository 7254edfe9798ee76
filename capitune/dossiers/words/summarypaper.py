"""The summary of a dossier on paper: who, what is asked for and where it stands, steps, amounts."""

from datetime import datetime
from typing import Any

from flask_babel import ngettext

from capitune.core.formats import day, money, percent
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries import AssignmentLine, KnownDossier, RequirementLine, Sheet, StepLine
from capitune.dossiers.queries.lines.budget import Budget
from capitune.dossiers.states import Decision, Status
from capitune.dossiers.words.labels import DOCUMENTS, OWNERS_AS_SEEN_BY_OTHERS, ROLE_NAMES
from capitune.dossiers.words.naming import named
from capitune.dossiers.words.recordpaper import Part, Row, part, record, row

STATUSES = {
    Status.DRAFT: _l("Draft"),
    Status.IN_PROGRESS: _l("In progress"),
    Status.VALIDATED: _l("Validated"),
    Status.ARCHIVED: _l("Archived"),
}


def summary_on_paper(
    known: KnownDossier, sheet: Sheet, told: Budget, made: tuple[datetime, str]
) -> dict[str, Any]:
    """The dossier as it is at that moment. Never notes, messages, or what was said of an exemption."""
    planned = known.planned_submission_on
    facts = [
        (_("Status"), str(STATUSES[known.status])),
        (_("Planned submission date"), day(planned) if planned else "—"),
        (_("Progress"), _progress(known)),
    ]
    parts = [_team(sheet), _documents(sheet), _steps(sheet), _budget(told)]
    title = _("Summary of dossier %(number)s", number=known.number)
    return record(known, title, facts, parts, made)


def _progress(known: KnownDossier) -> str:
    told = ngettext(
        "%(done)s of %(num)s required document validated",
        "%(done)s of %(num)s required documents validated",
        known.counted_count,
        done=known.validated_count,
    )
    return f"{percent(known.progress)} · {told}" if known.counted_count else "—"


def _team(sheet: Sheet) -> Part:
    rows = [_member(member) for member in sheet.team]
    texts = [] if rows else [_("Nobody accompanies this dossier.")]
    return part(_("Who accompanies"), rows, head=(_("Person"), _("Role")), texts=texts)


def _member(member: AssignmentLine) -> Row:
    since = _("Since %(day)s", day=day(member.answered_at)) if member.answered_at else ""
    return row(member.professional.name, str(ROLE_NAMES[member.role]), [since])


def _documents(sheet: Sheet) -> Part:
    rows = [
        _document(number, asked)
        for number, asked in enumerate(sheet.requirements, start=1)
        if asked.is_counted or asked.versions or asked.is_waived
    ]
    return part(_("Documents"), rows, head=(_("Document"), _("Status")))


def _document(number: int, asked: RequirementLine) -> Row:
    mark = _("Done without") if asked.is_waived else str(DOCUMENTS[asked.status])
    return row(f"{number}. {named(asked.labels)}", mark, [" · ".join(_told(asked))])


def _told(asked: RequirementLine) -> list[str]:
    told = []
    if asked.current:
        latest = max(version.created_at for version in asked.current)
        told.append(_("Received on %(day)s", day=day(latest)))
    if asked.review:
        words = {"day": day(asked.review.at), "name": asked.review.reviewer.name}
        if asked.review.decision is Decision.VALIDATED:
            told.append(_("Validated on %(day)s by %(name)s", **words))
        else:
            told.append(_("New version asked for on %(day)s by %(name)s", **words))
    if asked.expires_on:
        told.append(_("Valid until %(day)s", day=day(asked.expires_on)))
    return told


def _steps(sheet: Sheet) -> Part:
    rows = [_step(step) for step in sheet.steps]
    texts = [] if rows else [_("No step is planned.")]
    return part(_("Steps"), rows, head=(_("Step"), _("Date")), texts=texts)


def _step(step: StepLine) -> Row:
    done = step.done_at
    mark = _("Done on %(day)s", day=day(done)) if done else day(step.target_on)
    return row(named(step.labels), mark, [str(OWNERS_AS_SEEN_BY_OTHERS[step.owner])])


def _budget(told: Budget) -> Part:
    over = told.remaining < 0
    left = _("Paid beyond the total") if over else _("Left to pay")
    sums = [(_("Total"), told.total), (_("Paid"), told.paid), (left, abs(told.remaining))]
    texts = [_("Fees as on %(day)s.", day=day(told.planned_on))]
    rows = [row(name, money(cents)) for name, cents in sums]
    return part(_("Budget"), rows, head=(_("Sum"), _("Amount")), texts=texts)
