"""Finding people by the beginning of what one knows of them."""

from sqlalchemy import ColumnElement, func, or_

from capitune.accounts.models import User

WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def begins_with(words: str) -> ColumnElement[bool]:
    """First name, last name or address begins with ``words``, whatever accents and capitals."""
    start = func.fold(words.translate(WILD)).concat("%")
    names = (func.fold(User.first_name), func.fold(User.last_name), User.email_key)
    return or_(*(name.like(start) for name in names))
