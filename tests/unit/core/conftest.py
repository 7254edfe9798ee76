"""Time that stands still for the tests of mechanisms."""

from tests.support.clock import clock

__all__ = ["clock"]
