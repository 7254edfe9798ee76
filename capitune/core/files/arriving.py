"""A file that arrives in parts, straight in the store: begun, followed, put together, judged. No database here."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import IO, cast

from capitune.core.errors import FieldError, Invalid, NotFound
from capitune.core.files.facts import Limits
from capitune.core.files.intake import StoredFile, file_key, judged
from capitune.core.files.names import clean_name
from capitune.core.storage import (
    PartOffered,
    PartsRefused,
    StorageMissing,
    StorageUnavailable,
    check_parts,
    current_storage,
    sizes_of,
)
from capitune.core.work import release

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file arrives: its key, and the store's own name for what is under way."""

    key: str
    store_id: str


@dataclass(slots=True)
class Begun:
    """A place that was just begun; ``recorded`` becomes True once a record names it."""

    place: Place
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a file before it is there: its name as typed, its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PartState:
    """A part, where to send it for a quarter of an hour, and its mark once it has arrived."""

    number: int
    url: str
    etag: str | None


@contextmanager
def begun() -> Iterator[Begun]:
    """A new place; given up again if no record came to name it. Slow: outside a unit of work.

    Raises ``StorageUnavailable``. A place that could not be given up is swept after two days.
    """
    release()
    key = file_key()
    new = Begun(Place(key, current_storage().parts.start(key)))
    try:
        yield new
    finally:
        if not new.recorded:
            with suppress(StorageUnavailable):
                current_storage().parts.abort(key, new.place.store_id)


def remove(place: Place) -> None:
    """Remove what arrived there, in parts or whole; what is gone is fine. Raises ``StorageUnavailable``."""
    storage = current_storage()
    storage.parts.abort(place.key, place.store_id)
    storage.delete(place.key)


def parts_of(place: Place, size: int, marks: dict[int, str] | None = None) -> list[PartState]:
    """All parts of a file of ``size`` bytes, with new links; ``marks`` of those that have arrived."""
    parts, marks = current_storage().parts, marks or {}
    return [
        PartState(n, parts.link(place.key, place.store_id, n, size=due), marks.get(n))
        for n, due in sizes_of(size)
    ]


def arrived(place: Place) -> dict[int, str]:
    """The marks of the parts that have arrived, by number. Slow.

    Raises ``StorageMissing`` when the parts are put together already, or given up.
    """
    release()
    received = current_storage().parts.received(place.key, place.store_id)
    return {part.number: part.etag for part in received}


def put_together(
    place: Place,
    expected: Expected,
    offered: Sequence[PartOffered] | None = None,
    sha256: bytes | None = None,
) -> StoredFile | Invalid:
    """Join the parts and judge the whole: what is stored, or why it is refused. Slow.

    ``offered``: the parts as their sender names them; None takes what has arrived. ``sha256``, if given, is
    that of the whole. Raises ``Invalid`` while parts are missing or wrong, which changes nothing;
    ``NotFound`` when there is nothing any more; ``StorageUnavailable``. Again, at once or later: the same.
    """
    release()
    with suppress(StorageMissing):  # joined before, and then the whole is there
        _join(place, expected.size, offered)
    try:
        with closing(current_storage().open(place.key)) as stream:
            return _judge(place.key, expected, cast("IO[bytes]", stream), sha256)
    except StorageMissing as error:
        raise NotFound from error


def _join(place: Place, size: int, offered: Sequence[PartOffered] | None) -> None:
    parts = current_storage().parts
    received = parts.received(place.key, place.store_id)
    if offered is None:
        offered = [PartOffered(part.number, part.etag) for part in received]
    try:
        check_parts(size, offered, received)
        parts.join(place.key, place.store_id, offered)
    except PartsRefused as refusal:
        raise Invalid(
            code=refusal.code,
            facts={"numbers": ", ".join(map(str, refusal.numbers))},
            errors=tuple(FieldError(f"parts.{number}", refusal.code) for number in refusal.numbers),
        ) from refusal


def _judge(
    key: str, expected: Expected, stream: IO[bytes], sha256: bytes | None
) -> StoredFile | Invalid:
    try:
        with judged(stream, LIMITS) as (_path, facts):
            if sha256 is not None and bytes.fromhex(facts.sha256) != sha256:
                return Invalid.on("sha256", "file_wrong_checksum")
            return StoredFile(
                key=key,
                file_name=clean_name(expected.name, facts.extension),
                mime_type=facts.mime_type,
                size=facts.size,
                pages=facts.pages,
                sha256=bytes.fromhex(facts.sha256),
            )
    except Invalid as refusal:
        return refusal
