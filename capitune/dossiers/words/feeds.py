"""A person's deadlines as a calendar that other programs read (RFC 5545).

Nothing but days, names of steps and documents, and numbers of dossiers: calendars are shown to others.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta

from icalendar import Calendar, Event

from capitune.authz.actor import Role
from capitune.core.i18n import gettext as _
from capitune.core.i18n import speaking
from capitune.core.letters import address_of
from capitune.dossiers.paths import to_dossier, to_requirement, to_steps
from capitune.dossiers.queries.lines import Deadline, FeedReader
from capitune.dossiers.states import Owner
from capitune.dossiers.words.labels import OWNERS, OWNERS_AS_SEEN_BY_OTHERS
from capitune.dossiers.words.naming import named, short_name

PRODUCT = "-//CAPITUNE//CAPITUNE//FR"
EVERY = timedelta(hours=6)
DAY = timedelta(days=1)
# What ends a line somewhere: a title is one.
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def mark_of(reader: FeedReader, found: Sequence[Deadline]) -> str:
    """The same for the same calendar: known without writing it."""
    return hashlib.sha256(repr((reader.language, reader.role, found)).encode()).hexdigest()[:32]


def calendar_of(reader: FeedReader, found: Sequence[Deadline]) -> bytes:
    """The whole calendar, in the reader's language."""
    with speaking(reader.language.value, reader.timezone):
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        for name in ("name", "x-wr-calname"):
            calendar.add(name, _("CAPITUNE deadlines"))
        calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        for deadline in found:
            calendar.add_component(_event(reader, deadline))
        return calendar.to_ical()


def _event(reader: FeedReader, deadline: Deadline) -> Event:
    event = Event()
    event.add("uid", f"{deadline.kind}-{deadline.id}@capitune")
    event.add("dtstamp", deadline.changed_at)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + DAY)
    event.add("summary", _line(f"{_title(deadline)} · {deadline.number}"))
    if deadline.owner:
        event.add("description", _note(reader, deadline.owner))
    event.add("url", address_of(_page(deadline)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day with it
    return event


def _title(deadline: Deadline) -> str:
    if deadline.kind == "submission":
        return _("Planned submission")
    if deadline.kind == "expiry":
        return _("Valid until this day: %(document)s", document=short_name(deadline.labels))
    return named(deadline.labels)


def _note(reader: FeedReader, owner: Owner) -> str:
    """Whose turn it is; a role, never a name."""
    words = OWNERS if reader.role is Role.CANDIDATE else OWNERS_AS_SEEN_BY_OTHERS
    turn = _("Whose turn: %(who)s.", who=words[owner])
    if owner is Owner.AUTHORITY:
        return f"{turn} {_('A usual duration: no one can promise a date.')}"
    return turn


def _page(deadline: Deadline) -> str:
    if deadline.kind == "expiry":
        return to_requirement(deadline.dossier_id, deadline.id)
    if deadline.kind == "submission":
        return to_dossier(deadline.dossier_id)
    return to_steps(deadline.dossier_id)


def _line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()
