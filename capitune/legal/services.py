"""Writing the next version of a legal text, and publishing it."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.dialects.postgresql import insert

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid, NotFound
from capitune.core.i18n import LANGUAGES
from capitune.core.ids import new_id
from capitune.legal.models import LegalText
from capitune.legal.queries import draft_of, published_texts, text_by_id
from capitune.legal.states import (
    LONGEST_BODY,
    LONGEST_CHANGES,
    LONGEST_TITLE,
    MOST_DAYS_AHEAD,
    Kind,
)

Words = Mapping[str, Mapping[str, str]]
LONGEST = {"title": LONGEST_TITLE, "body": LONGEST_BODY, "changes": LONGEST_CHANGES}


def begin_draft(actor: Actor, kind: Kind) -> uuid.UUID:
    """The draft of the next version, begun with the words of the newest one. There is one at most: whoever comes
    second gets the same.
    """
    require(actor, Permission.LEGAL_MANAGE)
    newest = next(iter(published_texts(kind)), None)
    texts = {
        language: {name: newest.text(language)[name] for name in ("title", "body")}
        for language in LANGUAGES
        if newest
    }
    moment = now()
    made: uuid.UUID | None = db.session.scalar(
        insert(LegalText)
        .values(
            id=new_id(),
            kind=kind,
            texts=texts,
            author_id=actor.user_id,
            version=1,
            created_at=moment,
            updated_at=moment,
        )
        .on_conflict_do_nothing()
        .returning(LegalText.id)
    )
    if made is not None:
        record(actor, Act.LEGAL_BEGUN, ("legal_text", made), data={"kind": kind.value})
        return made
    known = draft_of(kind)
    if known is None:  # published in this very moment
        raise Conflict
    return known.id


def change_draft(actor: Actor, key: uuid.UUID, texts: Words, version: int) -> LegalText:
    """Keep these words. Raises ``NotFound``; ``Invalid`` (``too_long``) beside what is; ``Conflict``:
    ``legal_published``, ``stale_version`` when somebody changed it meanwhile.
    """
    require(actor, Permission.LEGAL_MANAGE)
    draft = _held_draft(key, version)
    wrong = [*_wrong_lengths(texts)]
    if wrong:
        raise Invalid(errors=tuple(wrong))
    draft.texts = {
        language: {name: texts.get(language, {}).get(name, "").strip() for name in LONGEST}
        for language in LANGUAGES
    }
    draft.author_id = actor.user_id
    draft.version += 1
    record(actor, Act.LEGAL_CHANGED, ("legal_text", key), data={"kind": draft.kind.value})
    return draft


def discard_draft(actor: Actor, key: uuid.UUID, version: int) -> None:
    """Throw it away. Raises as ``change_draft``."""
    require(actor, Permission.LEGAL_MANAGE)
    draft = _held_draft(key, version)
    record(actor, Act.LEGAL_DISCARDED, ("legal_text", key), data={"kind": draft.kind.value})
    db.session.delete(draft)
    db.session.flush()


def publish_text(actor: Actor, key: uuid.UUID, day: date, version: int) -> LegalText:
    """Let the draft count from the beginning of ``day`` on (UTC), for good: nobody changes it any more.

    ``version`` is the one that was read. Raises as ``change_draft``; ``Invalid``: ``legal_incomplete`` while words
    are missing in a language, ``legal_past`` for a day that is over or not after that of the newest version,
    ``legal_far`` for one more than a year away.
    """
    require(actor, Permission.LEGAL_MANAGE)
    draft = _held_draft(key, version)
    wrong = [*_missing(draft), *_wrong_day(draft.kind, day)]
    if wrong:
        raise Invalid(errors=tuple(wrong))
    draft.label, draft.effective_on = day.isoformat(), day
    draft.published_at, draft.publisher_id = now(), actor.user_id
    draft.version += 1
    data = {"kind": draft.kind.value, "text": draft.label}
    record(actor, Act.LEGAL_PUBLISHED, ("legal_text", key), data=data)
    db.session.flush()
    return draft


def _held_draft(key: uuid.UUID, version: int) -> LegalText:
    draft = text_by_id(key, lock=True)
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        raise Conflict(code="legal_published")
    if draft.version != version:
        raise Conflict(code="stale_version", facts={"version": draft.version})
    return draft


def _wrong_lengths(texts: Words) -> list[FieldError]:
    return [
        FieldError(f"{name}_{language}", "too_long")
        for language in LANGUAGES
        for name, most in LONGEST.items()
        if len(texts.get(language, {}).get(name, "")) > most
    ]


def _missing(draft: LegalText) -> list[FieldError]:
    empty = any(not draft.text(language)[name] for language in LANGUAGES for name in LONGEST)
    return [FieldError("day", "legal_incomplete")] if empty else []


def _wrong_day(kind: Kind, day: date) -> list[FieldError]:
    newest = next(iter(published_texts(kind)), None)
    if day < today() or (newest and newest.effective_on and day <= newest.effective_on):
        return [FieldError("day", "legal_past")]
    if day > today() + timedelta(days=MOST_DAYS_AHEAD):
        return [FieldError("day", "legal_far")]
    return []
