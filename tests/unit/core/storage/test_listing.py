"""Walking over what is kept, and asking for what is not there."""

import io
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from capitune.core.storage import (
    FileStorage,
    S3Storage,
    Storage,
    StorageUnavailable,
    listing,
    s3listing,
)


@pytest.fixture
def folder() -> str:
    """A corner of the store that no other test has put anything into."""
    return f"walk-{uuid.uuid4()}"


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (listing, s3listing):
        monkeypatch.setattr(module, "PAGE", 3)


def put(storage: Storage, *keys: str) -> None:
    for key in keys:
        storage.put(key, io.BytesIO(b"x"), content_type="text/plain")


@pytest.mark.usefixtures("small_pages")
def test_walks_over_all_page_by_page(storage: Storage, folder: str) -> None:
    keys = {f"{folder}/{number:02}" for number in range(8)} | {f"{folder}/deep/er/thing.bin"}
    put(storage, *keys)
    pages = list(storage.walk())
    assert {len(page) for page in pages[:-1]} == {3}
    found = [stored for page in pages for stored in page if stored.key.startswith(folder)]
    assert sorted(stored.key for stored in found) == sorted(keys)
    assert all(abs(stored.since - datetime.now(UTC)) < timedelta(minutes=5) for stored in found)


@pytest.mark.usefixtures("small_pages")
def test_what_comes_and_goes_on_the_way_breaks_nothing(storage: Storage, folder: str) -> None:
    keys = [f"{folder}/{number:02}" for number in range(12)]
    put(storage, *keys)
    seen: list[str] = []
    for page in storage.walk():
        seen += [stored.key for stored in page if stored.key.startswith(folder)]
        for key in keys[4:8]:
            storage.delete(key)
        put(storage, f"{folder}/zz{len(seen)}")
    assert set(seen) >= set(keys[:4] + keys[8:])
    assert len(seen) == len(set(seen))


@pytest.mark.usefixtures("small_pages")
def test_says_which_are_absent(storage: Storage, folder: str) -> None:
    there = [f"{folder}/{number:02}" for number in range(0, 20, 2)]
    lost = [f"{folder}/{number:02}" for number in range(1, 20, 2)]
    far = ["0-first-of-all", "zzzz-last-of-all"]
    put(storage, *there)
    assert storage.absent([*there, *lost, *far]) == {*lost, *far}
    assert storage.absent(there) == set()
    assert storage.absent([]) == set()


@pytest.mark.usefixtures("small_pages")
def test_neighbours_without_end_hide_nothing(storage: Storage, folder: str) -> None:
    """Many objects whose keys differ in the last letter only, and more than a page of them."""
    there = [f"{folder}/a{letter}" for letter in "0123456789"]
    put(storage, *there)
    assert storage.absent([there[-1], f"{folder}/az"]) == {f"{folder}/az"}


@pytest.mark.usefixtures("small_pages")
def test_asks_once_for_many_neighbours(
    s3_storage: S3Storage, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3listing, "PAGE", 1000)
    keys = [f"{folder}/{number:03}" for number in range(50)]
    put(s3_storage, *keys)
    asked: list[str] = []
    page = s3listing.S3Listing._page
    monkeypatch.setattr(
        s3listing.S3Listing,
        "_page",
        lambda self, after, **which: asked.append(after) or page(self, after, **which),
    )
    assert s3_storage.absent([*keys, f"{folder}/999"]) == {f"{folder}/999"}
    assert len(asked) == 1


def test_strange_files_in_the_folder_are_no_objects(
    file_storage: FileStorage, tmp_path: Path
) -> None:
    put(file_storage, "things/one")
    shelf = next((tmp_path / "storage").glob("[0-9a-f][0-9a-f]"))
    for name in ("Thumbs.db", ".hidden", "a b"):
        (shelf / name).write_text("x")
    assert [stored.key for page in file_storage.walk() for stored in page] == ["things/one"]


def test_a_folder_that_is_not_there_has_lost_nothing(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path / "unmounted", "https://example.test", "secret" * 8)
    with pytest.raises(StorageUnavailable):
        storage.absent(["things/one"])
    assert list(storage.walk()) == []


def test_a_folder_that_cannot_be_read_is_unavailable(
    file_storage: FileStorage, tmp_path: Path
) -> None:
    put(file_storage, "things/one")
    shelf = next((tmp_path / "storage").glob("[0-9a-f][0-9a-f]"))
    shelf.rename(tmp_path / "away")
    shelf.write_text("not a folder")
    with pytest.raises(StorageUnavailable):
        list(file_storage.walk())
    with pytest.raises(StorageUnavailable):
        file_storage.absent(["things/one"])
