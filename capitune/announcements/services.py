"""Telling, changing what is told, taking it back, putting it aside."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.dialects.postgresql import insert

from capitune.announcements.models import Announcement, AnnouncementRead
from capitune.announcements.queries import announcement_by_id
from capitune.announcements.states import LONGEST_TEXT, LONGEST_TITLE, MOST_DAYS
from capitune.announcements.told import Told
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid, NotFound
from capitune.core.i18n import LANGUAGES


def announce(actor: Actor, told: Told) -> Announcement:
    """Tell it. Raises ``Invalid`` beside what is missing, too long or out of time."""
    require(actor, Permission.ANNOUNCEMENT_MANAGE)
    _judge(told)
    announcement = Announcement(author_id=actor.user_id)
    _fill(announcement, told)
    db.session.add(announcement)
    db.session.flush()
    record(actor, Act.ANNOUNCEMENT_MADE, ("announcement", announcement.id), data=_facts(told))
    return announcement


def change_announcement(actor: Actor, key: uuid.UUID, told: Told, version: int) -> Announcement:
    """Tell it otherwise; those who put it aside do not see it again.

    Raises ``NotFound``, ``Invalid`` as ``announce``, ``Conflict``: ``stale_version`` when somebody changed it
    meanwhile, ``announcement_over`` once it is withdrawn.
    """
    require(actor, Permission.ANNOUNCEMENT_MANAGE)
    announcement = _held(key)
    _judge(told)
    if announcement.withdrawn_at is not None:
        raise Conflict(code="announcement_over")
    if announcement.version != version:
        raise Conflict(code="stale_version", facts={"version": announcement.version})
    _fill(announcement, told)
    announcement.version += 1
    record(actor, Act.ANNOUNCEMENT_CHANGED, ("announcement", key), data=_facts(told))
    return announcement


def withdraw_announcement(actor: Actor, key: uuid.UUID) -> None:
    """Show it no more, from now on. Twice is once."""
    require(actor, Permission.ANNOUNCEMENT_MANAGE)
    announcement = _held(key)
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = now()
        announcement.version += 1
        record(actor, Act.ANNOUNCEMENT_WITHDRAWN, ("announcement", key))


def put_aside(actor: Actor, key: uuid.UUID) -> None:
    """The actor has read it: it stands on none of their pages any more. Twice is once."""
    require(actor, Permission.ANNOUNCEMENT_DISMISS)
    announcement = announcement_by_id(key)
    if announcement is None:
        raise NotFound
    require(actor, Permission.ANNOUNCEMENT_DISMISS, announcement)
    read = insert(AnnouncementRead).values(
        user_id=actor.user_id, announcement_id=key, read_at=now()
    )
    db.session.execute(read.on_conflict_do_nothing())


def _held(key: uuid.UUID) -> Announcement:
    announcement = announcement_by_id(key, lock=True)
    if announcement is None:
        raise NotFound
    return announcement


def _fill(announcement: Announcement, told: Told) -> None:
    announcement.tone, announcement.audience = told.tone, sorted(set(told.audience))
    announcement.texts = {
        language: {name: words.strip() for name, words in text.items()}
        for language, text in told.texts.items()
        if _said(text)
    }
    announcement.starts_at, announcement.ends_at = told.starts_at, told.ends_at


def _said(text: Mapping[str, str]) -> bool:
    return any(words.strip() for words in text.values())


def _judge(told: Told) -> None:
    wrong = [*_wrong_words(told.texts), *_wrong_times(told)]
    if not told.audience or not set(told.audience) <= set(Role):
        wrong.append(FieldError("audience", "required"))
    if wrong:
        raise Invalid(errors=tuple(wrong))


def _wrong_words(texts: Mapping[str, Mapping[str, str]]) -> list[FieldError]:
    said = {language: text for language, text in texts.items() if _said(text)}
    if not said or not set(said) <= set(LANGUAGES):
        return [FieldError("title_fr", "announcement_empty")]
    longest = {"title": LONGEST_TITLE, "body": LONGEST_TEXT}
    wrong = []
    for language, text in said.items():
        for name, most in longest.items():
            words = text.get(name, "").strip()
            if not words:
                wrong.append(FieldError(f"{name}_{language}", "required"))
            elif len(words) > most:
                wrong.append(FieldError(f"{name}_{language}", "too_long"))
    return wrong


def _wrong_times(told: Told) -> list[FieldError]:
    if told.ends_at <= max(told.starts_at, now()):
        return [FieldError("until", "announcement_past")]
    if told.ends_at - told.starts_at > timedelta(days=MOST_DAYS + 1):
        return [FieldError("until", "announcement_long")]
    return []


def _facts(told: Told) -> dict[str, object]:
    """Codes and times; the words stand in the announcement itself."""
    return {
        "tone": told.tone.value,
        "audience": sorted(set(told.audience)),
        "languages": sorted(language for language, text in told.texts.items() if _said(text)),
        "since": told.starts_at.isoformat(),
        "until": told.ends_at.isoformat(),
    }
