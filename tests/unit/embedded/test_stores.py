"""The embedded servers on a folder of their own: start, share, stop, and come back from crashes."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from embedded import Stores, services
from embedded.errors import EmbeddedError
from embedded.ports import HOST, is_free
from embedded.process import alive, wait_until


def query(stores: Stores, sql: str) -> list[tuple[object, ...]]:
    address = stores.database_url.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def pids(stores: Stores) -> list[int]:
    return [server.pid or 0 for server in stores.servers]


def kill(stores: Stores, index: int) -> int:
    server = stores.servers[index]
    pid = server.pid or 0
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not server.running(), 5)
    return pid


def test_both_answer_with_the_features_the_product_stands_on(stores: Stores) -> None:
    row = query(
        stores,
        "SELECT current_database(), datlocprovider::text, datlocale, encoding FROM pg_database WHERE datname = current_database()",
    )
    assert row == [("capitune", "b", "C.UTF-8", 6)]
    assert query(stores, "SELECT uuidv7() IS NOT NULL, lower('ÉCOLE')") == [(True, "école")]
    assert redis.Redis.from_url(stores.redis_url).ping() is True


@pytest.mark.parametrize("index", [0, 1])
def test_nobody_enters_without_the_password(stores: Stores, index: int) -> None:
    server = stores.servers[index]
    if index == 0:
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=HOST, port=server.port, user="capitune", password="guess")
    else:
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(host=HOST, port=server.port, retry=Retry(NoBackoff(), 0)).ping()
    assert stat.S_IMODE((server.folder / "password").stat().st_mode) == 0o600


def test_they_listen_on_this_machine_only(stores: Stores) -> None:
    assert query(stores, "SHOW listen_addresses") == [(HOST,)]
    told = redis.Redis.from_url(stores.redis_url, decode_responses=True).config_get("bind")
    assert told == {"bind": HOST}


def test_the_second_user_shares_and_the_last_one_stops(instance: Path) -> None:
    with services(instance, durable=False) as first:
        with services(instance, durable=False) as second:
            assert pids(second) == pids(first)
        assert all(alive(pid) for pid in pids(first))
        noted = (instance / "services" / "database_url").read_text()
        assert noted == first.database_url
        running = pids(first)
    assert not any(alive(pid) for pid in running)
    assert not (instance / "services" / "database_url").exists()


def test_data_and_addresses_outlive_a_stop(instance: Path) -> None:
    with services(instance, durable=False) as first:
        query(first, "CREATE TABLE kept AS SELECT 7 AS number")
        address = first.database_url
    with services(instance, durable=False) as second:
        assert second.database_url == address
        assert query(second, "SELECT number FROM kept") == [(7,)]


def test_a_killed_server_comes_back_where_it_was(stores: Stores) -> None:
    query(stores, "CREATE TABLE survivor AS SELECT 1 AS number")
    addresses = stores.database_url, stores.redis_url
    before = [kill(stores, 0), kill(stores, 1)]
    assert stores.revive() == ["PostgreSQL", "Valkey"]
    assert stores.revive() == []
    assert (stores.database_url, stores.redis_url) == addresses
    assert not set(pids(stores)) & set(before)
    assert query(stores, "SELECT number FROM survivor") == [(1,)]
    assert redis.Redis.from_url(stores.redis_url).ping() is True


KILLED_WHILE_SERVING = """
import os, signal, sys
from pathlib import Path
from embedded import services
with services(Path(sys.argv[1]), durable=False) as stores:
    print(*(server.pid for server in stores.servers), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def abandoned(instance: Path) -> list[int]:
    """Servers whose starter was killed: they run on, and nobody owns them."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_SERVING, str(instance)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return [int(pid) for pid in done.stdout.split()]


def test_abandoned_servers_are_taken_over_and_stopped(instance: Path) -> None:
    left = abandoned(instance)
    assert all(alive(pid) for pid in left)
    with services(instance, durable=False) as stores:
        assert pids(stores) == left
    assert wait_until(lambda: not any(alive(pid) for pid in left), 5)


def test_a_crash_of_everything_loses_no_committed_row(instance: Path) -> None:
    with services(instance, durable=False) as stores:
        query(stores, "CREATE TABLE IF NOT EXISTS crash (number int)")
    left = abandoned(instance)
    address = (instance / "services" / "database_url").read_text().replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("INSERT INTO crash VALUES (42)")
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    with services(instance, durable=False) as stores:
        assert not set(pids(stores)) & set(left)
        assert query(stores, "SELECT number FROM crash") == [(42,)]


def test_a_process_id_that_now_is_somebody_elses_does_not_keep_it_from_starting(
    instance: Path,
) -> None:
    with services(instance, durable=False) as stores:
        assert stores.postgres
        data = stores.postgres.data
        port = stores.postgres.port
    owner = data.stat()
    with subprocess.Popen(["sleep", "60"], user=owner.st_uid) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n0\n{port}\n\n127.0.0.1\n")
        try:
            with services(instance, durable=False) as stores:
                assert query(stores, "SELECT 1") == [(1,)]
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_a_port_taken_meanwhile_is_given_up(instance: Path) -> None:
    with services(instance, durable=False) as stores:
        assert stores.valkey
        port = stores.valkey.port
    assert is_free(port)
    taker = subprocess.Popen([sys.executable, "-m", "http.server", str(port), "--bind", HOST])
    try:
        assert wait_until(lambda: not is_free(port), 10)
        with services(instance, durable=False) as stores:
            assert stores.valkey
            assert stores.valkey.port != port
            assert redis.Redis.from_url(stores.redis_url).ping() is True
    finally:
        taker.kill()
        taker.wait()


def test_nothing_starts_when_both_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with services(tmp_path) as stores:
        assert stores.database_url == "postgresql://elsewhere/x"
        assert stores.redis_url == "redis://elsewhere/0"
        assert stores.servers == []
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_missing_starts(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/x")
    with services(instance, durable=False) as stores:
        assert [server.name for server in stores.servers] == ["Valkey"]
        assert stores.database_url == "postgresql://elsewhere/x"


def test_a_start_that_fails_says_why_and_leaves_nothing(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embedded.postgres.DISPOSABLE", {"fsync": "perhaps"})
    monkeypatch.setattr("embedded.server.CRASH_WINDOW", 0)
    with (
        pytest.raises(EmbeddedError, match="requires a Boolean value"),
        services(instance, durable=False),
    ):
        pass
    monkeypatch.undo()
    with services(instance, durable=False) as stores:
        assert query(stores, "SELECT 1") == [(1,)]
