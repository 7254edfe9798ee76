"""How complete a profile is: the one place that says what belongs to one, and what cannot be missing."""

from dataclasses import dataclass
from typing import Any

from capitune.authz.actor import Role

# No photo: there is no page to add one yet.
PERSON = ("phone", "country", "timezone")
PIECES: dict[Role, tuple[str, ...]] = {
    Role.CANDIDATE: ("goals", *PERSON, "sector", "budget_cents"),
    Role.PROFESSIONAL: (*PERSON, "bio", "expertise", "years", "languages", "services"),
    Role.MODERATOR: PERSON,
    Role.ADMIN: PERSON,
}
# Without these the product cannot say what comes next: they are asked before anything else.
ESSENTIAL: dict[Role, frozenset[str]] = {
    Role.CANDIDATE: frozenset({"goals", "country"}),
    Role.PROFESSIONAL: frozenset({"bio", "languages"}),
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which pieces are there and which are not, by the name of their field, in the order to ask for them."""

    filled: tuple[str, ...]
    missing: tuple[str, ...]
    essential: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many pieces this kind of account has."""
        return len(self.filled) + len(self.missing)

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down."""
        return 100 * len(self.filled) // self.total


def judge(role: Role, facts: Any) -> Completeness:
    """From an object or row with the fields of ``PIECES``; ``essential`` are those that are missing."""
    pieces = PIECES[role]
    filled = tuple(name for name in pieces if _is_there(getattr(facts, name)))
    missing = tuple(name for name in pieces if name not in filled)
    needed = ESSENTIAL.get(role, frozenset())
    return Completeness(filled, missing, tuple(name for name in missing if name in needed))


def _is_there(value: Any) -> bool:
    return value == 0 or bool(value)
