"""Jobs on stored files: what is away is tried again, what is gone is said or fine."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from capitune.core import scanner, storage
from capitune.core.files import deferred
from capitune.core.ids import new_id
from capitune.core.outbox import Retry
from capitune.core.scanner import ClamdScanner, Outcome
from capitune.core.scanner.stand_in import EICAR
from capitune.core.storage import FileStorage, StorageMissing, current_storage


def put(data: bytes) -> str:
    key = f"files/{new_id()}"
    current_storage().put(key, io.BytesIO(data), content_type="text/plain")
    return key


@contextmanager
def installed(app: Flask, name: str, part: object) -> Iterator[None]:
    """Another real driver for a while."""
    usual = app.extensions[name]
    app.extensions[name] = part
    try:
        yield
    finally:
        app.extensions[name] = usual


def test_a_scan_gives_the_verdict_on_what_is_stored(app: Flask) -> None:
    clean, infected = deferred.scan(put(b"fine")), deferred.scan(put(EICAR))
    assert clean is not None
    assert infected is not None
    assert (clean.outcome, infected.outcome) == (Outcome.CLEAN, Outcome.INFECTED)


def test_a_scan_of_nothing_is_none(app: Flask) -> None:
    assert deferred.scan(f"files/{new_id()}") is None


def test_a_scanner_that_is_away_is_waited_for(app: Flask) -> None:
    key = put(b"fine")
    away = ClamdScanner("127.0.0.1:1", timeout=1.0)
    with installed(app, scanner.EXTENSION, away), pytest.raises(Retry, match="ScannerUnavailable"):
        deferred.scan(key)


def test_a_store_that_is_away_is_waited_for(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"not a folder")
    away = FileStorage(tmp_path / "store", "http://localhost", "x" * 32)
    with installed(app, storage.EXTENSION, away):
        with pytest.raises(Retry, match="StorageUnavailable"):
            deferred.scan("files/a")
        with pytest.raises(Retry, match="StorageUnavailable"):
            deferred.remove(["files/a"])


def test_removal_takes_all_and_minds_nothing_that_is_gone(app: Flask) -> None:
    kept, gone = put(b"a"), f"files/{new_id()}"
    deferred.remove((gone, kept, gone))
    with pytest.raises(StorageMissing):
        current_storage().open(kept)
