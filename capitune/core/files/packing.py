"""Several files as one light PDF, made in a limited child process."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from capitune.core.files.process import ChildFailed, run_child
from capitune.core.files.render import MAX_WIDTH, RenderFailed, render_page
from capitune.core.files.signatures import CHILDREN, HEIC, UNPAINTED, WEBP

WALL_SECONDS = 240
MOST_PARTS = 60
CODES = frozenset({"too_heavy", "too_many_pages", "encrypted", "damaged"})


@dataclass(frozen=True, slots=True)
class Part:
    """A file on this machine, that ``inspect`` accepted."""

    path: Path
    mime_type: str


class PackFailed(Exception):
    """There is no such PDF. ``code``: ``too_heavy`` (its heaviest page is named), ``too_many_pages`` (the first
    too many), ``encrypted``, ``damaged``, ``word``, ``exhausted``. ``part`` (from 0) and ``page`` (from 1) say
    where; None when that is not known.
    """

    def __init__(self, code: str, part: int | None = None, page: int | None = None) -> None:
        super().__init__(code)
        self.code, self.part, self.page = code, part, page


def pack(parts: Sequence[Part], most: int) -> bytes:
    """One PDF of all pages of ``parts`` in order, of less than ``most`` bytes: pictures become pages, and what is
    too heavy is drawn in lower quality, as far as it stays readable. Slow: minutes at worst.

    Raises ``PackFailed``.
    """
    with ExitStack() as stack:
        request = {
            "parts": [
                _readied(part, number, stack) for number, part in enumerate(parts[:MOST_PARTS])
            ],
            "most": most,
        }
        try:
            answer = run_child(f"{CHILDREN}.pack", request, WALL_SECONDS)
        except ChildFailed as failure:
            raise PackFailed("exhausted") from failure
    if not answer.startswith(b"%PDF-"):
        raise _failure(answer, len(parts))
    return answer


def _readied(part: Part, number: int, stack: ExitStack) -> dict[str, str]:
    """What the child opens: of a HEIC, whose decoder is in a child of its own, a picture."""
    if part.mime_type in UNPAINTED:
        raise PackFailed("word", number)
    if part.mime_type != HEIC.mime_type:
        return {"path": str(part.path.resolve()), "mime_type": part.mime_type}
    try:
        picture = render_page(part.path, part.mime_type, 1, MAX_WIDTH)
    except RenderFailed as failure:
        raise PackFailed("damaged", number) from failure
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pack-"))
    path = Path(folder) / "picture"
    path.write_bytes(picture)
    return {"path": str(path), "mime_type": WEBP.mime_type}


def _failure(answer: bytes, count: int) -> PackFailed:
    """What the child says, if it makes sense: one that was taken over may write anything."""
    try:
        said = json.loads(answer)
        code, part, page = said["code"], int(said["part"]), int(said["page"])
    except (ValueError, KeyError, TypeError):
        return PackFailed("exhausted")
    if code not in CODES or not 0 <= part < count:
        return PackFailed("exhausted")
    return PackFailed(code, part, page if 0 < page < 10_000 else None)
