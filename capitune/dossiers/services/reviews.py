"""Deciding on a version, deciding again, withdrawing a request for a new one."""

from collections.abc import Sequence

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import DocumentRejected, DocumentValidated, RequestWithdrawn
from capitune.dossiers.marks import Mark, checked
from capitune.dossiers.models import Document, Review
from capitune.dossiers.queries import reasons_for
from capitune.dossiers.queries.reviews import decision_on, newer_than, standing
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.steps import complete_steps, reopen_steps
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import Decision, DocumentStatus, Ending, Scan, is_decision
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
    """Validate or reject the current version of a document; reject one that was validated.

    ``version`` is the one the reviewer has seen. A rejection needs a reason that applies to the
    document, and ``OTHER`` needs words; ``marks`` are the places on its pages where something is wrong;
    reasons and marks sent with a validation are left out. A validation completes the steps that wait for
    it, one that is overturned opens them again. The stage is the professional's to move.

    Raises ``Conflict``: ``superseded`` (``at``, ``document_id`` of the newer), ``already_decided``
    (``by``, ``at``, ``status``), ``not_scanned``, ``grant_withdrawn``, ``stale_version``; ``Invalid`` on ``reasons``
    (``reason_needed``, ``unknown_reason``), ``comment`` (``comment_needed``, ``too_long``, ``bad_text``)
    or ``marks`` (see ``marks.checked``).
    """
    document = hold(actor, Permission.DOCUMENT_REVIEW, document)
    _check_open(document, decision, version)
    wanted = _reasons(document, decision, reasons)
    words = paragraphs(comment, "comment", most=LONGEST_COMMENT)
    places = checked(marks, document.pages) if decision is Decision.REJECTED else []
    if NEEDS_WORDS in wanted and not words:
        raise Invalid.on("comment", "comment_needed")
    before = document.status
    if before is DocumentStatus.VALIDATED:
        _end(actor, document, Ending.OVERTURNED)
        reopen_steps(actor, document)
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
    _follow(actor, document)
    act, event = ACTS[decision]
    overturned = {"from": before.value} if before is DocumentStatus.VALIDATED else {}
    _record(actor, document, act, reasons=wanted, **overturned)
    publish(event(document.dossier_id, actor.user_id, document.requirement_id, document.id))
    return document


def withdraw_request(actor: Actor, document: Document, *, version: int) -> Document:
    """Take back the request for a new version: this one waits for a decision again.

    Reasons and message stay in the history of the version, marked as withdrawn. Raises ``Conflict``:
    ``superseded`` (``at``, ``document_id`` of the newer), ``nothing_to_withdraw``, ``stale_version``.
    """
    document = hold(actor, Permission.DOCUMENT_REVIEW, document)
    _check_current(document)
    if document.status is not DocumentStatus.REJECTED:
        raise Conflict(code="nothing_to_withdraw", facts={"status": document.status.value})
    if document.version != version:
        raise Conflict(code="stale_version", facts={"version": document.version})
    review = _end(actor, document, Ending.WITHDRAWN)
    document.status = DocumentStatus.RECEIVED
    document.version += 1
    _follow(actor, document)
    _record(actor, document, Act.DOCUMENT_REQUEST_WITHDRAWN, reasons=review.reasons)
    publish(
        RequestWithdrawn(document.dossier_id, actor.user_id, document.requirement_id, document.id)
    )
    return document


def _check_open(document: Document, decision: Decision, version: int) -> None:
    """Say what happened when this version is not to be decided on so any more."""
    _check_current(document)
    if document.scan is not Scan.CLEAN:
        raise Conflict(code="not_scanned")
    fresh = document.version == version
    decided = document.status is DocumentStatus.VALIDATED and not fresh
    if decided or not is_decision(document.status, decision):
        raise Conflict(code="already_decided", facts=decision_on(document.id))
    if not fresh:
        raise Conflict(code="stale_version", facts={"version": document.version})


def _check_current(document: Document) -> None:
    if document.scan is Scan.WITHDRAWN:
        raise Conflict(code="grant_withdrawn")
    if document.superseded_at is not None:
        facts = {"at": document.superseded_at, "document_id": newer_than(document)}
        raise Conflict(code="superseded", facts=facts)


def _reasons(document: Document, decision: Decision, reasons: Sequence[str]) -> list[str]:
    if decision is Decision.VALIDATED:
        return []
    wanted = list(dict.fromkeys(reasons))
    if not wanted:
        raise Invalid.on("reasons", "reason_needed")
    requirement = document.requirement
    known = {reason.code for reason in reasons_for(requirement.category, requirement.code)}
    wrong = [code for code in wanted if code not in known]
    if wrong:
        raise Invalid.on("reasons", "unknown_reason", reasons=", ".join(wrong))
    return wanted


def _end(actor: Actor, document: Document, ending: Ending) -> Review:
    """The decision that stood stands no longer; the constraint allows another only then."""
    review = standing(document.id)
    review.ended_at, review.ended_by_id, review.ending = now(), actor.user_id, ending
    db.session.flush()
    return review


def _follow(actor: Actor, document: Document) -> None:
    """What follows in the dossier: status, steps, figures."""
    requirement = document.requirement
    settle(requirement)
    if requirement.status is DocumentStatus.VALIDATED:
        complete_steps(actor, requirement)
    recompute(requirement.dossier)


def _record(actor: Actor, document: Document, act: Act, **more: object) -> None:
    data = {
        "requirement": document.requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        **more,
    }
    record(actor, act, ("document", document.id), context_id=document.dossier_id, data=data)
