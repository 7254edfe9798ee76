"""One world for the whole table; what a request changes is rolled back after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection

from capitune.extensions import db, limiter
from tests.functional.access.personas import World, build


@pytest.fixture(scope="module")
def connection(shared_app: Flask) -> Iterator[Connection]:
    """A connection in a transaction that never commits, in the place of the pool."""
    with shared_app.app_context():
        engine = db.engine
    engines = db._app_engines[shared_app]
    connection = engine.connect()
    transaction = connection.begin()
    engines[None] = connection  # type: ignore[assignment]
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    try:
        yield connection
    finally:
        transaction.rollback()
        connection.close()
        engines[None] = engine
        db.session.session_factory.configure(join_transaction_mode="conditional_savepoint")


@pytest.fixture(scope="module")
def whole_world(shared_app: Flask, connection: Connection) -> World:
    """Everybody and everything, made once."""
    with shared_app.app_context():
        return build(shared_app)


@contextmanager
def put_back(connection: Connection) -> Iterator[None]:
    """What is done inside is undone afterwards."""
    limiter.reset()
    with connection.begin_nested() as savepoint:
        yield
        savepoint.rollback()


@pytest.fixture
def world(whole_world: World, connection: Connection) -> Iterator[World]:
    """The world, put back as it was after the test."""
    with put_back(connection):
        yield whole_world
