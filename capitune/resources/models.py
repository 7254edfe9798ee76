"""Resources, and how far a person has come in a course."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Computed, Date, Index, Integer, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.resources.states import ResourceKind, ResourceStatus


def _weighed(name: str, language: str, weight: str) -> str:
    words = f"fold(coalesce(texts -> '{language[:2]}' ->> '{name}', ''))"
    return f"setweight(to_tsvector('{language}', {words}), '{weight}')"


# Built on fold(): accents and capitals are equal; each language by its own stems, so both find it.
SEARCH = (
    "CASE WHEN status <> 'published' THEN NULL ELSE "
    + " || ".join(
        _weighed(name, language, weight)
        for language in ("french", "english")
        for name, weight in (("title", "A"), ("summary", "B"), ("body", "C"))
    )
    + " END"
)


class Resource(HasId, Model):
    """``texts``: by language (``fr``, ``en``) a ``title``, a ``summary`` and a ``body`` in Markdown, in which a line
    ``# …`` begins a lesson. ``lessons``: the same as HTML, by language a list of ``title`` and ``html``, as
    ``render_version`` of ``core.markdown`` makes it. ``template`` is the code of the catalogue's template that a
    checklist prints. ``valid_on``: the day on which somebody last held it against its source; from ``review_on`` on
    it is to be held again. ``place`` is a UUIDv7 of the moment at which it was first published, the order of the
    list. ``version`` is the optimistic lock.
    """

    __tablename__ = "resources"
    __table_args__ = (
        one_of("kind", ResourceKind),
        one_of("status", ResourceStatus),
        Index("ix_resources_newest", "place", unique=True, postgresql_where="status = 'published'"),
        Index("ix_resources_kind", "kind", "place", postgresql_where="status = 'published'"),
        Index("ix_resources_review_on", "review_on", postgresql_where="status = 'published'"),
        Index("ix_resources_search", "search", postgresql_using="gin"),
    )

    kind: Mapped[ResourceKind] = mapped_column(EnumText(ResourceKind))
    status: Mapped[ResourceStatus] = mapped_column(
        EnumText(ResourceStatus), default=ResourceStatus.DRAFT
    )
    owner_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB)
    lessons: Mapped[dict[str, list[dict[str, str]]]] = mapped_column(JSONB)
    render_version: Mapped[int] = mapped_column(Integer)
    minutes: Mapped[int] = mapped_column(Integer)
    template: Mapped[str] = mapped_column(Text, default="")
    source_name: Mapped[str] = mapped_column(Text)
    source_url: Mapped[str] = mapped_column(Text)
    valid_on: Mapped[date] = mapped_column(Date)
    review_on: Mapped[date] = mapped_column(Date)
    place: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True))

    def text(self, language: str) -> dict[str, str]:
        """Its title, summary and body in this language."""
        return self.texts.get(language, {})

    @property
    def is_published(self) -> bool:
        """Everybody may read it."""
        return self.status is ResourceStatus.PUBLISHED


class LessonDone(Model):
    """A person has done a lesson of a course, counted from 1."""

    __tablename__ = "resource_lessons_done"

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    resource_id: Mapped[uuid.UUID] = owned_by("resources.id", primary_key=True)
    lesson: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    done_at: Mapped[datetime] = mapped_column(Moment, default=now)
