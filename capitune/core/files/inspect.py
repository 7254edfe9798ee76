"""Judging a file by its content, never by its name."""

import hashlib
import json
import time
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any

import puremagic

from capitune.core.files.facts import FileFacts, FileRefused, Limits, RefusalCode
from capitune.core.files.polyglots import refuse_polyglot
from capitune.core.files.process import ChildFailed, End, run_child
from capitune.core.files.signatures import HEAD_BYTES, TYPES, FileType, sniff

__all__ = ["FileFacts", "FileRefused", "Limits", "RefusalCode", "inspect"]

CHUNK = 1024 * 1024
DEFAULT_LIMITS = Limits()

_REFUSALS = {End.CRASHED: RefusalCode.DAMAGED, End.EXHAUSTED: RefusalCode.BOMB}


def inspect(
    path: str | Path, *, limits: Limits = DEFAULT_LIMITS, kinds: Collection[FileType] = TYPES
) -> FileFacts:
    """What the file at ``path`` is; raises ``FileRefused``, as ``unsupported`` for what is not of ``kinds``.

    PDF, JPEG, PNG, HEIC, WEBP, TIFF, DOC and DOCX are known by their first bytes, then really opened
    in a child process (images decoded to the last pixel, every page of a PDF loaded, every part of a
    Word document read) with 1 GiB of memory, 10 s of CPU and 20 s in all; a file that needs more is
    a ``bomb``. The file must not change meanwhile. Blocks for as long, a gevent worker goes on.
    """
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(RefusalCode.EMPTY)
    if size > limits.max_bytes:
        raise FileRefused(RefusalCode.TOO_LARGE)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    kind = sniff(head)
    if kind is None or kind not in kinds:
        raise FileRefused(RefusalCode.UNSUPPORTED, _guess(head))
    refuse_polyglot(path, kind, head)
    digest = _sha256(path)
    opened = _open(path, kind, limits)
    return FileFacts(kind.mime_type, kind.extension, **opened, size=size, sha256=digest)


def _open(path: Path, kind: FileType, limits: Limits) -> dict[str, int | None]:
    request = {"path": str(path.resolve()), "mime_type": kind.mime_type, "limits": asdict(limits)}
    try:
        answer = json.loads(run_child(kind.inspector, request))
        if "refused" in answer:
            raise FileRefused(RefusalCode(answer["refused"]), str(answer.get("detail", "")))
        return {name: _count(answer[name]) for name in ("pages", "width", "height")}
    except ChildFailed as failure:
        raise FileRefused(_REFUSALS[failure.end], "the child gave no answer") from failure
    except (ValueError, KeyError, TypeError) as error:
        # A child that was taken over may write anything.
        raise FileRefused(RefusalCode.DAMAGED, "the child answered nonsense") from error


def _count(value: Any) -> int | None:
    if value is None or (type(value) is int and 0 < value < 1_000_000):
        return value
    raise ValueError("not a count")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            time.sleep(0)  # let the other greenlets of a gevent worker run
    return digest.hexdigest()


def _guess(head: bytes) -> str:
    """What it seems to be instead, for the log."""
    try:
        return "looks like " + str(puremagic.from_string(head[:4096]))
    except (puremagic.PureError, ValueError):
        return "unknown"
