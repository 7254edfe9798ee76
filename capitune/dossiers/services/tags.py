"""A professional's own tags. Not audited: how one orders one's own clients, of no weight to a dossier."""

import uuid
from collections.abc import Collection

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.ids import new_id
from capitune.dossiers.models import Case, Dossier, Tag, Tagging
from capitune.dossiers.services.ownnames import own_name
from capitune.dossiers.states import Tint

MOST, MOST_ON_ONE = 50, 10


def keep_tag(actor: Actor, *, name: str, tint: Tint = Tint.GREY) -> Tag:
    """Keep one more. Raises ``Conflict`` (``too_many_tags``); ``Invalid`` on ``name`` (``required``, ``too_long``,
    ``bad_text``, ``tag_exists``: capitals and accents make no difference).
    """
    require(actor, Permission.CASELOAD_KEEP)
    fit = own_name(actor, name)
    if (db.session.scalar(select(func.count()).where(Tag.user_id == actor.user_id)) or 0) >= MOST:
        raise Conflict(code="too_many_tags", facts={"most": MOST})
    if _named(actor, fit) is not None:
        raise Invalid.on("name", "tag_exists")
    tag = Tag(id=new_id(), user_id=actor.user_id, name=fit, folded=func.fold(fit), tint=tint)
    db.session.add(tag)
    db.session.flush()
    return tag


def find_tag(actor: Actor, name: str) -> uuid.UUID:
    """One's own tag of this name, kept now if there is none. Raises ``Invalid`` on ``new`` for all that
    ``keep_tag`` refuses.
    """
    require(actor, Permission.CASELOAD_KEEP)
    fit = own_name(actor, name, "new")
    try:
        return _named(actor, fit) or keep_tag(actor, name=fit).id
    except Conflict as full:
        raise Invalid.on("new", full.code, **full.facts) from full


def change_tag(actor: Actor, tag: Tag, *, name: str, tint: Tint) -> Tag:
    """Call it otherwise, on every dossier that bears it. Raises ``Invalid`` as ``keep_tag``."""
    require(actor, Permission.TAG_EDIT, tag)
    fit = own_name(actor, name)
    if _named(actor, fit) not in (None, tag.id):
        raise Invalid.on("name", "tag_exists")
    tag.name, tag.folded, tag.tint = fit, func.fold(fit), tint
    return tag


def remove_tag(actor: Actor, tag: Tag) -> None:
    """Keep it no longer, on no dossier."""
    require(actor, Permission.TAG_EDIT, tag)
    db.session.delete(tag)


def set_tags(actor: Actor, dossier: Dossier, tag_ids: Collection[uuid.UUID], new: str = "") -> None:
    """Have this dossier bear these tags of one's own and no other; ``new`` names one more, kept if it is none
    yet. Raises ``NotFound``; ``Invalid`` on ``tags`` (``unknown_tag``, ``tags_on_one``), on ``new``; ``Conflict``.
    """
    wanted = set(tag_ids)
    _take(actor, dossier)
    if new.strip():
        wanted.add(find_tag(actor, new))
    _judge(actor, wanted)
    here = (Tagging.professional_id == actor.user_id, Tagging.dossier_id == dossier.id)
    db.session.execute(delete(Tagging).where(*here, Tagging.tag_id.not_in(wanted)))
    for tag_id in sorted(wanted):
        _put(actor, dossier, tag_id)


def add_tag(actor: Actor, dossier: Dossier, tag: Tag) -> None:
    """Have it bear this one too; twice is once. Raises as ``set_tags``."""
    _take(actor, dossier)
    here = (Tagging.professional_id == actor.user_id, Tagging.dossier_id == dossier.id)
    _judge(actor, {tag.id, *db.session.scalars(select(Tagging.tag_id).where(*here))})
    _put(actor, dossier, tag.id)


def _take(actor: Actor, dossier: Dossier) -> None:
    """Hold one's own place of it, so that two pages count together."""
    require(actor, Permission.CASE_KEEP, dossier)
    mine = (Case.professional_id == actor.user_id, Case.dossier_id == dossier.id)
    db.session.flush()
    if db.session.scalar(select(Case.dossier_id).where(*mine).with_for_update()) is None:
        raise NotFound


def _judge(actor: Actor, wanted: set[uuid.UUID]) -> None:
    if len(wanted) > MOST_ON_ONE:
        raise Invalid.on("tags", "tags_on_one", most=MOST_ON_ONE)
    mine = select(func.count()).where(Tag.user_id == actor.user_id, Tag.id.in_(wanted))
    if wanted and db.session.scalar(mine) != len(wanted):
        raise Invalid.on("tags", "unknown_tag")


def _put(actor: Actor, dossier: Dossier, tag_id: uuid.UUID) -> None:
    values = {"professional_id": actor.user_id, "dossier_id": dossier.id, "tag_id": tag_id}
    db.session.execute(insert(Tagging).values(values).on_conflict_do_nothing())


def _named(actor: Actor, name: str) -> uuid.UUID | None:
    mine = (Tag.user_id == actor.user_id, Tag.folded == func.fold(name))
    return db.session.scalar(select(Tag.id).where(*mine))
