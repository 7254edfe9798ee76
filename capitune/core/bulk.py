"""One act on several things: each in a transaction of its own, told row by row. What one refuses undoes no other."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, Limited, NotFound, Refused
from capitune.core.work import unit_of_work

REFUSALS = (NotFound, Refused, Invalid, Conflict, Limited)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one: ``why`` it was refused, empty when it was done; ``row`` None for one that is not theirs
    to act on.
    """

    key: uuid.UUID
    row: Any
    why: str


class Results(NamedTuple):
    """All of them, the refused apart, which can be tried again."""

    done: list[Result]
    refused: list[Result]


def each(
    keys: Iterable[uuid.UUID],
    rows: Mapping[uuid.UUID, Any],
    act: Callable[[uuid.UUID], object],
    missing: str,
) -> Results:
    """Do it to each; ``missing`` is what is told of one that is not found."""
    results = [Result(key, rows.get(key), tried(act, key, missing)) for key in keys]
    return Results(
        [result for result in results if not result.why],
        [result for result in results if result.why],
    )


def tried(act: Callable[[uuid.UUID], object], key: uuid.UUID, missing: str) -> str:
    """Do it to one; why not, if it was refused."""
    try:
        with unit_of_work():
            act(key)
    except NotFound:
        return missing
    except REFUSALS as error:
        return sentence(error.code, error.facts)
    return ""
