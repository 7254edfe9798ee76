"""One scene for each module; what a test does to it is undone after the test."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection

from tests.functional.dossiers.pages.scene import Scene, build
from tests.support.worlds import held, put_back


@pytest.fixture(scope="module")
def connection(shared_app: Flask) -> Iterator[Connection]:
    """The transaction in which the scene stands."""
    with held(shared_app) as connection:
        yield connection


@pytest.fixture(scope="module")
def whole_scene(shared_app: Flask, connection: Connection) -> Scene:
    """Everybody and everything, made once."""
    assert connection.in_transaction()
    with shared_app.app_context():
        return build(shared_app)


@pytest.fixture
def scene(whole_scene: Scene, connection: Connection) -> Iterator[Scene]:
    """The scene, put back as it was after the test."""
    with put_back(whole_scene.app, connection):
        yield whole_scene
