"""Objects that no row names: a process died between storing and recording, or between the row and the removal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from capitune.core.clock import now
from capitune.core.reconcile.naming import namings
from capitune.core.storage import Stored, current_storage
from capitune.core.work import release

log = structlog.get_logger(__name__)

# Whoever stores a file records it within minutes.
OLD = timedelta(days=1)
# More of them than this and than a tenth of all says that the rows are wrong (another database, one that
# was restored), not the store.
MANY = 20
SHARE = 10


@dataclass(slots=True)
class Unnamed:
    """What a look over the store found: how many objects, how many of them nobody's, how many of those were
    removed. ``foreign`` are none of ours and stay. ``held_back``: nothing was removed, there were too many.
    """

    objects: int = 0
    foreign: int = 0
    unnamed: int = 0
    removed: int = 0

    @property
    def is_suspect(self) -> bool:
        """So many that a person should look first."""
        return self.unnamed > max(MANY, self.objects // SHARE)


def remove_unnamed(*, dry: bool = False, even_many: bool = False) -> Unnamed:
    """Remove what has been in the store for a day and no row names. ``dry`` only counts.

    Two looks: the first counts, and when there are suspiciously many nothing is removed, unless
    ``even_many``. Each page of a thousand is compared with the rows right before its part is removed.
    Outside a unit of work; holds one page in memory. Raises ``StorageUnavailable``, also in the middle:
    run again, it goes on with what is left.
    """
    before, found = now() - OLD, Unnamed()
    for _ in _walk(before, found):
        pass
    if dry or not found.unnamed:
        return found
    if found.is_suspect and not even_many:
        log.error("unnamed_files_kept", objects=found.objects, unnamed=found.unnamed)
        return found
    storage = current_storage()
    for keys in _walk(before, Unnamed()):
        for key in keys:
            storage.delete(key)
            found.removed += 1
        log.info("unnamed_files_removed", keys=keys)
    return found


def _walk(before: datetime, found: Unnamed) -> Iterator[list[str]]:
    """The keys, page by page, of those that were stored before that instant and that no row names."""
    for page in current_storage().walk():
        keys = _unnamed(page, before, found)
        release()
        if keys:
            yield keys


def _unnamed(page: Sequence[Stored], before: datetime, found: Unnamed) -> list[str]:
    tables = namings()
    ours = [one for one in page if any(t.files.behind(one.key) is not None for t in tables)]
    old = {stored.key for stored in ours if stored.since < before}
    named = {k for t in tables for row in t.behind(old) for k in t.files.may(row)}
    unnamed = sorted(old - named)
    found.objects += len(page)
    found.foreign += len(page) - len(ours)
    found.unnamed += len(unnamed)
    return unnamed
