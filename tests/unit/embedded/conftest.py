import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import Stores, services


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture(scope="module")
def instance() -> Iterator[Path]:
    """An instance folder that the account of the servers can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="capitune-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def stores(instance: Path) -> Iterator[Stores]:
    with services(instance, durable=False) as running:
        yield running


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root")
