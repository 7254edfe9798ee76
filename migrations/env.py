"""Alembic's environment: short locks, short statements, no application import."""

from logging import getLogger

from alembic import context
from flask import current_app
from sqlalchemy import text

log = getLogger("alembic.env")
LOCK_TIMEOUT, STATEMENT_TIMEOUT = "4s", "60s"


def run() -> None:
    """Run the revisions in one transaction, one at a time in the world."""
    database = current_app.extensions["migrate"].db
    metadata = database.metadatas[None]
    with database.engine.connect() as connection:
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
        connection.execute(text("SELECT pg_advisory_lock(7201)"))
        connection.commit()
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        try:
            with context.begin_transaction():
                context.run_migrations()
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(7201)"))
            connection.commit()


run()
