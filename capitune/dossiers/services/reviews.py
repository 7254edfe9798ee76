"""Deciding on a version."""

from collections.abc import Sequence

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import DocumentRejected, DocumentValidated
from capitune.dossiers.marks import Mark, checked
from capitune.dossiers.models import Document, Review
from capitune.dossiers.queries import reasons_for
from capitune.dossiers.queries.reviews import decision_on
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.steps import complete_steps
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import DECIDABLE, Decision, DocumentStatus, Scan
from capitune.dossiers.typed import paragraphs

LONGEST_COMMENT = 2000
NEEDS_WORDS = "OTHER"
ACTS = {
    Decision.VALIDATED: (Act.DOCUMENT_VALIDATED, DocumentValidated),
    Decision.REJECTED: (Act.DOCUMENT_REJECTED, DocumentRejected),
}


def decide(  # noqa: PLR0913 what one decision says, each by its name
    actor: Actor,
    document: Document,
    *,
    decision: Decision,
    version: int,
    reasons: Sequence[str] = (),
    comment: str = "",
    marks: Sequence[Mark] = (),
) -> Document:
    """Validate or reject the current version of a document.

    ``version`` is the one the reviewer has seen. A rejection needs a reason that applies to the
    document's category, and ``OTHER`` needs words; ``marks`` are the places on its pages where
    something is wrong; reasons and marks sent with a validation are left out. A validation completes the
    steps that wait for it. The stage is the professional's to move.

    Raises ``Conflict``: ``superseded`` (``at``), ``already_decided`` (``by``, ``at``, ``status``),
    ``not_scanned``, ``stale_version``; ``Invalid`` on ``reasons`` (``reason_needed``,
    ``unknown_reason``) or ``comment`` (``comment_needed``, ``too_long``, ``bad_text``), or ``marks`` (see ``marks.checked``).
    """
    document = hold(actor, Permission.DOCUMENT_REVIEW, document)
    _check_open(document, version)
    wanted = _reasons(document, decision, reasons)
    words = paragraphs(comment, "comment", most=LONGEST_COMMENT)
    places = checked(marks, document.pages) if decision is Decision.REJECTED else []
    if NEEDS_WORDS in wanted and not words:
        raise Invalid.on("comment", "comment_needed")
    document.status = DocumentStatus(decision.value)
    document.version += 1
    db.session.add(
        Review(
            document_id=document.id,
            reviewer_id=actor.user_id,
            decision=decision,
            reasons=wanted,
            comment=words,
            marks=[place.stored() for place in places],
        )
    )
    _follow(actor, document, decision, wanted)
    return document


def _check_open(document: Document, version: int) -> None:
    """Say what happened when this version is not to be decided on any more."""
    if document.superseded_at is not None:
        raise Conflict(code="superseded", facts={"at": document.superseded_at})
    if document.scan is not Scan.CLEAN:
        raise Conflict(code="not_scanned")
    if document.status not in DECIDABLE:
        raise Conflict(code="already_decided", facts=decision_on(document.id))
    if document.version != version:
        raise Conflict(code="stale_version", facts={"version": document.version})


def _reasons(document: Document, decision: Decision, reasons: Sequence[str]) -> list[str]:
    if decision is Decision.VALIDATED:
        return []
    wanted = list(dict.fromkeys(reasons))
    if not wanted:
        raise Invalid.on("reasons", "reason_needed")
    known = {reason.code for reason in reasons_for(document.requirement.category)}
    if not known.issuperset(wanted):
        raise Invalid.on("reasons", "unknown_reason")
    return wanted


def _follow(actor: Actor, document: Document, decision: Decision, reasons: list[str]) -> None:
    """What follows in the dossier: status, steps, figures, journal, news."""
    requirement = document.requirement
    settle(requirement)
    if requirement.status is DocumentStatus.VALIDATED:
        complete_steps(actor, requirement)
    recompute(requirement.dossier)
    act, event = ACTS[decision]
    data = {
        "requirement": requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        "reasons": reasons,
    }
    record(actor, act, ("document", document.id), context_id=document.dossier_id, data=data)
    publish(event(document.dossier_id, actor.user_id, requirement.id, document.id))
