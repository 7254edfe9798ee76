"""Who is who of a dossier: its candidate, those who accompany it; and which dossier a part belongs to."""

import uuid
from typing import Any, Protocol

from sqlalchemy import ColumnElement, false, select, true

from capitune.authz.actor import Actor
from capitune.authz.engine import Denial, Verdict
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Message,
    MessageFile,
    Note,
    Payment,
    Quote,
    Requirement,
    Step,
    Upload,
)
from capitune.dossiers.states import AssignmentStatus, LineKind

ARCHIVED = Denial("dossier_archived")
BREAK_GLASS = Denial("break_glass_required")


class Line(Protocol):
    """A line of a budget, with its dossier."""

    @property
    def dossier(self) -> Dossier: ...
    @property
    def kind(self) -> LineKind: ...
    @property
    def author_id(self) -> uuid.UUID | None: ...


Priced = Dossier | Line | Quote | Payment


def is_owner(actor: Actor, dossier: Dossier) -> bool:
    """The candidate whose dossier it is."""
    return actor.is_candidate and dossier.candidate_id == actor.user_id


def is_assigned(actor: Actor, dossier: Dossier) -> bool:
    """A professional assigned now, whose licence is valid now."""
    return actor.is_verified_professional and bool(dossier.roles_of(actor.user_id))


def visible_dossiers(actor: Actor) -> ColumnElement[bool]:
    """The condition on ``Dossier`` that keeps what ``DOSSIER_READ`` allows this actor."""
    if actor.is_admin:
        return true()
    if actor.is_candidate:
        return Dossier.candidate_id == actor.user_id
    if actor.is_verified_professional:
        return Dossier.id.in_(assigned_dossier_ids(actor.user_id))
    return false()


def assigned_dossier_ids(user_id: uuid.UUID | None) -> Any:
    """The ids of the dossiers on which this professional is assigned now."""
    return select(Assignment.dossier_id).where(
        Assignment.professional_id == user_id, Assignment.status == AssignmentStatus.ACTIVE
    )


def dossier_of(
    subject: Dossier
    | Requirement
    | Document
    | Assignment
    | Upload
    | Step
    | Message
    | MessageFile
    | Note
    | Priced,
) -> Dossier:
    """The dossier that a part belongs to."""
    if isinstance(subject, Document | Upload):
        return subject.requirement.dossier
    return subject if isinstance(subject, Dossier) else subject.dossier


def owner_while_open(actor: Actor, dossier: Dossier) -> Verdict:
    """Its candidate, while it is not set aside."""
    if not is_owner(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


def assigned_while_open(actor: Actor, dossier: Dossier) -> Verdict:
    """Somebody who accompanies it now, while it is not set aside."""
    if not is_assigned(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


def is_party(actor: Actor, dossier: Dossier) -> bool:
    """Its candidate, or somebody who accompanies it now."""
    return is_owner(actor, dossier) or is_assigned(actor, dossier)


def party_while_open(actor: Actor, dossier: Dossier) -> Verdict:
    """Either of them, while it is not set aside."""
    if not is_party(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


def parties(
    actor: Actor, subject: Dossier | Requirement | Document | Message | MessageFile
) -> Verdict:
    """Its candidate and those who accompany it now; staff break the glass."""
    dossier = dossier_of(subject)
    if is_party(actor, dossier):
        return True
    return BREAK_GLASS if actor.is_admin else False
