"""The head of every page of a dossier: where one is, the state, the tabs."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitune.accounts.identity import timezone
from capitune.accounts.people import Face
from capitune.accounts.queries import faces
from capitune.authz.actor import Actor
from capitune.authz.engine import capabilities
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.core.clock import today
from capitune.core.i18n import gettext as _
from capitune.dossiers.models import Dossier
from capitune.dossiers.nextaction import Next, party_of
from capitune.dossiers.queries import (
    AssignmentLine,
    KnownDossier,
    Sheet,
    next_of,
    professionals_of,
    progress_of,
    talks,
)
from capitune.dossiers.queries.lines.messages import Talk
from capitune.dossiers.states import AssignmentStatus, Party, Stage, Status

ASKED = (
    Permission.DOSSIER_EDIT,
    Permission.ANSWER_READ,
    Permission.DOSSIER_EXPORT,
    Permission.JOURNAL_EXPORT,
    Permission.DOSSIER_ARCHIVE,
    Permission.DOSSIER_STAGE,
    Permission.DOCUMENT_ADD,
    Permission.ASSIGNMENT_END,
    Permission.COLLEAGUE_SUGGEST,
    Permission.SUGGESTION_ANSWER,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The facts that the head shows. ``owned``: the reader is its candidate."""

    id: uuid.UUID
    number: str
    title: str
    status: Status
    stage: Stage
    planned_submission_on: date | None
    progress: int | None
    validated_count: int
    counted_count: int
    candidate: Face | None
    team: Sequence[AssignmentLine]
    owned: bool
    back: tuple[str, str]
    turn: Party


def head_of(known: Sheet | KnownDossier, actor: Actor) -> Head:
    """From what was read anyway."""
    owned = known.candidate.id == actor.user_id
    return Head(
        known.id,
        known.number,
        known.title,
        known.status,
        known.stage,
        known.planned_submission_on,
        known.progress,
        known.validated_count,
        known.counted_count,
        known.candidate,
        known.team,
        owned,
        back_of(owned=owned),
        party_of(_next(known).action),
    )


def head_of_dossier(dossier: Dossier, actor: Actor) -> Head:
    """From the record, for pages without a sheet (two statements)."""
    owned = dossier.candidate_id == actor.user_id
    lines = professionals_of([dossier.id]).get(dossier.id, [])
    return Head(
        dossier.id,
        dossier.number,
        dossier.title,
        dossier.status,
        dossier.stage,
        dossier.planned_submission_on,
        progress_of(dossier),
        dossier.validated_count,
        dossier.counted_count,
        faces([dossier.candidate_id]).get(dossier.candidate_id),
        [line for line in lines if line.status is AssignmentStatus.ACTIVE],
        owned,
        back_of(owned=owned),
        party_of(next_of(dossier, today(timezone())).action),
    )


def _next(known: Sheet | KnownDossier) -> Next:
    return known.next if isinstance(known, Sheet) else next_of(known, today(known.timezone))


def back_of(*, owned: bool) -> tuple[str, str]:
    """The way back: words and address."""
    return (_("Home"), "/dashboard") if owned else (_("Dossiers"), "/dossiers")


def tabs_of(
    dossier_id: uuid.UUID,
    current: str,
    *,
    count: int = 0,
    hot: bool = False,
    talk: Talk | None = None,
) -> Any:
    """The tabs that exist for the reader; ``count`` things wait for them among the documents. ``talk`` is what
    the conversation holds for them: asked for when it is not known (one statement).
    """
    here, actor = f"/dossiers/{dossier_id}", current_actor()
    words = {
        "documents": _("Documents"),
        "steps": _("Steps"),
        **({} if actor.is_admin else {"messages": _("Messages")}),
        **({"notes": _("Notes")} if actor.is_verified_professional else {}),
        "budget": _("Budget"),
        "history": _("History"),
    }
    talk = talk or talks(actor, [dossier_id]).get(dossier_id, Talk())
    waiting = {
        "documents": {"count": count, "hot": hot, "count_label": _("to do")},
        "messages": {
            "count": talk.shown,
            "hot": talk.is_awaited,
            "count_label": _("not read"),
        },
    }
    return [
        {
            "label": label,
            "url": here if name == "documents" else f"{here}/{name}",
            "current": name == current,
            **waiting.get(name, {}),
        }
        for name, label in words.items()
    ]


def abilities(actor: Actor, dossier: Dossier | KnownDossier) -> dict[str, bool]:
    """What the reader may do here, for the templates."""
    return capabilities(actor, dossier, ASKED)
