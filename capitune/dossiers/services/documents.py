"""Sending, taking back and opening versions."""

from capitune.authz.actor import Actor
from capitune.core.files.intake import StoredFile
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.states import Kind


def add_document(
    actor: Actor, requirement: Requirement, *, stored: StoredFile, kind: Kind = Kind.ORIGINAL
) -> Document:
    """Record a file that is already stored as the next version of its kind; its scan is asked for."""
    raise NotImplementedError


def delete_document(actor: Actor, document: Document) -> None:
    """Take a version back while nobody has decided on it; the file goes too."""
    raise NotImplementedError


def record_opening(actor: Actor, document: Document, purpose: str) -> None:
    """Note in the journal that the file is opened (``purpose``: ``preview`` or ``download``).

    Raises ``Conflict`` (``not_scanned``) while it is scanned, ``NotFound`` when it cannot be read.
    """
    raise NotImplementedError
