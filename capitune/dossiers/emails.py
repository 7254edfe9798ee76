"""What letters about dossiers say. Read again when they leave: nothing left to say, nothing sent."""

from capitune.core.ids import parse_id
from capitune.core.letters import Payload, address_of, letter
from capitune.core.mail import Message
from capitune.dossiers.paths import PROPOSALS, to_requirement
from capitune.dossiers.queries import requirement_by_id, version_line
from capitune.dossiers.queries.work import proposal
from capitune.dossiers.states import UNANSWERED, Decision
from capitune.notifications.emails import written_to


@letter("document_rejected")
def document_rejected(payload: Payload) -> Message | None:
    """To the candidate: what to correct, who says so, where to send it again.

    Nothing once a newer version was sent or this one taken back.
    """
    document_id = parse_id(payload["about"])
    version = version_line(document_id) if document_id else None
    requirement = requirement_by_id(version.requirement_id) if version else None
    if version is None or requirement is None or not version.is_current:
        return None
    review = version.review
    if review is None or review.decision is not Decision.REJECTED:
        return None
    return written_to(
        payload,
        labels=requirement.labels,
        number=requirement.dossier.number,
        reasons=[reason.labels for reason in review.reasons],
        comment=review.comment,
        reviewer=review.reviewer.name,
        at=review.at,
        url=address_of(to_requirement(requirement.dossier_id, requirement.id)),
    )


@letter("assignment_requested")
def assignment_requested(payload: Payload) -> Message | None:
    """To the professional a candidate asks for. Nothing once answered or withdrawn."""
    return _question(payload)


@letter("assignment_proposed")
def assignment_proposed(payload: Payload) -> Message | None:
    """To the professional an admin proposes a dossier to. Nothing once answered or withdrawn."""
    return _question(payload)


def _question(payload: Payload) -> Message | None:
    assignment_id = parse_id(payload["about"])
    found = proposal(assignment_id) if assignment_id else None
    if found is None or found.status not in UNANSWERED:
        return None
    return written_to(
        payload,
        candidate=found.candidate_first_name,
        template=found.template_labels,
        number=found.dossier_number,
        role=found.role.value,
        at=found.created_at,
        url=address_of(PROPOSALS),
    )
