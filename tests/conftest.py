"""The set-up of all tests: real PostgreSQL and Valkey, one database built by the migrations.

``app`` and ``client`` run inside one transaction that is rolled back; ``live_app`` commits, for races and
several processes, and is emptied afterwards. Limits, CSRF, CSP and scanning stay on.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from capitune.core import jobs
from capitune.extensions import db, limiter
from embedded.stores import Stores, services
from tests.support import hashing, judging, pacing
from tests.support.browserless import Browserless
from tests.support.databases import clone, drop, migrated
from tests.support.eventually import eventually
from tests.support.scheduling import SharedSetUp
from tests.support.settings import application

hashing.be_cheap()
judging.be_quick()
pacing.be_quick()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedSetUp:
    """How `make test` shares the tests out."""
    return SharedSetUp(config, log)


@pytest.fixture
def real_hashes() -> Iterator[None]:
    """Passwords cost what they cost in production."""
    hashing.be_real()
    yield
    hashing.be_cheap()


@pytest.fixture
def real_children() -> Iterator[None]:
    """Every file is judged by a child of its own."""
    judging.be_real()
    yield
    judging.be_quick()


@pytest.fixture
def real_pace() -> Iterator[None]:
    """No answer leaves sooner than in production."""
    pacing.be_real()
    yield
    pacing.be_quick()


@pytest.fixture(scope="session")
def stores() -> Iterator[Stores]:
    """The two services of this run, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="capitune-test-") as folder:
        Path(folder).chmod(0o755)  # the servers run as another user when the tests run as root
        with services(Path(folder), durable=False) as running:
            yield running


@pytest.fixture(scope="session")
def template_database(stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database built by the migrations, with the catalogue, to be cloned."""
    return migrated(stores, tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def shared_app(
    stores: Stores, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One application for all tests that roll back."""
    url = clone(stores, template_database, "shared")
    app = application(stores, url, tmp_path_factory.mktemp("instance"))
    yield app
    with app.app_context():
        db.engine.dispose()
    drop(stores, "shared")


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application inside a transaction that is rolled back after the test."""
    with shared_app.app_context():
        engine = db.engine
    _forget_redis(shared_app)
    connection = engine.connect()
    transaction = connection.begin()
    engines = db._app_engines[shared_app]
    engines[None] = connection  # type: ignore[assignment]
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    try:
        with shared_app.app_context():
            yield shared_app
            db.session.remove()
    finally:
        transaction.rollback()
        connection.close()
        engines[None] = engine
        db.session.session_factory.configure(join_transaction_mode="conditional_savepoint")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application that keeps cookies and, like a browser, sends the form's token."""
    app.test_client_class = Browserless
    return app.test_client()


@pytest.fixture(scope="session")
def _live_app(
    stores: Stores, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    url = clone(stores, template_database, "live")
    app = application(stores, url, tmp_path_factory.mktemp("live"))
    yield app
    with app.app_context():
        db.engine.dispose()
    drop(stores, "live")


@pytest.fixture
def live_app(_live_app: Flask) -> Iterator[Flask]:
    """An application whose work is committed: for races and other processes. Emptied afterwards."""
    _forget_redis(_live_app)
    with _live_app.app_context():
        yield _live_app
        db.session.remove()
        _empty(_live_app)


CATALOGUE = {
    "alembic_version",
    "document_types",
    "fees",
    "rejection_reasons",
    "templates",
    "template_requirements",
    "template_steps",
    "topics",
    "watch_rules",
}


def _empty(app: Flask) -> None:
    """Empty the tables. A server of the test may still read, in an order of its own: waiting for it long
    would end in a deadlock, and one of the two would be killed.
    """
    with db.engine.connect() as connection:
        names = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        emptied = ", ".join(sorted(name for (name,) in names if name not in CATALOGUE))

    def truncated() -> bool:
        try:
            with db.engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '100ms'"))
                # Triggers sleep: the audit log refuses to be emptied.
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                # The legal texts that a migration put stand: without them nobody signs up.
                connection.execute(
                    text(
                        "CREATE TEMP TABLE first_texts ON COMMIT DROP AS"
                        " SELECT * FROM legal_texts WHERE label = '2026-01'"
                    )
                )
                connection.execute(text(f"TRUNCATE {emptied}"))
                connection.execute(text("INSERT INTO legal_texts SELECT * FROM first_texts"))
        except OperationalError as error:
            if isinstance(error.orig, LockNotAvailable):
                return False
            raise
        return True

    eventually(truncated, "the readers to leave", 20)


def _forget_redis(app: Flask) -> None:
    with app.app_context():
        jobs.connection().flushdb()
    limiter.reset()
