"""Finding people by the beginning of what one knows of them."""

import uuid

from sqlalchemy import ColumnElement, func, literal_column, or_, select

from capitune.accounts.models import User
from capitune.core.db import db

WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def begins_with(words: str) -> ColumnElement[bool]:
    """First name, last name or address begins with ``words``, whatever accents and capitals."""
    start = func.fold(words.translate(WILD)).concat("%")
    names = (func.fold(User.first_name), func.fold(User.last_name), User.email_key)
    return or_(*(name.like(start) for name in names))


def people_like(words: str, most: int) -> list[uuid.UUID]:
    """The people whom ``begins_with`` finds, at most one more than ``most``."""
    found = select(User.id).where(begins_with(words)).limit(literal_column(str(int(most) + 1)))
    return list(db.session.scalars(found))
