"""Letters that tell what happened, with the way out of them. Read again when they leave: nothing left to
say, nothing sent.
"""

from typing import Any

from flask import current_app

from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.accounts.states import Standing
from capitune.core.i18n import speaking
from capitune.core.ids import parse_id
from capitune.core.letters import Payload, address_of, letter, letter_named, written
from capitune.core.mail import Message
from capitune.notifications import ways_out
from capitune.notifications.digest import MOST, by_topic, grouped
from capitune.notifications.paths import BELL, HOME, PREFERENCES
from capitune.notifications.queries import preferences_of
from capitune.notifications.queries.digests import news_of
from capitune.notifications.queries.news import told
from capitune.notifications.states import Mailing
from capitune.notifications.texts import words_of


def reader_of(payload: Payload) -> User | None:
    """To whom the letter goes; nobody whose account cannot be used."""
    user_id = parse_id(payload["to"])
    user: User | None = user_by_id(user_id) if user_id else None
    return user if user is not None and user.standing is Standing.ACTIVE else None


def written_to(payload: Payload, **facts: Any) -> Message | None:
    """The letter in its reader's language and time zone, with the links that stop it."""
    user = reader_of(payload)
    if user is None:
        return None
    return written(
        payload["letter"],
        to=user.email,
        language=user.language.value,
        timezone=user.timezone,
        first_name=user.first_name,
        stop_url=ways_out.link(user.id, ways_out.scope_of(payload)),
        preferences_url=address_of(PREFERENCES),
        postal_address=current_app.config["POSTAL_ADDRESS"] if _advertises(payload) else None,
        **facts,
    )


def _advertises(payload: Payload) -> bool:
    return letter_named(payload["letter"]).commercial


@letter("welcome")
def welcome(payload: Payload) -> Message | None:
    """To somebody new: where to begin."""
    user = reader_of(payload)
    if user is None:
        return None
    return written_to(payload, role=user.role.value, url=address_of(HOME))


@letter("notice")
def notice(payload: Payload) -> Message | None:
    """One notification that has no letter of its own, in the words of the bell."""
    notification_id, user = parse_id(payload["about"]), reader_of(payload)
    row = told(notification_id) if notification_id else None
    if row is None or user is None:
        return None
    with speaking(user.language.value, user.timezone):
        words = words_of(row)
    return written_to(payload, title=words.title, words=words.body, url=address_of(row.url))


@letter("digest", bulk=True)
def digest(payload: Payload) -> Message | None:
    """All that waited in one letter, but for what was read or switched off meanwhile."""
    digest_id, user = parse_id(payload["about"]), reader_of(payload)
    if digest_id is None or user is None:
        return None
    choices = preferences_of(user.id).choices
    wanted = {kind.value for kind, choice in choices.items() if choice.mail is not Mailing.OFF}
    groups = grouped([row for row in news_of(digest_id) if row.kind in wanted])
    if not groups:
        return None
    with speaking(user.language.value, user.timezone):
        topics = by_topic(groups[:MOST])
    return written_to(
        payload,
        topics=topics,
        count=sum(group.group_size for group in groups),
        more=len(groups[MOST:]),
        url=address_of(BELL),
    )
