"""Addresses of pages about dossiers, for letters and notifications, which no request writes."""

import uuid

PROPOSALS = "/dashboard"


def to_dossier(dossier_id: uuid.UUID) -> str:
    """The page of a dossier."""
    return f"/dossiers/{dossier_id}"


def to_steps(dossier_id: uuid.UUID) -> str:
    """The steps of a dossier."""
    return f"/dossiers/{dossier_id}/steps"


def to_budget(dossier_id: uuid.UUID) -> str:
    """The budget of a dossier."""
    return f"/dossiers/{dossier_id}/budget"


def to_messages(dossier_id: uuid.UUID) -> str:
    """The conversation of a dossier."""
    return f"/dossiers/{dossier_id}/messages"


def to_notes(dossier_id: uuid.UUID) -> str:
    """The internal notes of a dossier."""
    return f"/dossiers/{dossier_id}/notes"


def to_suggestion(dossier_id: uuid.UUID, assignment_id: uuid.UUID) -> str:
    """Where a candidate answers who suggests a colleague."""
    return f"{to_dossier(dossier_id)}/assignments/{assignment_id}/agree"


def to_feed(token: str) -> str:
    """Where calendars read somebody's deadlines."""
    return f"/calendar/{token}.ics"


def to_row(page: str, requirement_id: uuid.UUID) -> str:
    """On a page with the documents of a dossier, the row of one, open."""
    return f"{page}?open={requirement_id}#requirement-{requirement_id}"


def to_requirement(dossier_id: uuid.UUID, requirement_id: uuid.UUID) -> str:
    """Where a candidate sees and sends a document."""
    return to_row(f"{to_dossier(dossier_id)}/documents", requirement_id)


def to_document(dossier_id: uuid.UUID, document_id: uuid.UUID) -> str:
    """Where a reviewer sees one version and decides."""
    return f"/dossiers/{dossier_id}/documents/{document_id}"
