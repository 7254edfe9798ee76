"""The steps of a dossier."""

from datetime import date, datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.dossiers.states import Owner


class DossierStep(TypedDict):
    """Whose turn, from when until when. ``completes_with``: the document type whose validation completes it."""

    id: UUID
    code: str
    title: str
    owner: Owner
    starts_on: date
    target_on: date
    done: bool
    done_at: datetime | None
    held_at: datetime | None
    hold_reason: str | None
    completes_with: str | None
    version: int


class DossierSteps(TypedDict):
    """All of them, in their order."""

    items: list[DossierStep]
