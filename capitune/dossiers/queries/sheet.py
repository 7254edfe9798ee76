"""A whole dossier in five statements."""

import uuid

from capitune.authz.actor import Actor
from capitune.dossiers.queries.lines import Sheet, VersionLine


def sheet(dossier_id: uuid.UUID, actor: Actor) -> Sheet | None:
    """Everything the page of a dossier shows this actor (five statements, after ``dossier_by_id``)."""
    raise NotImplementedError


def version_line(document_id: uuid.UUID) -> VersionLine | None:
    """One version with its uploader and its decision (one statement)."""
    raise NotImplementedError
