"""Archives that are made while they are sent."""

import hashlib
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from capitune.core.files.archive import Kept, Made, zipped
from capitune.core.storage import (
    EXTENSION,
    FileStorage,
    StorageMissing,
    StorageUnavailable,
    current_storage,
)

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _stored(tmp_path: Path) -> Iterator[None]:
    app = Flask(__name__)
    app.extensions[EXTENSION] = FileStorage(tmp_path, "http://localhost", "secret")
    with app.app_context():
        yield


def keep(name: str, data: bytes) -> Kept:
    key = f"files/{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    current_storage().put(key, io.BytesIO(data), content_type="application/pdf")
    return Kept(name, key, len(data), hashlib.sha256(data).digest())


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_an_archive_holds_what_was_stored() -> None:
    first, second = keep("01 Relevés.pdf", b"a" * MEGABYTE), keep("vide.pdf", b"")
    whole = opened(b"".join(zipped([Made("contenu.html", (b"<p>", b"Bonjour")), first, second])))
    assert whole.testzip() is None
    assert {name: len(whole.read(name)) for name in whole.namelist()} == {
        "contenu.html": 10,
        "01 Relevés.pdf": MEGABYTE,
        "vide.pdf": 0,
    }
    # Windows reads a name as UTF-8 by this flag.
    assert whole.getinfo("01 Relevés.pdf").flag_bits & 0x800


def test_three_hundred_files_of_a_megabyte_take_little_memory() -> None:
    one = keep("a.pdf", bytes(range(256)) * 4096)
    members = [Kept(f"{n:03d}.pdf", one.key, one.size, one.sha256) for n in range(300)]
    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in zipped(members))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent > 300 * MEGABYTE
    assert peak < 3 * MEGABYTE, peak


def broken(pieces: Iterator[bytes], error: type[Exception], then: bytes = b"") -> None:
    sent = [next(pieces)]
    with pytest.raises(error):
        sent.extend(pieces)
    with pytest.raises(zipfile.BadZipFile):
        opened(b"".join(sent) + then)


def test_a_failure_in_the_middle_leaves_no_archive_that_looks_whole() -> None:
    first, second = keep("a.pdf", b"a" * MEGABYTE), keep("b.pdf", b"b" * MEGABYTE)
    pieces = zipped([first, second])
    current_storage().delete(second.key)
    broken(pieces, StorageMissing)


@pytest.mark.parametrize("data", [b"b" * 100, b"b" * (MEGABYTE - 1) + b"c", b""])
def test_a_file_that_changed_is_not_handed_out_as_whole(data: bytes) -> None:
    kept = keep("a.pdf", b"b" * MEGABYTE)
    current_storage().put(kept.key, io.BytesIO(data), content_type="application/pdf")
    broken(zipped([kept]), StorageUnavailable)
