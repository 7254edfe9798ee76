"""The dossiers that a professional ticked in their list."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import Uuid, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.authz.actor import Actor
from capitune.core.errors import Invalid
from capitune.core.listing import decode
from capitune.core.reads import Read
from capitune.dossiers.models import Case
from capitune.dossiers.queries.lines import AnyRow

MOST = 50
PICKED = Read(
    select(
        Case.dossier_id.label("id"),
        Case.number,
        Case.title,
        Case.candidate_first_name,
        Case.candidate_last_name,
    )
    .where(
        Case.professional_id == bindparam("user_id"),
        Case.dossier_id == any_(bindparam("ids", type_=ARRAY(Uuid))),
    )
    .order_by(Case.candidate_last_name, Case.candidate_first_name, Case.dossier_id)
)


def picked(texts: Sequence[str]) -> list[uuid.UUID]:
    """Which dossiers these words of a form name, each once, in the order of their opening.

    Raises ``Invalid`` on ``d``: ``none_picked``, ``too_many_picked`` (over 50), ``bad_pick``.
    """
    named = sorted(set(texts))  # many of the same are no more than one
    if not named:
        raise Invalid.on("d", "none_picked")
    if len(named) > MOST:
        raise Invalid.on("d", "too_many_picked", most=MOST)
    try:
        found = {decode(text) for text in named}
    except Invalid as error:
        raise Invalid.on("d", "bad_pick") from error
    return sorted(key for key in found if key)


def picks_of(actor: Actor, ids: Collection[uuid.UUID]) -> list[AnyRow]:
    """Those of them that stand in one's own pipeline, by name (one statement)."""
    return PICKED.rows(user_id=actor.user_id, ids=list(ids))
