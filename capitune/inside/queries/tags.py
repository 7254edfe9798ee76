"""The tags there are, and what a reader thinks of them and of other members."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, Uuid, and_, bindparam, literal_column, select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.inside.models import MemberStance, Topic, TopicStance
from capitune.inside.queries.authors import AUTHOR, with_author
from capitune.inside.states import MOST_STANCES, Stance

MOST = 500
_reader = bindparam("reader", type_=Uuid)
_theirs = and_(TopicStance.topic_id == Topic.id, TopicStance.user_id == _reader)
KNOWN = Read(
    select(Topic.id, Topic.slug, Topic.name_fr, Topic.name_en, TopicStance.stance)
    .outerjoin(TopicStance, _theirs)
    .order_by(Topic.slug)
    .limit(literal_column(str(MOST)))
)
MEMBERS = Read(
    with_author(
        select(MemberStance.member_id.label("author_id"), MemberStance.stance, *AUTHOR),
        MemberStance.member_id,
    )
    .where(MemberStance.user_id == _reader)
    .order_by(MemberStance.created_at.desc(), MemberStance.member_id)
    .limit(literal_column(str(MOST_STANCES)))
)
STANCE = Read(
    select(MemberStance.stance).where(
        MemberStance.user_id == _reader,
        MemberStance.member_id == bindparam("member", type_=Uuid),
    )
)
MINE = Read(
    select(Topic.id, Topic.slug, Topic.name_fr, Topic.name_en, TopicStance.stance)
    .join(TopicStance, _theirs)
    .order_by(TopicStance.created_at.desc(), Topic.slug)
    .limit(literal_column(str(MOST_STANCES)))
)
TAG = Read(
    select(Topic.slug, Topic.name_fr, Topic.name_en, TopicStance.stance)
    .outerjoin(TopicStance, _theirs)
    .where(Topic.slug == bindparam("slug", type_=Text))
)


def topics() -> Sequence[Topic]:
    """Each, by its address (one statement)."""
    return db.session.scalars(select(Topic).order_by(Topic.slug).limit(MOST)).all()


def slugs() -> Sequence[str]:
    """The address of each (one statement)."""
    return db.session.scalars(select(Topic.slug).limit(MOST)).all()


def topic_by_slug(slug: str) -> Topic | None:
    """The tag at this address."""
    return db.session.scalars(select(Topic).where(Topic.slug == slug)).first()


def known(reader: uuid.UUID | None) -> list[Any]:
    """Each tag with the ``stance`` of this reader, or None (one statement)."""
    return KNOWN.rows(reader=reader)


def tag_of(reader: uuid.UUID | None, slug: str) -> Any:
    """One, the same; None when there is none (one statement)."""
    return TAG.first(reader=reader, slug=slug)


def tags_of(reader: uuid.UUID | None) -> list[Any]:
    """Those that this reader follows or mutes, the last first (one statement)."""
    return MINE.rows(reader=reader)


def members_of(reader: uuid.UUID | None) -> list[Any]:
    """Whom this reader follows or mutes, the last first, as ``cards.author_of`` reads them (one statement)."""
    return MEMBERS.rows(reader=reader, moment=now())


def stance_on(reader: uuid.UUID | None, member: uuid.UUID) -> Stance | None:
    """What this reader thinks of what they write (one statement)."""
    found = STANCE.first(reader=reader, member=member)
    return found.stance if found else None
