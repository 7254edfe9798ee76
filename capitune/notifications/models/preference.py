"""How a person wants to be told: only what differs from what is usual."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.notifications.states import DigestRhythm, Mailing


class Preference(HasId, Model):
    """What a person chose for one kind; a channel that is null is as usual."""

    __tablename__ = "notification_preferences"
    __table_args__ = (UniqueConstraint("user_id", "kind"), one_of("mail", Mailing))

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    kind: Mapped[str] = mapped_column(Text)
    in_app: Mapped[bool | None] = mapped_column(Boolean)
    mail: Mapped[Mailing | None] = mapped_column(EnumText(Mailing))


class NotificationSettings(Model):
    """What a person chose for all kinds. ``mail_off``: no letter but those that nobody can switch off, unless
    they choose one again; kinds of tomorrow too.
    """

    __tablename__ = "notification_settings"
    __table_args__ = (one_of("digest", DigestRhythm),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    digest: Mapped[DigestRhythm] = mapped_column(EnumText(DigestRhythm), default=DigestRhythm.DAILY)
    mail_off: Mapped[bool] = mapped_column(Boolean, default=False)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)
