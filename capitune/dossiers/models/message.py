"""The conversation of a dossier: what was written, and how far each person has read."""

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import Scan

AWAITED = "reply_expected AND answered_at IS NULL AND withdrawn_at IS NULL"


class Message(HasId, Model):
    """Something written in a dossier, in the order of its keys. ``client_id`` is its author's own name for it,
    so that what is sent twice is one.

    ``reply_expected``: its author waits for the other side, until ``answered_at``. A withdrawn one keeps its
    place, without its words.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        Index("ix_messages_dossier_id_id", "dossier_id", "id"),
        Index("ix_messages_awaited", "dossier_id", postgresql_where=AWAITED),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    author_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT", index=False)
    client_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    body: Mapped[str] = mapped_column(Text)
    reply_expected: Mapped[bool] = mapped_column(Boolean, default=False)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    dossier: Mapped[Dossier] = relationship(lazy="raise")


class MessageSeen(Model):
    """How far a person has read a conversation: ``message_id`` is the last message they saw."""

    __tablename__ = "message_seen"

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False, primary_key=True)
    user_id: Mapped[uuid.UUID] = owned_by("users.id", primary_key=True)
    message_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class MessageFile(HasId, Model):
    """A file sent with a message: opened by nobody until it was scanned and found clean."""

    __tablename__ = "message_files"
    __table_args__ = (
        one_of("scan", Scan),
        Index("ix_message_files_dossier_id_message_id", "dossier_id", "message_id"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    message_id: Mapped[uuid.UUID] = owned_by("messages.id")
    author_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    scan: Mapped[Scan] = mapped_column(EnumText(Scan), default=Scan.SCANNING)
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    file_name: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    dossier: Mapped[Dossier] = relationship(lazy="raise")

    @property
    def is_readable(self) -> bool:
        """Scanned and clean: without this nobody opens it."""
        return self.scan is Scan.CLEAN and self.deleted_at is None
