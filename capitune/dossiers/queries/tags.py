"""A professional's own tags, and which dossiers bear them."""

import uuid
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Uuid, any_, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import Tag, Tagging
from capitune.dossiers.states import Tint

BEARERS = func.array(
    select(Tagging.dossier_id)
    .where(
        Tagging.tag_id == Tag.id,
        Tagging.dossier_id == any_(bindparam("ids", type_=ARRAY(Uuid))),
    )
    .correlate(Tag)
    .scalar_subquery(),
    type_=ARRAY(Uuid),
)


class TagLine(NamedTuple):
    """A tag as pages show it; ``bearers`` are those of the dossiers asked about that bear it."""

    id: uuid.UUID
    name: str
    tint: Tint
    bearers: list[uuid.UUID]


MINE = Read(
    select(Tag.id, Tag.name, Tag.tint, BEARERS)
    .where(Tag.user_id == bindparam("user_id"))
    .order_by(Tag.folded)
    .limit(literal_column("50")),
    TagLine,
)


def tags_of(actor: Actor, dossier_ids: Iterable[uuid.UUID] = ()) -> list[TagLine]:
    """One's own tags by name, with those of these dossiers that bear each (one statement; none for who
    keeps none).
    """
    if not actor.is_verified_professional:
        return []
    return MINE.rows(user_id=actor.user_id, ids=list(dossier_ids))


def borne(tags: Collection[TagLine], dossier_id: uuid.UUID) -> list[TagLine]:
    """Those of them that this dossier bears."""
    return [tag for tag in tags if dossier_id in tag.bearers]


def tag_by_id(tag_id: uuid.UUID) -> Tag | None:
    """A tag (one statement)."""
    return db.session.get(Tag, tag_id)
