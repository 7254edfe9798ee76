"""Lists of dossiers, for whoever may see them."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row

from capitune.authz.actor import Actor
from capitune.core.listing import Page
from capitune.dossiers.queries.lines import AssignmentLine
from capitune.dossiers.states import Stage


def dossier_rows(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[Row[Any]]:
    """The dossiers this actor may see, newest first, after the id ``after`` (one statement).

    Columns: id number title description family stage archived_at started_at planned_submission_on
    created_at updated_at version validated_count counted_count next_action next_requirement_id
    next_step_id next_step_on next_requirement_labels next_step_labels template_code template_labels
    candidate_id candidate_first_name candidate_last_name. For status, progress and next action:
    ``status_of(row)``, ``progress_of(row)``, ``next_of(row, today)``.
    """
    raise NotImplementedError


def professionals_of(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[AssignmentLine]]:
    """The open assignments of these dossiers, by dossier (one statement; none for no dossier)."""
    raise NotImplementedError


def pipeline(actor: Actor) -> dict[Stage, int]:
    """How many dossiers that are not archived this actor sees in each stage (one statement)."""
    raise NotImplementedError
