"""One column: what it is, whether its person gets a copy, and what erasing does to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from capitune.core.datamap.words import Because, Kind, Retention


@dataclass(frozen=True, slots=True)
class WithRow:
    """Erased with its row."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The row stays, this column gets another value: a constant, or SQL made from the row's table."""

    value: Any


@dataclass(frozen=True, slots=True)
class Kept:
    """Stays as it is, for this reason."""

    because: Because


@dataclass(frozen=True, slots=True)
class Column:
    """A mapped column. ``retention`` None: that of its table."""

    kind: Kind
    purpose: str
    exported: bool
    erased: WithRow | Replaced | Kept = WithRow()
    retention: Retention | None = None


Maker = Callable[..., Column]


def _of(kind: Kind, *, exported: bool) -> Maker:
    copied = exported

    def make(
        purpose: str,
        *,
        exported: bool = copied,
        erased: WithRow | Replaced | Kept = WithRow(),
        retention: Retention | None = None,
    ) -> Column:
        return Column(kind, purpose, exported, erased, retention)

    return make


# What people gave or did goes into their copy unless the map says otherwise; secrets and keys do not.
identity = _of(Kind.IDENTITY, exported=True)
contact = _of(Kind.CONTACT, exported=True)
content = _of(Kind.CONTENT, exported=True)
document = _of(Kind.DOCUMENT, exported=True)
usage = _of(Kind.USAGE, exported=True)
secret = _of(Kind.SECRET, exported=False)
technical = _of(Kind.TECHNICAL, exported=False)
nothing = _of(Kind.NOTHING, exported=False)
