"""Pages of a stored file as pictures: drawn by a limited child, kept beside the file under keys of their own."""

import io
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from capitune.core.errors import NotFound
from capitune.core.files.previewkeys import preview_key, stamp_key
from capitune.core.files.render import RenderFailed, render_page
from capitune.core.storage import StorageMissing, current_storage

WIDTH = 1600
# Of a whole page: enough to know a paper again, too little to read it.
STAMP_WIDTH = 160
WEBP = "image/webp"
# What one job may take: a page that nobody drew ahead is drawn when it is asked for.
AHEAD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Source:
    """A stored file whose pages are drawn."""

    key: str
    mime_type: str
    pages: int


def page_picture(source: Source, number: int) -> bytes:
    """Page ``number`` (from 1) as WEBP, 1600 pixels wide. Slow the first time.

    Raises ``NotFound`` for a page that is not there or cannot be drawn (a Word document).
    """
    if not 1 <= number <= source.pages:
        raise NotFound
    return _page(source, preview_key(source.key, number), number, WIDTH)


def stamp(source: Source) -> bytes:
    """The first page as WEBP, 160 pixels wide: for lists. Raises ``NotFound`` as ``page_picture``."""
    return _page(source, stamp_key(source.key), 1, STAMP_WIDTH)


def draw_ahead(source: Source, most: int) -> bool:
    """Draw and keep the first page, its stamp, then the pages up to ``most``, for a minute at most.

    False when the first page cannot be drawn: then nothing is kept. A later page that cannot is left.
    Raises ``StorageMissing``, ``StorageUnavailable``.
    """
    until = time.monotonic() + AHEAD_SECONDS
    with _local(source) as path:
        try:
            first = render_page(path, source.mime_type, 1, WIDTH)
            small = render_page(path, source.mime_type, 1, STAMP_WIDTH)
        except RenderFailed:
            return False
        keep(preview_key(source.key, 1), first)
        keep(stamp_key(source.key), small)
        for number in range(2, min(most, source.pages) + 1):
            if time.monotonic() > until:
                break
            with suppress(RenderFailed):
                drawn = render_page(path, source.mime_type, number, WIDTH)
                keep(preview_key(source.key, number), drawn)
    return True


def kept(key: str) -> bytes | None:
    """The picture under this key; None when it was not drawn yet. Raises ``StorageUnavailable``."""
    try:
        with closing(current_storage().open(key)) as stream:
            return stream.read()
    except StorageMissing:
        return None


def keep(key: str, picture: bytes) -> None:
    """Keep a picture. Raises ``StorageUnavailable``."""
    current_storage().put(key, io.BytesIO(picture), content_type=WEBP)


def kept_or_drawn(key: str, draw: Callable[[], bytes]) -> bytes:
    """The picture under this key, drawn and kept when it was not yet. Raises ``StorageUnavailable``."""
    picture = kept(key)
    if picture is None:
        picture = draw()
        keep(key, picture)
    return picture


def _page(source: Source, key: str, number: int, width: int) -> bytes:
    def draw() -> bytes:
        try:
            with _local(source) as path:
                return render_page(path, source.mime_type, number, width)
        except (StorageMissing, RenderFailed) as error:
            raise NotFound from error

    return kept_or_drawn(key, draw)


@contextmanager
def _local(source: Source) -> Iterator[Path]:
    """A copy of the file for the child to open."""
    with tempfile.NamedTemporaryFile(prefix="preview-") as temporary:
        with closing(current_storage().open(source.key)) as stream:
            shutil.copyfileobj(stream, temporary)
        temporary.flush()
        yield Path(temporary.name)
