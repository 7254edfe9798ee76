"""What of the community everybody may see, without an account: a few posts of people whom the team has checked."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import STAFF
from capitune.core.clock import now
from capitune.core.db import Moment
from capitune.core.reads import Read
from capitune.inside.models import Post, PostStats
from capitune.inside.queries.walks import is_published
from capitune.inside.states import Category
from capitune.professionals.models import DirectoryEntry
from capitune.professionals.policy import is_verified

SHOWN, WALKED = 3, 60
_moment: Any = bindparam("moment", type_=Moment)
_team = User.role.in_([literal_column(f"'{role}'") for role in sorted(STAFF)])
_is_team: ColumnElement[bool] = _team & (User.standing == literal_column(f"'{Standing.ACTIVE}'"))
_hottest = (
    select(PostStats.post_id, PostStats.hot, PostStats.place)
    .where(PostStats.place.is_not(None))
    .order_by(PostStats.hot.desc(), PostStats.place.desc())
    .limit(literal_column(str(WALKED)))
    .subquery()
)
# No name and no picture: what is public is what was written, and that whoever wrote it was checked.
SELECTION = Read(
    select(
        Post.id,
        Post.title,
        Post.body_html,
        Post.category,
        Post.published_at,
        DirectoryEntry.profession,
        _is_team.label("is_team"),
    )
    .select_from(_hottest)
    .join(Post, Post.id == _hottest.c.post_id)
    .join(User, User.id == Post.author_id)
    .outerjoin(DirectoryEntry, DirectoryEntry.user_id == User.id)
    .where(
        is_published(),
        # What people tell of themselves is for members.
        Post.category != literal_column(f"'{Category.TESTIMONIALS}'"),
        or_(is_verified(_moment), _is_team),
    )
    .order_by(_hottest.c.hot.desc(), _hottest.c.place.desc())
    .limit(literal_column(str(SHOWN)))
)


def selection() -> list[Any]:
    """The most thanked for of verified professionals and of the team, three at most (one statement)."""
    return SELECTION.rows(moment=now())
