"""Steps of a dossier, in the reader's language."""

from capitune.api import shapes
from capitune.dossiers.queries import StepLine
from capitune.dossiers.words.naming import named


def step(line: StepLine) -> shapes.DossierStep:
    """One."""
    return {
        "id": line.id,
        "code": line.code,
        "title": named(line.labels),
        "owner": line.owner,
        "starts_on": line.starts_on,
        "target_on": line.target_on,
        "done": line.done_at is not None,
        "done_at": line.done_at,
        "held_at": line.held_at,
        "hold_reason": line.hold_reason or None,
        "completes_with": line.completes_with,
        "version": line.version,
    }
