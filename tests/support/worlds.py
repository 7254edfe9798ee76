"""A world made once for a module, and put back as it was after each test."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Connection

from capitune.extensions import db, limiter


@contextmanager
def held(app: Flask) -> Iterator[Connection]:
    """A connection in a transaction that never commits, in the place of the pool."""
    with app.app_context():
        engine = db.engine
    engines = db._app_engines[app]
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


@contextmanager
def put_back(app: Flask, connection: Connection) -> Iterator[None]:
    """What is done inside is undone afterwards."""
    limiter.reset()
    savepoint = connection.begin_nested()
    try:
        with app.app_context():
            yield
            db.session.remove()
    finally:
        savepoint.rollback()
