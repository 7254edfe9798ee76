"""What letters about dossiers say. Read again when they leave: nothing left to say, nothing sent."""

from capitune.core.ids import parse_id
from capitune.core.letters import Payload, address_of, letter, written
from capitune.core.mail import Message
from capitune.dossiers.invitations import InvitationState, token_of
from capitune.dossiers.paths import PROPOSALS, to_requirement
from capitune.dossiers.queries import requirement_by_id, version_line
from capitune.dossiers.queries.invitations import invitation_by_id
from capitune.dossiers.queries.work import proposal
from capitune.dossiers.states import UNANSWERED, Decision
from capitune.notifications.emails import written_to
from capitune.professionals.queries import verified_professional


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


@letter("dossier_invitation", security=True, elsewhere=True)
def dossier_invitation(payload: Payload) -> Message | None:
    """To a prospect, who may have no account: who invites to what, and the link. Nothing once it is answered,
    withdrawn or over, or while the licence of who invites is not valid.
    """
    invitation_id = parse_id(payload["about"])
    found = invitation_by_id(invitation_id) if invitation_id else None
    if found is None or found.state is not InvitationState.SENT:
        return None
    if verified_professional(found.professional_id) is None:
        return None
    return written(
        payload["letter"],
        to=found.email,
        language=found.language.value,
        first_name=found.name,
        professional=found.professional.name,
        template=found.template.labels,
        until=found.expires_at,
        url=address_of(f"/invitations/answer/{token_of(found.id)}"),
    )


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
        suggested_by=found.suggested_by,
        takes_over=found.takes_over,
        url=address_of(PROPOSALS),
    )
