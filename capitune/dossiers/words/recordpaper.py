"""A record of a dossier on paper, in the reader's language: what ``papers/record.typ`` reads, texts only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import get_timezone

from capitune.accounts import zones
from capitune.core.formats import moment
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.papers.said import said
from capitune.dossiers.queries import KnownDossier
from capitune.dossiers.words.naming import named, typeset

Row = dict[str, Any]
Part = dict[str, Any]


def record(
    known: KnownDossier,
    title: str,
    facts: Sequence[tuple[str, str]],
    parts: Sequence[Part],
    made: tuple[datetime, str],
) -> dict[str, Any]:
    """The paper called ``title`` about this dossier, ``made`` when and by whom; ``facts`` come after those that
    every record says.
    """
    at, by = made
    language = current_language()
    known_facts = [
        (_("Candidate"), known.candidate.name),
        (_("Programme"), named(known.template.labels)),
        *facts,
        (_("Made on"), moment(at)),
        (_("Made by"), by),
        (_("Times are those of"), zones.label(str(get_timezone()), language)),
    ]
    return {
        "language": language,
        "brand": "CAPITUNE",
        "colon": "\u202f: " if language == "fr" else ": ",
        "title": title,
        "subtitle": said(typeset(known.title)),
        "facts": [[name, said(told)] for name, told in known_facts],
        "parts": list(parts),
        "foot": f"{title} · {moment(at)}",
    }


def part(
    title: str,
    rows: Sequence[Row] = (),
    *,
    head: tuple[str, str] = ("", ""),
    texts: Sequence[str] = (),
    codes: Sequence[str] = (),
) -> Part:
    """A section: sentences, then codes, then rows under the two names of ``head``."""
    return {
        "title": title,
        "head": list(head),
        "texts": list(texts),
        "codes": list(codes),
        "rows": list(rows),
    }


def row(name: str, mark: str, notes: Sequence[str] = (), code: str = "") -> Row:
    """A line of a section: what it is, what is said about it, and at its end where it stands."""
    told = [said(note) for note in notes if note]
    return {"name": said(name), "notes": told, "code": code, "mark": said(mark)}
