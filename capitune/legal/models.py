"""Legal texts, each version a row."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.legal.states import Kind


class LegalText(HasId, Model):
    """A version of a text. ``texts``: by language (``fr``, ``en``) its ``title``, its ``body`` and its ``changes``
    (what is new in it), the last two in Markdown.

    A draft has no ``label`` and no day, and there is one of each kind at most. Once it is published, it takes
    effect at the beginning of ``effective_on`` (UTC) and is called by that day; the database then refuses any
    change of it. ``version`` is the optimistic lock of those who write the draft.
    """

    __tablename__ = "legal_texts"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint(
            "(published_at IS NULL) = (effective_on IS NULL)"
            " AND (published_at IS NULL) = (label IS NULL)",
            name="published",
        ),
        Index("uq_legal_texts_label", "kind", "label", unique=True),
        Index("uq_legal_texts_effective_on", "kind", "effective_on", unique=True),
        Index("uq_legal_texts_draft", "kind", unique=True, postgresql_where="published_at IS NULL"),
    )

    kind: Mapped[Kind] = mapped_column(EnumText(Kind))
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB)
    label: Mapped[str | None] = mapped_column(Text)
    effective_on: Mapped[date | None] = mapped_column(Date)
    author_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    publisher_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    def text(self, language: str) -> dict[str, str]:
        """Its words in this language, empty ones where there are none."""
        return {"title": "", "body": "", "changes": "", **self.texts.get(language, {})}
