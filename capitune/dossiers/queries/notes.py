"""Reading internal notes, for those who accompany the dossier: nothing else asks this table."""

import uuid
from functools import lru_cache

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.core.listing import LAST, Page, one_more, page_of
from capitune.core.reads import Read
from capitune.dossiers.models import Note
from capitune.dossiers.queries.lines.notes import NoteLine

LINES = (
    select(
        Note.id,
        Note.created_at,
        Note.dossier_id,
        Note.author_id,
        Note.body,
        Note.remind_on,
        Note.edited_at,
        Note.version,
        User.first_name.label("author_first_name"),
        User.last_name.label("author_last_name"),
        User.avatar_id.label("author_avatar_id"),
    )
    .join(User, User.id == Note.author_id)
    .order_by(Note.id.desc())
)
PAGE = LINES.where(Note.dossier_id == bindparam("dossier"), Note.id < bindparam("before"))
ONE = Read(LINES.where(Note.id == bindparam("key")))


@lru_cache(maxsize=128)
def _page(limit: int) -> Read:
    return Read(PAGE.limit(one_more(limit)))


def notes_of(dossier_id: uuid.UUID, limit: int, after: uuid.UUID | None = None) -> Page[NoteLine]:
    """The notes of a dossier, the newest first (one statement)."""
    rows = _page(limit).rows(dossier=dossier_id, before=after or LAST)
    return page_of([NoteLine(*row) for row in rows], limit)


def note_line(note_id: uuid.UUID) -> NoteLine | None:
    """One of them (one statement)."""
    rows = ONE.rows(key=note_id)
    return NoteLine(*rows[0]) if rows else None
