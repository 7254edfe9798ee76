"""What is stored of safety: rules, what they met, texts known to be fraud."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Index, Integer, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.safety.states import Action, Mode, Normaliser, Place, Signal, Tier


class WatchRule(HasId, Model):
    """Phrases that give a text a signal. ``places``: where it is asked; ``spares``: who writes from this tier on is not
    concerned; ``message_fr`` and ``message_en``: what the author of a held text reads. ``mode_since``: since when it is in
    this mode. ``version`` is the optimistic lock; how it was before is in ``watch_rule_revisions``.
    """

    __tablename__ = "watch_rules"
    __table_args__ = (
        one_of("signal", Signal),
        one_of("normaliser", Normaliser),
        one_of("spares", Tier),
        one_of("action", Action),
        one_of("mode", Mode),
    )

    slug: Mapped[str] = mapped_column(Text, unique=True)
    signal: Mapped[Signal] = mapped_column(EnumText(Signal))
    phrases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    normaliser: Mapped[Normaliser] = mapped_column(EnumText(Normaliser), default=Normaliser.WORDS)
    places: Mapped[list[str]] = mapped_column(ARRAY(Text), default=lambda: [*Place])
    spares: Mapped[Tier | None] = mapped_column(EnumText(Tier))
    action: Mapped[Action] = mapped_column(EnumText(Action), default=Action.COMBINE)
    message_fr: Mapped[str] = mapped_column(Text, default="")
    message_en: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[Mode] = mapped_column(EnumText(Mode), default=Mode.SHADOW)
    mode_since: Mapped[datetime] = mapped_column(Moment, default=now)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)


class WatchRuleRevision(HasId, Model):
    """How a rule was before ``changed_by_id`` changed it."""

    __tablename__ = "watch_rule_revisions"
    __table_args__ = (Index("uq_watch_rule_revisions_version", "rule_id", "version", unique=True),)

    rule_id: Mapped[uuid.UUID] = owned_by("watch_rules.id", index=False)
    version: Mapped[int] = mapped_column(Integer)
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")


class WatchHit(HasId, Model):
    """A rule met a text of somebody. ``mode``: of the rule then; ``held``: the text waits because of it and others.
    ``right``: what the team thought of it afterwards; None while nobody has looked.
    """

    __tablename__ = "watch_hits"
    __table_args__ = (
        one_of("place", Place),
        one_of("mode", Mode),
        Index("ix_watch_hits_rule", "rule_id", "id"),
        Index("ix_watch_hits_subject", "subject_id"),
    )

    rule_id: Mapped[uuid.UUID] = owned_by("watch_rules.id", index=False)
    rule_version: Mapped[int] = mapped_column(Integer)
    mode: Mapped[Mode] = mapped_column(EnumText(Mode))
    place: Mapped[Place] = mapped_column(EnumText(Place))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    phrase: Mapped[str] = mapped_column(Text)
    held: Mapped[bool] = mapped_column(Boolean, default=False)
    right: Mapped[bool | None] = mapped_column(Boolean)
    judged_at: Mapped[datetime | None] = mapped_column(Moment)


class ScamPrint(HasId, Model):
    """What is kept of a text that the team confirmed as fraud: nothing that can be read. ``trigrams`` as
    ``likeness.packed``, ``contacts`` as ``likeness.contacts``; ``subject_id`` is the post or comment it was.
    """

    __tablename__ = "scam_prints"
    __table_args__ = (Index("ix_scam_prints_contacts", "contacts", postgresql_using="gin"),)

    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid, unique=True)
    trigrams: Mapped[bytes] = mapped_column(LargeBinary)
    contacts: Mapped[list[str]] = mapped_column(ARRAY(Text))
