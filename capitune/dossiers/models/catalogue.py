"""The catalogue: document types, templates and their parts, rejection reasons. Data, not code."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, one_of, owned_by
from capitune.dossiers.states import Family, Necessity, Owner, ReviewerRole

MOST_FILES = 20  # of one requirement


class DocumentType(HasId, Model):
    """A kind of document. ``validity`` is ``{"days": int|null, "anchor": str|null, "text_fr": str}``; ``files`` is
    how many files a dossier begins by asking for; ``source`` is the page on which it was read on ``read_on`` what is asked; ``verified_on`` is the day on which staff held it against what
    the authority asks for; ``draft`` is what it will say, in the shape of a file of the catalogue.
    """

    __tablename__ = "document_types"
    __table_args__ = (
        UniqueConstraint("code"),
        one_of("reviewer_role", ReviewerRole),
        CheckConstraint(f"files BETWEEN 1 AND {MOST_FILES}", name="files"),
        CheckConstraint("(source IS NULL) = (read_on IS NULL)", name="source"),
    )

    code: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    help: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    validity: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reviewer_role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    sensitive: Mapped[bool] = mapped_column(Boolean)
    lead_days: Mapped[int] = mapped_column(Integer)
    files: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    source: Mapped[str | None] = mapped_column(Text)
    read_on: Mapped[date | None] = mapped_column(Date)
    verified_on: Mapped[date | None] = mapped_column(Date)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    published: Mapped[bool] = mapped_column(Boolean)


class Template(HasId, Model):
    """A version of a template; the highest published version of a code is the one offered.

    ``questions`` are those on whose answers its conditions depend. ``processing`` is how long the authority
    says it takes: ``{"low_days": int, "high_days": int, "as_of": "2026-01", "source": url}``, or nothing. ``fees`` are
    the codes of those that one adult pays. ``revision`` is the optimistic lock of a draft: it rises with each change.
    """

    __tablename__ = "templates"
    __table_args__ = (UniqueConstraint("code", "version"), one_of("family", Family))

    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    revision: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    family: Mapped[Family] = mapped_column(EnumText(Family))
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    is_open: Mapped[bool] = mapped_column(Boolean)
    published: Mapped[bool] = mapped_column(Boolean)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    processing: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    fees: Mapped[list[str]] = mapped_column(JSONB, default=list)

    requirements: Mapped[list["TemplateRequirement"]] = relationship(
        order_by="TemplateRequirement.position", lazy="raise"
    )
    steps: Mapped[list["TemplateStep"]] = relationship(
        order_by="TemplateStep.position", lazy="raise"
    )


class TemplateRequirement(HasId, Model):
    """A document that a template asks for; a ``condition`` says which answers call for it."""

    __tablename__ = "template_requirements"
    __table_args__ = (
        UniqueConstraint("template_id", "document_type_id"),
        one_of("necessity", Necessity),
    )

    template_id: Mapped[uuid.UUID] = owned_by("templates.id", index=False)
    document_type_id: Mapped[uuid.UUID] = owned_by("document_types.id", ondelete="RESTRICT")
    necessity: Mapped[Necessity] = mapped_column(EnumText(Necessity))
    position: Mapped[int] = mapped_column(Integer)
    condition: Mapped[list[dict[str, list[str]]] | None] = mapped_column(JSONB(none_as_null=True))

    document_type: Mapped[DocumentType] = relationship(lazy="raise")


class TemplateStep(HasId, Model):
    """A step of a template: days are counted from the opening of the dossier."""

    __tablename__ = "template_steps"
    __table_args__ = (UniqueConstraint("template_id", "code"), one_of("owner", Owner))

    template_id: Mapped[uuid.UUID] = owned_by("templates.id", index=False)
    code: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    owner: Mapped[Owner] = mapped_column(EnumText(Owner))
    offset_days: Mapped[int] = mapped_column(Integer)
    duration_days: Mapped[int] = mapped_column(Integer)
    completes_with: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)


class RejectionReason(HasId, Model):
    """A reason for asking for a new version. ``applies_to`` holds codes of document types, categories, or
    ``all``.
    """

    __tablename__ = "rejection_reasons"
    __table_args__ = (UniqueConstraint("code"), Index("ix_rejection_reasons_position", "position"))

    code: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    applies_to: Mapped[list[str]] = mapped_column(ARRAY(Text))
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    published: Mapped[bool] = mapped_column(Boolean)
    position: Mapped[int] = mapped_column(Integer)
