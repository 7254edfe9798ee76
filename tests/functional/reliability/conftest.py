"""Fixtures of the tests that break things."""

from tests.support.class_letters import class_letters
from tests.support.clock import clock

__all__ = ["class_letters", "clock"]
