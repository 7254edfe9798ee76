import io
from pathlib import Path

import pytest
from flask import Flask

from capitune.core import scanner
from capitune.core.scanner import EICAR, Outcome, StandInScanner, Verdict
from capitune.core.scanner.stand_in import CHUNK

FOUND = Verdict(Outcome.INFECTED, "Eicar-Test-Signature")


class Dribble(io.RawIOBase):
    """Gives a few bytes at a time, whatever is asked."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step = data, step

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1) -> bytes:
        taken, self.data = self.data[: self.step], self.data[self.step :]
        return taken


def test_says_what_it_is() -> None:
    assert StandInScanner().is_stand_in is True
    StandInScanner().check()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", EICAR[:-1], bytes(3 * CHUNK)])
def test_the_rest_is_clean(data: bytes) -> None:
    verdict = StandInScanner().scan(io.BytesIO(data))
    assert verdict == Verdict(Outcome.CLEAN)
    assert verdict.is_clean


@pytest.mark.parametrize("before", [0, 1, CHUNK - 67, CHUNK - 1, CHUNK, 2 * CHUNK - 30])
def test_finds_the_string_wherever_it_lies(before: int) -> None:
    verdict = StandInScanner().scan(io.BytesIO(bytes(before) + EICAR + bytes(5)))
    assert verdict == FOUND
    assert not verdict.is_clean


@pytest.mark.parametrize("step", [1, 7, 67, 68])
def test_finds_it_in_short_reads(step: int) -> None:
    stream = Dribble(b"before" + EICAR, step)
    assert StandInScanner().scan(stream) == FOUND  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "env", "expected"),
    [
        ("", "development", scanner.StandInScanner),
        ("", "test", scanner.StandInScanner),
        ("127.0.0.1:3310", "production", scanner.ClamdScanner),
        ("", "production", RuntimeError),
    ],
)
def test_production_never_gets_the_stand_in(
    tmp_path: Path, host: str, env: str, expected: type
) -> None:
    app = Flask("bound", root_path=str(tmp_path))
    app.config.update(CLAMAV_HOST=host, CAPITUNE_ENV=env)
    if expected is RuntimeError:
        with pytest.raises(RuntimeError, match="CLAMAV_HOST"):
            scanner.init_app(app)
        return
    scanner.init_app(app)
    with app.app_context():
        assert isinstance(scanner.current_scanner(), expected)
