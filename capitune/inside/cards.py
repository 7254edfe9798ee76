"""A post as it is shown: who wrote it as others may know them, and what the reader did with it."""

from typing import Any, NamedTuple

from markupsafe import Markup

from capitune.accounts.people import Face
from capitune.authz.actor import STAFF
from capitune.core import markdown


class Author(NamedTuple):
    """Whoever wrote something. ``is_verified``: a professional whose licence is valid now."""

    face: Face
    role: str
    is_verified: bool
    profession: Any
    is_team: bool


def author_of(row: Any) -> Author:
    """The author of a row of ``queries``: whole name and picture of verified professionals, of everybody else the
    first name and an initial, as everywhere in the product.
    """
    verified = row.is_verified
    last = row.last_name if verified else _initial(row.last_name)
    face = Face(row.author_id, row.first_name, last, avatar_id=row.avatar_id if verified else None)
    return Author(face, row.role, verified, row.profession, row.role in STAFF)


def _initial(name: str) -> str:
    return f"{name[:1]}." if name else ""


def words_of(row: Any) -> Markup:
    """What it says, as HTML: as it was made when it was written, or anew when the making has changed since."""
    if row.render_version != markdown.VERSION:
        return markdown.said(row.body)
    return Markup(row.body_html)  # noqa: S704 made by core.markdown
