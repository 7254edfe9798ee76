"""Time for the tests of this folder."""

from tests.support.clock import clock

__all__ = ["clock"]
