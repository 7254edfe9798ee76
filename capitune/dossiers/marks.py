"""Places that a reviewer marks on the pages of a version, in fractions of the page."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from capitune.core.errors import Invalid
from capitune.dossiers.typed import paragraphs

MOST = 10
LONGEST_NOTE = 200
SMALLEST = 0.002  # of the page; smaller is a click, not a rectangle
EXACTNESS = 4  # decimals: a tenth of a millimetre on paper
PARTS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on page ``page`` (from 1): its left upper corner, width and height as fractions of the
    page as it is shown upright. ``note`` says what is wrong there. The whole page is 0, 0, 1, 1.
    """

    page: int
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0
    note: str = ""

    @property
    def is_whole_page(self) -> bool:
        """No place on it in particular."""
        return (self.x, self.y, self.width, self.height) == (0, 0, 1, 1)

    @property
    def place(self) -> str:
        """As a form says it, see ``typed``."""
        return f"{self.page},{self.x},{self.y},{self.width},{self.height}"

    def stored(self) -> dict[str, Any]:
        """As the database keeps it."""
        return asdict(self)


def restored(marks: Iterable[dict[str, Any]] | None) -> tuple[Mark, ...]:
    """Marks from how the database keeps them."""
    return tuple(Mark(**mark) for mark in marks or ())


def checked(marks: Sequence[Mark], pages: int | None) -> list[Mark]:
    """The same, rounded, their notes on one line.

    Raises ``Invalid`` on ``marks``: ``too_many_marks``, ``mark_page_unknown`` (a version without pages
    takes none), ``mark_outside``, ``mark_too_small`` (or drawn backwards); of the note ``too_long``, ``bad_text``.
    """
    if len(marks) > MOST:
        raise Invalid.on("marks", "too_many_marks", most=MOST)
    return [_checked(mark, pages or 0) for mark in marks]


def _checked(mark: Mark, pages: int) -> Mark:
    if not 1 <= mark.page <= pages:
        raise Invalid.on("marks", "mark_page_unknown", page=mark.page, pages=pages)
    where = (mark.x, mark.y, mark.width, mark.height)
    if not all(math.isfinite(number) for number in where):
        raise Invalid.on("marks", "mark_outside", page=mark.page)
    x, y, width, height = (round(number, EXACTNESS) for number in where)
    if width < SMALLEST or height < SMALLEST:
        raise Invalid.on("marks", "mark_too_small", page=mark.page)
    if x < 0 or y < 0 or round(x + width, EXACTNESS) > 1 or round(y + height, EXACTNESS) > 1:
        raise Invalid.on("marks", "mark_outside", page=mark.page)
    note = paragraphs(" ".join(mark.note.split()), "marks", most=LONGEST_NOTE)
    return Mark(mark.page, x, y, width, height, note)


def typed(places: Sequence[str], notes: Sequence[str]) -> list[Mark]:
    """What a form says: each place is ``page,x,y,width,height``, or a page alone, beside its note.

    A place left empty beside an empty note is none. What is no number becomes a mark that ``checked``
    refuses, so that it is refused in one place.
    """
    pairs = zip_longest(places, notes, fillvalue="")
    return [_typed(place, note) for place, note in pairs if place.strip() or note.strip()]


def _typed(place: str, note: str) -> Mark:
    parts = place.split(",") if len(place) <= LONGEST_NOTE else []
    first = parts[0].strip() if parts else ""
    page = int(first) if first.isascii() and first.isdigit() and len(first) < PARTS else 0
    if len(parts) == 1:
        return Mark(page, note=note)
    where = [_number(part) for part in parts[1:]]
    if len(where) != PARTS - 1:
        where = [math.nan] * (PARTS - 1)
    x, y, width, height = where
    return Mark(page, x, y, width, height, note)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
