"""What a bucket holds, a thousand objects at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from capitune.core.storage.failures import translated
from capitune.core.storage.interface import PAGE, Stored
from capitune.core.storage.keys import check_key


class S3Listing:
    """A bucket lists its objects in the order of their keys."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def walk(self) -> Iterator[Sequence[Stored]]:
        """See ``Storage.walk``."""
        after = ""
        while page := self._page(after):
            yield page
            after = page[-1].key

    def absent(self, keys: Iterable[str]) -> set[str]:
        """See ``Storage.absent``: one page answers for all keys up to its end."""
        missing: set[str] = set()
        wanted = sorted(map(check_key, keys))
        while wanted:
            # Right before the first: nearly every key has its neighbours in the same page.
            page = self._page(wanted[0][:-1])
            reached = page[-1].key if len(page) == PAGE else wanted[-1]
            if reached < wanted[0]:
                page, reached = self._only(wanted[0]), wanted[0]
            there = {stored.key for stored in page}
            missing.update(key for key in wanted if key <= reached and key not in there)
            wanted = [key for key in wanted if key > reached]
        return missing

    def _only(self, key: str) -> list[Stored]:
        return [stored for stored in self._page("", Prefix=key)[:1] if stored.key == key]

    def _page(self, after: str, **which: str) -> list[Stored]:
        """The objects that follow ``after``. Our keys are plain ASCII, so text sorts as the store does."""
        with translated(self._bucket):
            answer = self._client.list_objects_v2(
                Bucket=self._bucket, StartAfter=after, MaxKeys=PAGE, **which
            )
        return [Stored(one["Key"], one["LastModified"]) for one in answer.get("Contents", ())]
