"""What a professional keeps for themselves beside their pipeline: saved views, and the tags with them."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Text, Uuid, bindparam, false, literal_column, null, select, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import SavedView, Tag
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.queries.tags import BEARERS, TagLine
from capitune.dossiers.sought import Sought, sought


class ViewLine(NamedTuple):
    """A saved view as pages show it."""

    id: uuid.UUID
    name: str
    is_list: bool
    looked_for: Sought

    @property
    def address(self) -> str:
        """Where it opens."""
        shape = "view=list" if self.is_list else ""
        return f"/dossiers?{'&'.join(filter(None, (shape, self.looked_for.query)))}".rstrip("?")


class Own(NamedTuple):
    """One's own tags and views, each by name."""

    tags: list[TagLine]
    views: list[ViewLine]


_both = (
    select(
        Tag.id,
        Tag.name,
        Tag.folded,
        false().label("is_view"),
        Tag.tint,
        BEARERS.label("bearers"),
        null().cast(JSONB).label("chosen"),
        false().label("is_list"),
    )
    .where(Tag.user_id == bindparam("user_id"))
    .union_all(
        select(
            SavedView.id,
            SavedView.name,
            SavedView.folded,
            true(),
            literal_column("'grey'", type_=Text),
            literal_column("'{}'::uuid[]", type_=ARRAY(Uuid)),
            SavedView.chosen,
            SavedView.is_list,
        ).where(SavedView.user_id == bindparam("user_id"))
    )
    .subquery()
)
OWN = Read(select(*_both.c).order_by(_both.c.folded).limit(literal_column("70")))
MINE = Read(
    select(SavedView.id, SavedView.name, SavedView.is_list, SavedView.chosen)
    .where(SavedView.user_id == bindparam("user_id"))
    .order_by(SavedView.folded)
    .limit(literal_column("20"))
)


def own_of(actor: Actor, dossier_ids: Iterable[uuid.UUID]) -> Own:
    """One's own tags, with those of these dossiers that bear each, and one's own views (one statement; none
    for who keeps none).
    """
    if not actor.is_verified_professional:
        return Own([], [])
    rows = OWN.rows(user_id=actor.user_id, ids=list(dossier_ids))
    tags = [TagLine(row.id, row.name, row.tint, row.bearers) for row in rows if not row.is_view]
    return Own(tags, [_view(row) for row in rows if row.is_view])


def views_of(actor: Actor) -> list[ViewLine]:
    """One's own, by name (one statement; none for who keeps none)."""
    if not actor.is_verified_professional:
        return []
    return [_view(row) for row in MINE.rows(user_id=actor.user_id)]


def view_by_id(view_id: uuid.UUID) -> SavedView | None:
    """A view (one statement)."""
    return db.session.get(SavedView, view_id)


def _view(row: AnyRow) -> ViewLine:
    return ViewLine(row.id, row.name, row.is_list, sought(row.chosen))
