"""One line of migrations, that goes up, down and up again over data, and ends where the records say."""

import ast
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from capitune.extensions import db
from embedded.stores import Stores
from tests.factories.documents import receive, reject
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import make_professional
from tests.support.databases import clone, drop
from tests.support.settings import application
from tests.support.source import ROOT, called, calls, imports, relative

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def test_there_is_one_head_and_one_line() -> None:
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1
    revisions = list(script.walk_revisions())
    assert len(revisions) == len(VERSIONS)
    assert [r.revision for r in revisions if r.is_merge_point or r.is_branch_point] == []


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_revision_knows_nothing_of_the_application(path: Path) -> None:
    names = {name for _, _, found in imports(path) for name in found}
    assert {n for n in names if n.startswith(("capitune", "config"))} == set()


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_revision_can_be_taken_back(path: Path) -> None:
    body = {
        n.name: n.body for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)
    }
    assert {"upgrade", "downgrade"} <= set(body)
    assert not any(isinstance(node, ast.Pass) for node in body["downgrade"])


def test_locks_and_statements_have_limits() -> None:
    environment = (ROOT / "migrations" / "env.py").read_text()
    assert "lock_timeout" in environment
    assert "statement_timeout" in environment


def test_money_is_not_a_float() -> None:
    for path in VERSIONS:
        kinds = {called(call) for call in calls(path)}
        assert not kinds & {"sa.Float", "sa.REAL", "sa.Numeric"}, relative(path)


@pytest.fixture
def own_app(stores: Stores, template_database: str) -> Iterator[Flask]:
    """An application on a database of its own."""
    url = clone(stores, template_database, "migrating")
    with tempfile.TemporaryDirectory() as folder:
        app = application(stores, url, Path(folder))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()
    drop(stores, "migrating")


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


def test_the_schema_is_what_the_records_say(own_app: Flask) -> None:
    assert len(inspect(db.engine).get_table_names()) > 15
    assert differences() == []


def test_every_foreign_key_is_indexed(own_app: Flask) -> None:
    inspector = inspect(db.engine)
    for table in inspector.get_table_names():
        indexed = {index["column_names"][0] for index in inspector.get_indexes(table)}
        indexed |= {u["column_names"][0] for u in inspector.get_unique_constraints(table)}
        indexed |= set(inspector.get_pk_constraint(table)["constrained_columns"][:1])
        for key in inspector.get_foreign_keys(table):
            assert key["constrained_columns"][0] in indexed, f"{table}.{key['constrained_columns']}"


def test_every_moment_has_a_time_zone(own_app: Flask) -> None:
    statement = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'"
    )
    with db.engine.connect() as connection:
        assert connection.execute(statement).all() == []


def test_up_down_up_over_data(own_app: Flask) -> None:
    """The newest revision is taken back and put again over a database in use; then all of them."""
    populate()
    before = people()
    assert before > 0
    downgrade(revision="-1")
    upgrade()
    assert people() == before
    assert differences() == []
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert differences() == []


def populate() -> None:
    """Rows in every table of the journey."""
    dossier, pro = make_dossier(), make_professional("immigration")
    assign(dossier, pro)
    reject(receive(dossier), pro)
    db.session.remove()


def people() -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM users")).scalar_one())
