"""What jobs do with stored files: have them scanned, remove them. What is away is tried again later."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import structlog

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
