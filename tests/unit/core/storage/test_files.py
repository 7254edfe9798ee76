import io
import os
import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from capitune.core import clock
from capitune.core.storage import (
    FileStorage,
    LinkFacts,
    LinkRefused,
    StorageUnavailable,
)

FACTS = LinkFacts("a/b.pdf", "Relevé d’avril.pdf", "application/pdf", "attachment")


def token(storage: FileStorage, expires: int = 60) -> str:
    url = storage.link(
        FACTS.key,
        file_name=FACTS.file_name,
        content_type=FACTS.content_type,
        disposition=FACTS.disposition,
        expires=expires,
    )
    assert url.startswith("https://example.test/files/")
    return url.rsplit("/", 1)[1]


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_only_this_user_reads_the_file(file_storage: FileStorage, tmp_path: Path) -> None:
    file_storage.put("a/b", io.BytesIO(b"data"), content_type="text/plain")
    (path,) = files_under(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_is_left_of_what_failed(file_storage: FileStorage, tmp_path: Path) -> None:
    class Breaking(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            assert files_under(tmp_path), "there was a half-written file to clear away"
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        file_storage.put("a/b", Breaking(), content_type="text/plain")  # type: ignore[arg-type]
    assert files_under(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    storage = FileStorage(in_the_way / "storage", "https://example.test", "secret")
    with pytest.raises(StorageUnavailable):
        storage.check()
    with pytest.raises(StorageUnavailable):
        storage.put("a", io.BytesIO(b"data"), content_type="text/plain")
    with pytest.raises(StorageUnavailable):
        storage.open("a")


def test_a_full_disk_is_unavailable_and_leaves_the_old(
    file_storage: FileStorage, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    file_storage.put("a", io.BytesIO(b"old"), content_type="text/plain")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StorageUnavailable):
            file_storage.put("a", io.BytesIO(bytes(10_000)), content_type="text/plain")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.read_bytes() for path in files_under(tmp_path)] == [b"old"]


def test_sweeps_only_what_is_a_day_old(file_storage: FileStorage, tmp_path: Path) -> None:
    file_storage.check()
    incoming = tmp_path / "storage" / ".incoming"
    for name, age in (("old", 25 * 3600), ("young", 23 * 3600)):
        (incoming / name).write_bytes(b"half")
        os.utime(incoming / name, (time.time() - age,) * 2)
    assert file_storage.sweep() == 1
    assert [path.name for path in files_under(tmp_path)] == ["young"]


def test_a_link_says_all_that_serving_needs(file_storage: FileStorage) -> None:
    assert file_storage.read_link(token(file_storage)) == FACTS


@pytest.mark.parametrize(("after", "alive"), [(9.9, True), (10.0, False), (61.0, False)])
def test_a_link_dies_on_time(
    file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch, after: float, alive: bool
) -> None:
    start = datetime.now(UTC)
    monkeypatch.setattr(clock, "now", lambda: start)
    made = token(file_storage, expires=10)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=after))
    if alive:
        assert file_storage.read_link(made) == FACTS
    else:
        with pytest.raises(LinkRefused):
            file_storage.read_link(made)


def test_a_link_of_another_secret_or_altered_is_refused(
    file_storage: FileStorage, tmp_path: Path
) -> None:
    good = token(file_storage)
    foreign = token(FileStorage(tmp_path, "https://example.test", "another" * 8))
    altered = ("B" if good[0] != "B" else "C") + good[1:]
    for bad in (foreign, altered, good[:-1], good + "A", "", "nonsense", "é", good * 100):
        with pytest.raises(LinkRefused):
            file_storage.read_link(bad)
    assert file_storage.read_link(good) == FACTS
