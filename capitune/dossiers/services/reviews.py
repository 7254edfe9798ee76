"""Deciding on a version."""

from collections.abc import Sequence

from capitune.authz.actor import Actor
from capitune.dossiers.models import Document
from capitune.dossiers.states import Decision


def decide(
    actor: Actor,
    document: Document,
    *,
    decision: Decision,
    version: int,
    reasons: Sequence[str] = (),
    comment: str = "",
) -> Document:
    """Validate or reject the current version of a document.

    Raises ``Conflict``: ``superseded`` (``at``), ``already_decided`` (``by``, ``at``, ``status``),
    ``not_scanned``, ``stale_version``; ``Invalid`` on ``reasons`` (``reason_needed``,
    ``unknown_reason``) or ``comment`` (``comment_needed``, ``too_long``, ``bad_text``).
    """
    raise NotImplementedError
