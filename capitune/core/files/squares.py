"""Photos of people and the like: only squares made of their pixels are kept, never the file that came."""

import io
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from capitune.core.errors import FieldError, Invalid, TooLarge
from capitune.core.files.facts import FileFacts, Limits
from capitune.core.files.intake import judged
from capitune.core.files.process import ChildFailed, run_child
from capitune.core.files.signatures import CHILDREN, HEIC, JPEG, PNG, WEBP
from capitune.core.ids import new_id
from capitune.core.storage import StorageUnavailable, current_storage

PHOTOS = (JPEG, PNG, WEBP, HEIC)
LIMITS = Limits(max_bytes=15 * 1024 * 1024)
SMALLEST = 64  # pixels of the shorter side

_CUTTERS = dict.fromkeys((kind.mime_type for kind in PHOTOS), f"{CHILDREN}.cut_image")
_CUTTERS[HEIC.mime_type] = f"{CHILDREN}.cut_heic"

KeyOf = Callable[[uuid.UUID, int], str]


@dataclass(frozen=True, slots=True)
class Squares:
    """Pictures of one photo that are stored, under an id of their own."""

    id: uuid.UUID
    keys: tuple[str, ...]


def receive_squares(stream: IO[bytes], sides: Sequence[int], key_of: KeyOf) -> Squares:
    """Judge the photo that ``stream`` holds, and store its middle square in each of ``sides`` pixels, as
    WEBP under ``key_of(id, side)``. Slow: call it outside a unit of work.

    Nothing of the file but pixels is kept: no EXIF, no place, no comment. Raises as ``intake.receive``, on ``file``
    also ``photo_too_large``, ``photo_too_small`` and ``file_not_a_photo``. Nothing is stored when it raises.
    """
    try:
        with judged(stream, LIMITS, PHOTOS) as (path, facts):
            pictures = _cut(path, facts, sides)
    except TooLarge as refusal:
        code = "photo_too_large"
        raise TooLarge(code, refusal.facts, errors=(FieldError("file", code),)) from refusal
    except Invalid as refusal:
        if refusal.code == "file_unsupported":
            raise Invalid.on("file", "file_not_a_photo") from refusal
        raise
    squares_id = new_id()
    stored = Squares(squares_id, tuple(key_of(squares_id, side) for side in sides))
    _store(dict(zip(stored.keys, pictures, strict=True)))
    return stored


def _cut(path: Path, facts: FileFacts, sides: Sequence[int]) -> list[bytes]:
    if min(facts.width or 0, facts.height or 0) < SMALLEST:
        raise Invalid.on("file", "photo_too_small", smallest=SMALLEST)
    request = {"path": str(path.resolve()), "mime_type": facts.mime_type, "sides": list(sides)}
    try:
        pictures = split(run_child(_CUTTERS[facts.mime_type], request))
    except ChildFailed as failure:
        raise Invalid.on("file", "file_damaged") from failure
    if len(pictures) != len(sides):
        raise Invalid.on("file", "file_damaged")
    return pictures


def split(answer: bytes) -> list[bytes]:
    """The WEBPs that stand one after the other, by the length that each says of itself; as many as are
    whole. A child that was taken over may write anything.
    """
    pictures = []
    while answer[:4] == b"RIFF" and answer[8:12] == b"WEBP":
        length = 8 + int.from_bytes(answer[4:8], "little")
        if length > len(answer):
            break
        pictures.append(answer[:length])
        answer = answer[length:]
    return [] if answer else pictures


def _store(pictures: dict[str, bytes]) -> None:
    storage = current_storage()
    try:
        for key, picture in pictures.items():
            storage.put(key, io.BytesIO(picture), content_type=WEBP.mime_type)
    except StorageUnavailable:
        for key in pictures:
            with suppress(StorageUnavailable):
                storage.delete(key)
        raise
