import os
from pathlib import Path

import psycopg
import pytest

from embedded import Stores
from embedded.postgres import Postgres
from embedded.preparation import Preparation


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("capitune", "migrations"):
        (tmp_path / folder).mkdir()
    (tmp_path / "migrations" / "0001.py").write_text("first")
    (tmp_path / "capitune" / "app.py").write_text("app")
    return tmp_path


@pytest.fixture
def postgres(stores: Stores) -> Postgres:
    assert stores.postgres
    with stores.postgres.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num text)")
    return stores.postgres


@pytest.mark.usefixtures("postgres")
def test_the_same_code_on_the_same_database_is_prepared_once(root: Path, stores: Stores) -> None:
    assert Preparation(root, stores).needed()
    Preparation(root, stores).done()
    assert not Preparation(root, stores).needed()


@pytest.mark.parametrize("change", ["edit", "add", "remove", "touch"])
@pytest.mark.usefixtures("postgres")
def test_any_change_of_code_asks_again(root: Path, stores: Stores, change: str) -> None:
    Preparation(root, stores).done()
    code = root / "capitune" / "app.py"
    match change:
        case "edit":
            code.write_text("other")
        case "add":
            (root / "migrations" / "0002.py").write_text("second")
        case "remove":
            code.unlink()
        case _:
            os.utime(code, (1, 1))
    assert Preparation(root, stores).needed()


def test_a_database_that_was_emptied_is_asked_again(
    root: Path, stores: Stores, postgres: Postgres
) -> None:
    Preparation(root, stores).done()
    assert not Preparation(root, stores).needed()
    with psycopg.connect(stores.database_url.replace("+psycopg", "")) as connection:
        connection.execute("DROP TABLE alembic_version")
    assert Preparation(root, stores).needed()
    assert postgres.running()


def test_a_database_given_from_outside_is_always_asked(root: Path, tmp_path: Path) -> None:
    outside = Stores(tmp_path, ("postgresql://elsewhere/x", "redis://elsewhere/0"))
    Preparation(root, outside).done()
    assert Preparation(root, outside).needed()
