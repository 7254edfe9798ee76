"""Fixtures of the notifications' tests."""

from tests.support.clock import clock

__all__ = ["clock"]
