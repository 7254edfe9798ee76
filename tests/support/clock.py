"""Time that a test moves: everything asks ``core.clock``, however it imported ``now``."""

from datetime import datetime, timedelta, tzinfo

import pytest

from capitune.core import clock as house


class MovedClock:
    """The house's clock, ahead of the real one by what the test asked."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def move(self, **delta: float) -> None:
        """Let this much time pass: ``move(minutes=15, seconds=1)``."""
        self.ahead += timedelta(**delta)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    """The clock of the house, standing still until the test moves it."""
    moved = MovedClock()
    stopped = house.now()

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return (stopped + moved.ahead).astimezone(tz)

    monkeypatch.setattr(house, "datetime", Moved)
    return moved
