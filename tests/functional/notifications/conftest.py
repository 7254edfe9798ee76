"""Fixtures of the notifications' tests."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from capitune.core import clock as house
from tests.support.class_letters import class_letters
from tests.support.clock import MovedClock, clock

__all__ = ["Go", "class_letters", "clock", "go"]

Go = Callable[[str], None]


@pytest.fixture
def go(clock: MovedClock) -> Go:
    """Let it be that instant (UTC)."""

    def move(moment: str) -> None:
        clock.ahead += datetime.fromisoformat(moment).replace(tzinfo=UTC) - house.now()

    return move
