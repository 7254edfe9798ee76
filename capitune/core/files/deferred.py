"""What jobs do with stored files: have them scanned, draw their pages, remove them. What is away is tried again later."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import structlog

from capitune.core.files.previews import Source, draw_ahead
from capitune.core.files.previewstates import Preview
from capitune.core.outbox import Retry
from capitune.core.scanner import ScannerUnavailable, Verdict, current_scanner
from capitune.core.storage import StorageMissing, StorageUnavailable, current_storage

log = structlog.get_logger(__name__)


def scan(key: str) -> Verdict | None:
    """What the scanner says of a stored file; None when nothing is stored there. Slow.

    Raises ``Retry`` while the scanner or the store is away: a file is never clean by default.
    """
    try:
        with patiently(), closing(current_storage().open(key)) as stream:
            return current_scanner().scan(stream)
    except StorageMissing:
        log.exception("stored_file_missing", key=key)
        return None


def draw(source: Source, ahead: int, *, is_first: bool) -> Preview | None:
    """Draw the first ``ahead`` pages and say whether they can be shown; None when the file is gone. Slow.

    What cannot be drawn at the first attempt raises ``Retry``, lest a busy machine be taken for a broken file;
    so does a store that is away.
    """
    try:
        with patiently():
            drawn = draw_ahead(source, ahead)
    except StorageMissing:
        return None
    if not drawn and is_first:
        raise Retry("the first page could not be drawn")
    return Preview.DRAWN if drawn else Preview.FAILED


def remove(keys: Iterable[str]) -> None:
    """Remove these from the store; what is gone already is fine. Raises ``Retry`` while it is away."""
    with patiently():
        for key in keys:
            current_storage().delete(key)


@contextmanager
def patiently() -> Iterator[None]:
    """What is away is no failure of the job: raises ``Retry`` instead."""
    try:
        yield
    except (ScannerUnavailable, StorageUnavailable) as error:
        raise Retry(f"{type(error).__name__}: {error}") from error
