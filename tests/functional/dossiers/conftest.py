"""What tests of dossiers share."""

from tests.support.clock import clock

__all__ = ["clock"]
