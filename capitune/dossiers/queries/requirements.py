"""What requirements are called."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Dossier, Requirement


def names_of(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[str, dict[str, str]]]:
    """For each requirement: the number of its dossier, and its labels by language (one statement)."""
    statement = (
        select(Requirement.id, Dossier.number, Requirement.labels)
        .join(Dossier, Dossier.id == Requirement.dossier_id)
        .where(Requirement.id.in_(set(ids)))
    )
    return {row.id: (row.number, row.labels) for row in db.session.execute(statement)}
