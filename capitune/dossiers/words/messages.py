"""Words of a conversation: its days, and whom one writes to."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from capitune.core.formats import day, weekday
from capitune.core.i18n import gettext as _
from capitune.dossiers.queries import KnownDossier


def told_day(at: datetime, on: date, present: date) -> str:
    """The day ``on`` of the moment ``at``, as a conversation calls it on the day ``present``."""
    if on == present:
        return _("Today")
    if on == present - timedelta(days=1):
        return _("Yesterday")
    return weekday(at) if on.year == present.year else day(on)


def addressed(known: KnownDossier, reader: uuid.UUID | None) -> str:
    """Whom the reader writes to."""
    people = [known.candidate, *(line.professional for line in known.team)]
    names = [person.first_name for person in people if person.id != reader]
    return _("Write to %(names)s", names=joined(names)) if names else _("Write a message")


def joined(names: Sequence[str]) -> str:
    """Names in a row: ``A``, ``A and B``, ``A, B and C``."""
    known = list(dict.fromkeys(names))
    if len(known) < 2:
        return "".join(known)
    return _("%(a)s and %(b)s", a=", ".join(known[:-1]), b=known[-1])
