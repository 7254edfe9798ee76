from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import corpus

Write = Callable[[bytes], Path]


@pytest.fixture(autouse=True)
def _real(real_children: None) -> None:
    """These are the tests of the children."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Bytes to a file whose name says nothing true."""

    def write(data: bytes) -> Path:
        path = tmp_path / "passeport.pdf.exe"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def a_pdf(write: Write) -> Path:
    return write(corpus.pdf())
