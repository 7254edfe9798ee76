"""What a feed is about, when it is about one tag or one member: its name, and what the reader thinks of it."""

import uuid
from dataclasses import dataclass
from typing import Any

from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.errors import NotFound
from capitune.core.i18n import current_language
from capitune.inside import paths
from capitune.inside.cards import author_of
from capitune.inside.queries.authors import author_row
from capitune.inside.queries.tags import stance_on, tag_of
from capitune.inside.states import Stance


@dataclass(frozen=True, slots=True)
class About:
    """``at`` is the address that acts on it begin with, ``key`` its part of ids of the page; ``face`` a member's."""

    name: str
    at: str
    key: str
    stance: Stance | None
    may_follow: bool = True
    may_mute: bool = True
    face: Face | None = None


def about_tag(actor: Actor, slug: str) -> About | None:
    """A tag (one statement); None when there is none."""
    row = tag_of(actor.user_id, slug)
    return of_tag(row) if row else None


def of_tag(row: Any) -> About:
    """The same, of a row of ``queries.tags``."""
    name = getattr(row, f"name_{current_language()}")
    return About(name, f"{paths.TAGS}/{row.slug}", row.slug, row.stance)


def about_member(actor: Actor, member_id: uuid.UUID) -> About:
    """A member who can sign in (two statements). Raises ``NotFound``."""
    row = author_row(member_id)
    if row is None:
        raise NotFound
    return of_member(row, actor, stance_on(actor.user_id, member_id))


def of_member(row: Any, actor: Actor, stance: Stance | None) -> About:
    """The same, of a row as ``cards.author_of`` reads it."""
    author = author_of(row)
    is_other = author.face.id != actor.user_id
    return About(
        author.face.name,
        f"{paths.MEMBERS}/{author.face.id}",
        str(author.face.id),
        stance,
        may_follow=is_other and (author.is_verified or author.is_team),
        may_mute=is_other,
        face=author.face,
    )
