"""Time and people for the tests of this folder."""

import pytest
from flask import Flask

from tests.support.clock import clock
from tests.unit.professionals.scene import Scene

__all__ = ["clock", "scene"]


@pytest.fixture
def scene(app: Flask) -> Scene:
    """Two admins who have just signed in."""
    return Scene()
