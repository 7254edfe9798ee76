"""What is counted of a post: in SQL, with the row that causes it, never read and written back."""

import math
import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, Float, case, cast, func, literal, update
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION

from capitune.core.db import db
from capitune.inside.models import Post, PostStats

# Twenty-two hours of youth are worth ten times the thanks (Lobsters' rule, which never needs the clock again).
PERIOD = 79_200
HALF = 0.5


def heat(likes: int, comments: int, published_at: datetime) -> float:
    """``log10(max(likes + min(comments, likes + 1) / 2, 1)) + seconds since 1970 / 79200``: time-invariant."""
    weight = max(likes + min(comments, likes + 1) * HALF, 1)
    return math.log10(weight) + published_at.timestamp() / PERIOD


def count(post_id: uuid.UUID, *, likes: int = 0, comments: int = 0) -> None:
    """Add so many (or take them away) and make the heat anew (one statement)."""
    of_likes, of_comments = PostStats.likes + likes, PostStats.comments + comments
    counted = (
        update(PostStats)
        .where(PostStats.post_id == post_id, Post.id == PostStats.post_id)
        .values(likes=of_likes, comments=of_comments, hot=_heat(of_likes, of_comments))
        .execution_options(synchronize_session=False)
    )
    db.session.execute(counted)


def _heat(likes: ColumnElement[int], comments: ColumnElement[int]) -> ColumnElement[float]:
    """``heat`` as PostgreSQL computes it."""
    weight = func.greatest(likes + func.least(comments, likes + 1) * literal(HALF, Float), 1)
    born = case(
        (Post.published_at.is_(None), 0.0),
        else_=func.extract("epoch", Post.published_at) / literal(float(PERIOD), Float),
    )
    return cast(func.log(cast(weight, DOUBLE_PRECISION)) + born, DOUBLE_PRECISION)
