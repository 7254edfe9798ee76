"""Who is told of what happened to a dossier, in the transaction in which it happened.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid
from typing import Any

from sqlalchemy import select

from capitune.core.clock import today
from capitune.core.db import db
from capitune.dossiers.events import (
    AssignmentEvent,
    DocumentEvent,
    DossierEvent,
    GlassBroken,
    MessageEvent,
    QuoteEvent,
    RequirementEvent,
)
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    GlassGrant,
    Quote,
    Requirement,
    Template,
)
from capitune.dossiers.paths import (
    PROPOSALS,
    to_budget,
    to_document,
    to_dossier,
    to_messages,
    to_requirement,
    to_suggestion,
)
from capitune.dossiers.queries.reviewers import judges_of, reviewers_of
from capitune.dossiers.quotes import thawed
from capitune.dossiers.states import AssignmentStatus
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.professionals.events import LicenceWithdrawn


def document_received(event: DocumentEvent) -> None:
    """To each assigned professional who may decide on it."""
    for reviewer_id in reviewers_of(event.document_id):
        _tell_document(
            reviewer_id,
            Kind.DOCUMENT_RECEIVED,
            event,
            to_document(event.dossier_id, event.document_id),
        )


def document_validated(event: DocumentEvent) -> None:
    """To the candidate."""
    _tell_candidate(Kind.DOCUMENT_VALIDATED, event)


def requirement_excused(event: RequirementEvent) -> None:
    """To each assigned professional who may answer."""
    for reviewer_id in judges_of(event.requirement_id):
        _tell_requirement(reviewer_id, Kind.DOCUMENT_EXCUSED, event)


def requirement_waived(event: RequirementEvent) -> None:
    """To the candidate."""
    _tell_requirement(_dossier(event).candidate_id, Kind.DOCUMENT_WAIVED, event)


def requirement_insisted(event: RequirementEvent) -> None:
    """To the candidate."""
    _tell_requirement(_dossier(event).candidate_id, Kind.DOCUMENT_INSISTED, event)


def requirement_restored(event: RequirementEvent) -> None:
    """To the candidate."""
    _tell_requirement(_dossier(event).candidate_id, Kind.DOCUMENT_RESTORED, event)


def requirement_expiring(event: RequirementEvent) -> None:
    """To the candidate, and to each professional who may decide on it."""
    kind, requirement = (
        Kind.DOCUMENT_EXPIRING,
        db.session.get_one(Requirement, event.requirement_id),
    )
    facts = _facts(event) | {"document": requirement.labels, "on": str(requirement.expires_on)}
    key = f"{kind.value}:{requirement.id}:{requirement.expires_on}:{requirement.expiry_told}"
    url = to_requirement(event.dossier_id, requirement.id)
    for user_id in (_dossier(event).candidate_id, *judges_of(requirement.id)):
        tell(user_id, kind, key=key, facts=facts, url=url, about=requirement.id)


def documents_complete(event: DocumentEvent) -> None:
    """To the candidate and those who accompany them, but for the one who decided, when this was the last
    document that counts.
    """
    dossier = _dossier(event)
    requirement = db.session.get_one(Requirement, event.requirement_id)
    if not requirement.is_counted or dossier.validated_count < dossier.counted_count:
        return
    team = {a.professional_id for a in dossier.assignments if a.status is AssignmentStatus.ACTIVE}
    kind, url = Kind.DOCUMENTS_COMPLETE, to_dossier(dossier.id)
    for user_id in sorted({dossier.candidate_id, *team} - {event.by_id}):
        key = f"{kind.value}:{event.document_id}"
        tell(user_id, kind, key=key, facts=_facts(event), url=url)


def document_rejected(event: DocumentEvent) -> None:
    """To the candidate."""
    _tell_candidate(Kind.DOCUMENT_REJECTED, event)


def request_withdrawn(event: DocumentEvent) -> None:
    """To the candidate: what they were asked to send again is looked at as it is."""
    _tell_candidate(Kind.REQUEST_WITHDRAWN, event)


def document_infected(event: DocumentEvent) -> None:
    """To the candidate."""
    _tell_candidate(Kind.DOCUMENT_INFECTED, event)


def document_unreadable(event: DocumentEvent) -> None:
    """To the candidate."""
    _tell_candidate(Kind.DOCUMENT_UNREADABLE, event)


def assignment_requested(event: AssignmentEvent) -> None:
    """To the professional asked for."""
    _tell_assignment(event.professional_id, Kind.ASSIGNMENT_REQUESTED, event, PROPOSALS)


def assignment_proposed(event: AssignmentEvent) -> None:
    """To the professional it is proposed to, and to the candidate, who learns who it may be, unless they agreed to
    it themselves.
    """
    _tell_assignment(event.professional_id, Kind.ASSIGNMENT_PROPOSED, event, PROPOSALS)
    url = f"{to_dossier(event.dossier_id)}#people"
    candidate_id, by = _dossier(event).candidate_id, str(event.professional_id)
    if event.by_id == candidate_id:
        return
    _tell_assignment(candidate_id, Kind.PROFESSIONAL_PROPOSED, event, url, by=by)


def colleague_suggested(event: AssignmentEvent) -> None:
    """To the candidate, who decides."""
    url = to_suggestion(event.dossier_id, event.assignment_id)
    _tell_assignment(_dossier(event).candidate_id, Kind.COLLEAGUE_SUGGESTED, event, url)


def suggestion_dropped(event: AssignmentEvent) -> None:
    """To whoever suggested it, when the candidate says no."""
    asker = _asker(event)
    if asker and event.by_id == _dossier(event).candidate_id:
        _tell_assignment(asker, Kind.SUGGESTION_DROPPED, event, to_dossier(event.dossier_id))


def assignment_accepted(event: AssignmentEvent) -> None:
    """To the candidate, who must know who sees their documents, and to whoever asked; to the professional
    whose offer the candidate took.
    """
    if event.by_id != event.professional_id:
        url = to_dossier(event.dossier_id)
        _tell_assignment(event.professional_id, Kind.OFFER_ACCEPTED, event, url)
        return
    people: set[uuid.UUID | None] = {_dossier(event).candidate_id, _asker(event)}
    _tell_assignment_to(people, Kind.ASSIGNMENT_ACCEPTED, event)


def assignment_refused(event: AssignmentEvent) -> None:
    """To whoever asked; to the candidate too, if they agreed to a colleague who was suggested."""
    people = {_asker(event)}
    if db.session.get_one(Assignment, event.assignment_id).from_id:
        people.add(_dossier(event).candidate_id)
    _tell_assignment_to(people, Kind.ASSIGNMENT_REFUSED, event)


def assignment_ended(event: AssignmentEvent) -> None:
    """To the candidate and the professional, but for the one who ended it."""
    people: set[uuid.UUID | None] = {_dossier(event).candidate_id, event.professional_id}
    _tell_assignment_to(people, Kind.ASSIGNMENT_ENDED, event)


def glass_broken(event: GlassBroken) -> None:
    """To the candidate, at once, with the reason."""
    grant, kind = db.session.get_one(GlassGrant, event.grant_id), Kind.GLASS_BROKEN
    facts = _facts(event) | {"reason": grant.reason}
    url = f"{to_dossier(event.dossier_id)}/history"
    key = f"{kind.value}:{grant.id}"
    tell(_dossier(event).candidate_id, kind, key=key, facts=facts, url=url, about=grant.id)


def quote_proposed(event: QuoteEvent) -> None:
    """To the candidate."""
    _tell_quote(_dossier(event).candidate_id, Kind.QUOTE_PROPOSED, event)


def quote_accepted(event: QuoteEvent) -> None:
    """To those whose services are in it and to who proposed it, of those who accompany the dossier."""
    quote = db.session.get_one(Quote, event.quote_id)
    concerned = {service.by_id for service in thawed(quote.lines)} | {quote.proposed_by_id}
    for assignment in _dossier(event).assignments:
        person = assignment.professional_id
        if assignment.status is AssignmentStatus.ACTIVE and person in concerned:
            _tell_quote(person, Kind.QUOTE_ACCEPTED, event)


def message_sent(event: MessageEvent) -> None:
    """To everybody else of the conversation."""
    dossier = _dossier(event)
    team = {a.professional_id for a in dossier.assignments if a.status is AssignmentStatus.ACTIVE}
    kind, url = Kind.MESSAGE_RECEIVED, to_messages(dossier.id)
    for user_id in sorted({dossier.candidate_id, *team} - {event.by_id}):
        key = f"{kind.value}:{event.message_id}"
        tell(user_id, kind, key=key, facts=_facts(event), url=url)


def licence_withdrawn(event: LicenceWithdrawn) -> None:
    """To the candidates whom this professional accompanies, in neutral words: what happened is not theirs to
    judge, that someone else may be needed is.
    """
    statement = select(Dossier).join(Assignment, Assignment.dossier_id == Dossier.id).distinct()
    accompanied = statement.where(
        Assignment.professional_id == event.user_id,
        Assignment.status == AssignmentStatus.ACTIVE,
        Dossier.archived_at.is_(None),
    )
    kind = Kind.PROFESSIONAL_PAUSED
    for dossier in db.session.scalars(accompanied.order_by(Dossier.id)):
        facts = {"dossier_id": str(dossier.id), "number": dossier.number, "by": str(event.user_id)}
        key = f"{kind.value}:{dossier.id}:{event.user_id}:{today()}"
        tell(dossier.candidate_id, kind, key=key, facts=facts, url=to_dossier(dossier.id))


def _tell_candidate(kind: Kind, event: DocumentEvent) -> None:
    url = to_requirement(event.dossier_id, event.requirement_id)
    _tell_document(_dossier(event).candidate_id, kind, event, url)


def _tell_document(user_id: uuid.UUID, kind: Kind, event: DocumentEvent, url: str) -> None:
    requirement = db.session.get_one(Requirement, event.requirement_id)
    facts = _facts(event) | {"document": requirement.labels}
    # A version may be decided on more than once: each time is told.
    version = db.session.get_one(Document, event.document_id).version
    key = f"{kind.value}:{event.document_id}:{version}"
    tell(user_id, kind, key=key, facts=facts, url=url, about=event.document_id)


def _tell_requirement(user_id: uuid.UUID, kind: Kind, event: RequirementEvent) -> None:
    """Each time it is said is one: the moment is part of its name."""
    requirement = db.session.get_one(Requirement, event.requirement_id)
    facts = _facts(event) | {"document": requirement.labels}
    key = f"{kind.value}:{requirement.id}:{requirement.exempted_at}"
    url = to_requirement(event.dossier_id, requirement.id)
    tell(user_id, kind, key=key, facts=facts, url=url, about=requirement.id)


def _tell_quote(user_id: uuid.UUID, kind: Kind, event: QuoteEvent) -> None:
    key, url = f"{kind.value}:{event.quote_id}", to_budget(event.dossier_id)
    tell(user_id, kind, key=key, facts=_facts(event), url=url)


def _tell_assignment_to(people: set[uuid.UUID | None], kind: Kind, event: AssignmentEvent) -> None:
    url = to_dossier(event.dossier_id)
    for user_id in people - {None, event.by_id}:
        if user_id:
            # Whoever no longer sees the dossier is not sent to it.
            own = user_id == event.professional_id
            _tell_assignment(user_id, kind, event, PROPOSALS if own else url)


def _tell_assignment(
    user_id: uuid.UUID,
    kind: Kind,
    event: AssignmentEvent,
    url: str,
    **others: str,
) -> None:
    template = db.session.get_one(Template, _dossier(event).template_id)
    facts = _facts(event) | {"template": template.labels} | others
    key = f"{kind.value}:{event.assignment_id}"
    tell(user_id, kind, key=key, facts=facts, url=url, about=event.assignment_id)


def _facts(event: DossierEvent) -> dict[str, Any]:
    facts = {"dossier_id": str(event.dossier_id), "number": _dossier(event).number}
    return facts | ({"by": str(event.by_id)} if event.by_id else {})


def _dossier(event: DossierEvent) -> Dossier:
    return db.session.get_one(Dossier, event.dossier_id)


def _asker(event: AssignmentEvent) -> uuid.UUID | None:
    return db.session.get_one(Assignment, event.assignment_id).asked_by_id
