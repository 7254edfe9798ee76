"""Pictures of pages, drawn in a limited child process."""

from pathlib import Path
from typing import Any

from capitune.core.files.process import ChildFailed, run_child
from capitune.core.files.signatures import CHILDREN, TYPES, WEBP

MAX_WIDTH = 4000

_PAINTERS = {kind.mime_type: kind.painter for kind in TYPES}
_HEAD = (b"RIFF", b"WEBP")


class RenderFailed(Exception):
    """The page cannot be drawn; ``code`` is ``unsupported``, ``no_page`` or ``failed``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def render_page(path: str | Path, mime_type: str, page: int, width: int) -> bytes:
    """Page ``page`` (from 1) as WEBP, at most ``width`` pixels wide (1 to 4000).

    A PDF is drawn at that width, filled fields and annotations included; an image is turned upright
    and never made larger than it is. Nothing of the file but its pixels is in the picture. For files
    that ``inspect`` accepted; Word documents are ``unsupported``. Raises ``RenderFailed``.
    """
    _check_width(width)
    painter = _PAINTERS.get(mime_type)
    if painter is None:
        raise RenderFailed("unsupported")
    if page < 1:
        raise RenderFailed("no_page")
    request = {
        "path": str(Path(path).resolve()),
        "mime_type": mime_type,
        "page": page,
        "width": width,
    }
    return _painted(painter, request)


def render_place(path: str | Path, box: tuple[float, float, float, float], width: int) -> bytes:
    """What is around ``box`` in a picture that ``render_page`` made, with its outline drawn, as WEBP of at
    most ``width`` pixels. ``box``: left, top, width and height as fractions of the picture.

    Raises ``RenderFailed``.
    """
    _check_width(width)
    request = {
        "path": str(Path(path).resolve()),
        "mime_type": WEBP.mime_type,
        "box": box,
        "width": width,
    }
    return _painted(f"{CHILDREN}.draw_place", request)


def _check_width(width: int) -> None:
    if not 1 <= width <= MAX_WIDTH:
        raise ValueError(f"a width is 1 to {MAX_WIDTH} pixels")


def _painted(painter: str, request: dict[str, Any]) -> bytes:
    try:
        picture = run_child(painter, request)
    except ChildFailed as failure:
        raise RenderFailed("failed") from failure
    if not picture:
        raise RenderFailed("no_page")
    if (picture[:4], picture[8:12]) != _HEAD:
        raise RenderFailed("failed")
    return picture
