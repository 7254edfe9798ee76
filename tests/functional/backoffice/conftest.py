"""Time that a test of the back office moves."""

from tests.support.clock import clock

__all__ = ["clock"]
