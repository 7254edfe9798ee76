"""What a member thinks of a tag, or of what another member writes: follows it, or would rather not read it."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.inside.states import Stance


class TopicStance(Model):
    """A member follows a tag, or mutes it: one of both."""

    __tablename__ = "topic_stances"
    __table_args__ = (one_of("stance", Stance),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    topic_id: Mapped[uuid.UUID] = owned_by("topics.id", primary_key=True)
    stance: Mapped[Stance] = mapped_column(EnumText(Stance))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class MemberStance(Model):
    """A member follows what another writes, or mutes it: one of both. ``member_id`` is the other."""

    __tablename__ = "member_stances"
    __table_args__ = (one_of("stance", Stance),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    member_id: Mapped[uuid.UUID] = owned_by("users.id", primary_key=True)
    stance: Mapped[Stance] = mapped_column(EnumText(Stance))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
