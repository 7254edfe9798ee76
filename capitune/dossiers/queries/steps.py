"""The steps of a dossier, read alone."""

import uuid

from sqlalchemy import bindparam

from capitune.core.reads import Read
from capitune.dossiers.models import Step
from capitune.dossiers.queries.lines import StepLine
from capitune.dossiers.queries.sheet import COLUMNS_OF_STEPS, STEPS

_ONE = Read(COLUMNS_OF_STEPS.where(Step.id == bindparam("key")), into=StepLine)


def steps_of(dossier_id: uuid.UUID) -> list[StepLine]:
    """All of them, in their order (one statement)."""
    return list(STEPS.rows(key=dossier_id))


def step_line(step_id: uuid.UUID) -> StepLine | None:
    """One, as lists show it (one statement)."""
    found: list[StepLine] = list(_ONE.rows(key=step_id))
    return found[0] if found else None
