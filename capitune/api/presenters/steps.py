"""The steps of a dossier, in the reader's language."""

from collections.abc import Sequence
from datetime import date

from capitune.api import shapes
from capitune.dossiers.queries import StepLine
from capitune.dossiers.words.naming import named


def steps(lines: Sequence[StepLine], today: date) -> shapes.DossierSteps:
    """All of them."""
    return {"items": [step(line, today) for line in lines]}


def step(line: StepLine, today: date) -> shapes.DossierStep:
    """One step."""
    return {
        "id": line.id,
        "title": named(line.labels),
        "owner": line.owner,
        "starts_on": line.starts_on,
        "target_on": line.target_on,
        "done": line.done_at is not None,
        "done_at": line.done_at,
        "overdue": line.is_overdue(today),
        "completes_with": line.completes_with,
        "version": line.version,
    }
