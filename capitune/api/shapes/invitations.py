"""Invitations of prospects."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.accounts.states import Language
from capitune.api.shapes.dossiers import TemplateName
from capitune.dossiers.invitations import InvitationState
from capitune.dossiers.states import ReviewerRole


class Invitation(TypedDict):
    """A prospect invited to open a dossier. Name and address are empty once it is accepted."""

    id: UUID
    email: str
    name: str
    language: Language
    template: TemplateName
    role: ReviewerRole
    status: InvitationState
    sent_at: datetime
    expires_at: datetime
    created_at: datetime
    dossier_id: UUID | None


class Invitations(TypedDict):
    """A page of them, the newest first."""

    items: list[Invitation]
    next_cursor: str | None
