"""The steps of a dossier."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from capitune.accounts.identity import timezone
from capitune.authz.engine import can, capabilities
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.paths import to_steps
from capitune.dossiers.queries import KnownDossier, StepLine, known_dossier
from capitune.dossiers.stepforms import MarkForm
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.labels import OWNERS, OWNERS_AS_SEEN_BY_OTHERS, ROLES
from capitune.dossiers.words.route import states_of

SOON = 14  # days before its own in which a step is marked as due soon


@dataclass(frozen=True, slots=True)
class Judged:
    """A step as the policy judges it."""

    owner: Any
    added_by_id: Any
    dossier: KnownDossier


@bp.get("/dossiers/<uuid:dossier_id>/steps")
@access(Permission.DOSSIER_READ, subject=known_dossier)
def steps(dossier: KnownDossier) -> Response:
    """What happens when, whose turn it is, what is late; and what the reader may do about it."""
    actor = current_actor()
    sheet = queries.sheet_of(dossier, actor, ())
    owned = sheet.candidate.id == actor.user_id

    def may(permission: Permission) -> Any:
        return lambda step: can(actor, permission, _judged(step, dossier))

    return page(
        "dossiers/steps.html",
        head=head_of(sheet, actor),
        tabs=tabs_of(
            sheet.id,
            "steps",
            count=sheet.turns.candidate if owned else 0,
            talk=dossier.talk_of(actor.user_id),
        ),
        can=abilities(actor, dossier)
        | capabilities(actor, dossier, [Permission.STEP_ADD, Permission.FEED_KEEP]),
        here=to_steps(dossier.id),
        steps=list(zip(sheet.steps, states_of(sheet.steps), strict=True)),
        may_change=may(Permission.STEP_CHANGE),
        may_complete=lambda step: _may_mark(step, dossier, owned=owned),
        mark=MarkForm(),
        owners=OWNERS if owned else OWNERS_AS_SEEN_BY_OTHERS,
        today=today(timezone()),
        soon=SOON,
        roles=ROLES,
    )


def _may_mark(step: StepLine, dossier: KnownDossier, *, owned: bool) -> bool:
    """Whether there is a button: none for a candidate beside a step that a document completes."""
    allowed = can(current_actor(), Permission.STEP_COMPLETE, _judged(step, dossier))
    return allowed and not (owned and step.completes_with)


def _judged(step: StepLine, dossier: KnownDossier) -> Judged:
    return Judged(step.owner, step.added_by_id, dossier)
