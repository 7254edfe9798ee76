"""Against the true daemon, with signatures of our own."""

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from capitune.core.scanner import EICAR, ClamdScanner, Outcome, ScannerUnavailable, Verdict
from tests.support.clamd import KNOWS_EICAR, KNOWS_LITTLE, running

pytestmark = pytest.mark.real("clamd")

Daemon = Callable[[bytes], ClamdScanner]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    with ExitStack() as stack:
        yield lambda signatures: stack.enter_context(running(tmp_path, signatures)).scanner()


def test_tells_good_from_bad(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_EICAR)
    clamd.check()
    assert clamd.scan(io.BytesIO(b"%PDF-1.7 harmless")) == Verdict(Outcome.CLEAN)
    found = clamd.scan(io.BytesIO(b"before" + EICAR))
    assert found == Verdict(Outcome.INFECTED, "Own.Eicar.UNOFFICIAL")


def test_over_its_limit_is_no_answer(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_EICAR)
    with pytest.raises(ScannerUnavailable):
        clamd.scan(io.BytesIO(bytes(3_000_000)))


def test_without_signatures_is_no_answer(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_LITTLE)
    with pytest.raises(ScannerUnavailable, match="no signatures"):
        clamd.scan(io.BytesIO(b"%PDF-1.7 harmless"))
