"""Announcements, and who has put one aside."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.announcements.states import Phase, Tone
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by


class Announcement(HasId, Model):
    """``texts``: by language (``fr``, ``en``) a ``title`` and a ``body``; whoever reads a language that is not there
    does not see it. ``audience``: the roles that do. Shown from ``starts_at`` until ``ends_at``, or until it is
    withdrawn. ``version`` is the optimistic lock of those who write it.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        one_of("tone", Tone),
        Index("ix_announcements_ends_at", "ends_at", postgresql_where="withdrawn_at IS NULL"),
    )

    author_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    tone: Mapped[Tone] = mapped_column(EnumText(Tone))
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    def phase(self, moment: datetime) -> Phase:
        """Where it stands at that moment."""
        if self.withdrawn_at is not None or self.ends_at <= moment:
            return Phase.OVER
        return Phase.COMING if self.starts_at > moment else Phase.SHOWN

    def text(self, language: str) -> dict[str, Any]:
        """Its title and body in this language; empty when nobody reads it there."""
        return self.texts.get(language, {})


class AnnouncementRead(Model):
    """A person has read an announcement and put it aside."""

    __tablename__ = "announcement_reads"

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    announcement_id: Mapped[uuid.UUID] = owned_by("announcements.id", primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment, default=now)
