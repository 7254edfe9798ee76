"""Versions of legal texts, and the one in force."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, literal_column, select

from capitune.core.clock import today
from capitune.core.db import EnumText, db
from capitune.core.reads import Read
from capitune.legal.models import LegalText
from capitune.legal.states import Kind, Stage

SHOWN = 100


def counting_label(kind: ColumnElement[Any]) -> Select[str | None]:
    """What the version of this kind that counts on the bound ``day`` is called."""
    return (
        select(LegalText.label)
        .where(LegalText.kind == kind, LegalText.effective_on <= bindparam("day", type_=Date))
        .order_by(LegalText.effective_on.desc())
        .limit(literal_column("1"))
    )


IN_FORCE = Read(counting_label(bindparam("kind", type_=EnumText(Kind))))


def label_in_force(kind: Kind) -> str:
    """What the version that counts today is called (one statement). The first is put by a migration, so there is one."""
    return str(IN_FORCE.rows(kind=kind, day=today())[0].label)


def published_texts(kind: Kind) -> Sequence[LegalText]:
    """All that was published of it, the newest first, a hundred at most (one statement)."""
    return db.session.scalars(
        select(LegalText)
        .where(LegalText.kind == kind, LegalText.published_at.is_not(None))
        .order_by(LegalText.effective_on.desc())
        .limit(SHOWN)
    ).all()


def news_since(label: str, day: date) -> list[LegalText]:
    """The versions of the terms that took effect after the one called ``label``, the newest first (one statement)."""
    texts = published_texts(Kind.TERMS)
    known = next((text.effective_on for text in texts if text.label == label), None)
    return [
        text
        for text in texts
        if text.effective_on
        and text.effective_on <= day
        and (not known or text.effective_on > known)
    ]


def legal_texts() -> Sequence[LegalText]:
    """Every version with its draft, by kind; drafts first, then the newest (one statement)."""
    return db.session.scalars(
        select(LegalText)
        .order_by(LegalText.kind.desc(), LegalText.effective_on.desc().nulls_first())
        .limit(2 * SHOWN)
    ).all()


def text_by_id(key: uuid.UUID, *, lock: bool = False) -> LegalText | None:
    """The version; with ``lock``, held and fresh until the unit of work ends."""
    found = select(LegalText).where(LegalText.id == key)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def draft_of(kind: Kind) -> LegalText | None:
    """The draft of this kind, if there is one (one statement)."""
    return db.session.scalars(
        select(LegalText).where(LegalText.kind == kind, LegalText.published_at.is_(None))
    ).first()


def in_force(texts: Sequence[LegalText], day: date) -> LegalText | None:
    """Which of these counts that day."""
    begun = [text for text in texts if text.effective_on and text.effective_on <= day]
    return max(begun, key=lambda text: text.effective_on or day, default=None)


def stages(texts: Sequence[LegalText], day: date) -> dict[uuid.UUID, Stage]:
    """Where each of these stands that day."""
    now_in_force = {
        found.id
        for kind in Kind
        if (found := in_force([text for text in texts if text.kind is kind], day))
    }
    return {text.id: _stage(text, day, is_it=text.id in now_in_force) for text in texts}


def _stage(text: LegalText, day: date, *, is_it: bool) -> Stage:
    if text.effective_on is None:
        return Stage.DRAFT
    if is_it:
        return Stage.IN_FORCE
    return Stage.COMING if text.effective_on > day else Stage.PAST
