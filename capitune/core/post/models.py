"""What is kept of a letter: whose, which, and what became of it. Never a word of it, nor an address."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.core.post.states import MailState


class Mail(Model):
    """One letter to one person; its id is that of its row in the outbox, which the service is told too.

    ``handed_at``: when it was about to be handed over, for what must go at most once. ``events``: what became of
    it, step by step.
    """

    __tablename__ = "mails"
    __table_args__ = (
        one_of("state", MailState),
        Index("ix_mails_user_id_id", "user_id", "id"),
        # The desk of mails: each filter in the order of time.
        Index("ix_mails_state_id", "state", "id"),
        Index("ix_mails_letter_id", "letter", "id"),
        Index("ix_mails_letter_state_id", "letter", "state", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    letter: Mapped[str] = mapped_column(Text)
    state: Mapped[MailState] = mapped_column(EnumText(MailState), default=MailState.QUEUED)
    state_at: Mapped[datetime] = mapped_column(Moment, default=now)
    handed_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    events: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list, server_default="[]")
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class OpenBreaker(Model):
    """A service that is left alone for a while, and why."""

    __tablename__ = "breakers"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    open_until: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)
