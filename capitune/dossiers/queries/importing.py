"""What a file of a catalogue would change: row by row, with what is wrong in each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from capitune.dossiers.cataloguefile import Entry, Section, faults, key_of, named, read_file, shaped
from capitune.dossiers.queries.differences import Fact, How
from capitune.dossiers.queries.wholecatalogue import whole_catalogue

Known = dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file that differs from what is known, or in which something is wrong (``faults``: where, what)."""

    key: str
    section: Section
    code: str
    labels: dict[str, str]
    place: int  # in its section of the file
    how: How | None = None
    facts: tuple[Fact, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``rows`` in the order in which they are taken in; how many are the ``same``; how many known ones the file
    lacks (``absent``: they are left as they are).
    """

    rows: tuple[Row, ...]
    same: int
    absent: int


def compare(content: bytes) -> Comparison:
    """The file held against the catalogue (six statements). Raises ``Invalid`` as ``read_file``."""
    known, rows = known_entries(), list(_rows(read_file(content)))
    times = Counter(row.key for row in rows)
    # What a programme may name: what is known, and what the same file brings.
    names = set(known) | {row.key for row in rows if row.entry}
    fees = {key.split(":")[1] for key in names if key.startswith(f"{Section.FEES}:")}
    judged = [_judged(row, known, times[row.key], names, fees) for row in rows]
    different = tuple(row for row in judged if row.how or row.faults)
    return Comparison(different, len(judged) - len(different), len(known.keys() - times.keys()))


def known_entries() -> Known:
    """The catalogue in the shape of a file, by key."""
    return {
        key_of(Section(section), entry): normal(Section(section), entry)
        for section, entries in whole_catalogue().items()
        for entry in entries
    }


def normal(section: Section, entry: Entry) -> Entry:
    """What was stored before there was a shape is compared as it is."""
    try:
        return shaped(section, entry)
    except ValidationError:
        return entry


def _rows(found: dict[Section, list[Any]]) -> Iterator[Row]:
    for section, entries in found.items():
        for place, raw in enumerate(entries, 1):
            try:
                entry = shaped(section, raw)
            except ValidationError as error:
                key, code = named(section, raw) or (f"{section}#{place}", "")
                yield Row(key, section, code, {}, place, faults=(*faults(error),))
            else:
                key = key_of(section, entry)
                yield Row(key, section, entry["code"], entry["labels"], place, entry=entry)


def _judged(row: Row, known: Known, times: int, names: set[str], fees: set[str]) -> Row:
    if row.entry is None:
        return row
    before = known.get(row.key)
    how = How.ADDED if before is None else How.CHANGED if before != row.entry else None
    facts = () if before is None else (*changed_facts(before, row.entry),)
    wrong = [*_unknown(row.entry, names, fees)] if row.section is Section.TEMPLATES else []
    if times > 1:
        wrong.append(("code", "twice"))
    shown = (row.key, row.section, row.code, row.labels, row.place, how, facts)
    return Row(*shown, faults=(*wrong,) if how or times > 1 else (), entry=row.entry)


def changed_facts(before: Entry, after: Entry) -> Iterator[Fact]:
    """What ``after`` says otherwise."""
    for name, value in after.items():
        if before.get(name) != value:
            yield Fact(name, before.get(name), value)


def _unknown(entry: Entry, names: set[str], fees: set[str]) -> Iterator[tuple[str, str]]:
    for part in entry["requirements"]:
        if f"{Section.TYPES}:{part['document']}" not in names:
            yield part["document"], "unknown_document"
    for code in entry["fees"]:
        if code not in fees:
            yield code, "unknown_fee"
