"""What a digest says: what belongs together in one line, the lines by topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from capitune.core.letters import address_of
from capitune.notifications.kinds import KINDS
from capitune.notifications.labels import TOPICS
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.texts import Told, words_of

MOST = 20  # lines of one letter; the rest is in the product


class News(Told, Protocol):
    """One notification as its own words tell it, where it leads, and with which others it belongs."""

    url: str
    group_key: str | None
    by: Any


@dataclass(slots=True)
class Group:
    """Some of a group as one: what ``texts.words_of`` reads."""

    kind: str
    facts: dict[str, Any]
    group_size: int
    people: int
    first_name: str | None
    last_name: str | None
    second_first_name: str | None
    second_last_name: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letter; ``url`` is absolute."""

    title: str
    body: str
    url: str


def grouped(news: Sequence[News]) -> list[Group]:
    """What belongs together, as one; the newest first."""
    groups: dict[object, list[News]] = {}
    for number, row in enumerate(reversed(news)):
        groups.setdefault(row.group_key or number, []).append(row)
    return [_group(rows) for rows in groups.values()]


def _group(rows: list[News]) -> Group:
    newest = rows[0]
    people = list({row.by: row for row in rows if row.by}.values())
    second = people[1] if len(people) > 1 else None
    return Group(
        newest.kind,
        newest.facts,
        len(rows),
        len(people),
        newest.first_name,
        newest.last_name,
        second.first_name if second else None,
        second.last_name if second else None,
        newest.url,
    )


def by_topic(groups: Iterable[Group]) -> list[tuple[str, list[Line]]]:
    """The lines in the words of the reader, under the name of their topic, in the order of the topics."""
    lines: dict[object, list[Line]] = {topic: [] for topic in TOPICS}
    for group in groups:
        words = words_of(group)
        topic = KINDS[Kind(group.kind)].topic
        lines[topic].append(Line(words.title, words.body, address_of(group.url)))
    return [(str(name), lines[topic]) for topic, name in TOPICS.items() if lines[topic]]
