"""The words of notifications, chosen when they are read, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from flask_babel import ngettext

from capitune.core.formats import day
from capitune.core.i18n import gettext, label
from capitune.notifications.kinds import KINDS
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.states import Topic
from capitune.notifications.wording import GROUPED, WORDS


@dataclass(frozen=True, slots=True)
class Words:
    """A notification as it is read."""

    title: str
    body: str


class Told(Protocol):
    """The columns (``queries.bell.TOLD``) that words are made from: of how many it speaks, how many people
    caused them, and the names of the last two.
    """

    kind: str
    facts: dict[str, Any]
    group_size: int
    people: int
    first_name: str | None
    last_name: str | None
    second_first_name: str | None
    second_last_name: str | None


def words_of(row: Told) -> Words:
    """Title and body of a notification; an unknown kind (from a newer version) has no words."""
    kind = Kind(row.kind) if row.kind in set(Kind) else None
    known = (GROUPED.get(kind) if row.group_size > 1 else None) or WORDS.get(kind) if kind else None
    if known is None:
        return Words(gettext("News about your dossier"), "")
    brief = KINDS[Kind(row.kind)].topic is Topic.COMMUNITY
    facts = {
        "first_name": row.first_name or gettext("Someone"),
        "name": _name(row.first_name, row.last_name, brief=brief),
        "names": names_of(row, brief=brief),
        "title": row.facts.get("title", ""),
        "num": row.group_size,
        "number": row.facts.get("number", ""),
        "reason": row.facts.get("reason") or gettext("see My verification."),
        "document": label(row.facts.get("document")),
        "device": row.facts.get("device") or gettext("Unknown device"),
        "template": label(row.facts.get("template")),
        "day": _day(row.facts.get("on")),
    }
    title, body = (str(text) % facts for text in known)
    return Words(title, body)


def names_of(row: Told, *, brief: bool) -> str:
    """Who caused it: ``A``, ``A and B``, ``A, B and 3 others``. ``brief``: by first name and initial, as the
    community knows its members.
    """
    first = _name(row.first_name, row.last_name, brief=brief)
    if row.people < 2:
        return first
    second = _name(row.second_first_name, row.second_last_name, brief=brief)
    if row.people == 2:
        return gettext("%(first)s and %(second)s", first=first, second=second)
    return ngettext(
        "%(first)s, %(second)s and %(num)s other",
        "%(first)s, %(second)s and %(num)s others",
        row.people - 2,
        first=first,
        second=second,
    )


def _name(first_name: str | None, last_name: str | None, *, brief: bool) -> str:
    if brief and last_name:
        last_name = f"{last_name[:1]}."
    return " ".join(filter(None, (first_name or gettext("Someone"), last_name)))


def _day(written: str | None) -> str:
    return day(date.fromisoformat(written)) if written else ""
