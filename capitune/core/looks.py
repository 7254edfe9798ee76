"""The looks at what the house stands on: database, Redis, storage, scanner, versions."""

import os
import platform
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from io import BytesIO
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text

from capitune.core import jobs
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.probing import Found, Grade, database_answers, troubled
from capitune.core.scanner import current_scanner
from capitune.core.storage import StorageUnavailable, current_storage

LONG = 300.0  # seconds: a transaction this old keeps the database from cleaning up
LAG = 60.0  # seconds that a replica may lag behind
OLD_SIGNATURES = timedelta(days=2)
LIBRARIES = ("Flask", "SQLAlchemy", "psycopg", "Flask-Admin", "redis", "rq", "Flask-SocketIO")
# Where platforms say which commit runs.
COMMITS = ("SOURCE_VERSION", "HEROKU_SLUG_COMMIT", "GIT_COMMIT", "RENDER_GIT_COMMIT")

FACTS = text(
    "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size_bytes,"
    " (SELECT version_num FROM alembic_version) AS revision,"
    " (SELECT extract(epoch FROM max(clock_timestamp() - xact_start)) FROM pg_stat_activity"
    "  WHERE datname = current_database() AND pid <> pg_backend_pid()) AS longest_seconds,"
    " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections"
)
REPLICAS = text(
    "SELECT count(*) AS replicas, extract(epoch FROM max(coalesce(replay_lag, '0'))) AS lag_seconds"
    " FROM pg_stat_replication"
)


def database() -> Found:
    """Reachable, how large, at which revision, whether a transaction has been open for long."""
    row, head = db.session.execute(FACTS).mappings().one(), _head()
    facts = {**row, "head": head, "longest_seconds": float(row["longest_seconds"] or 0)}
    if row["revision"] != head:
        return troubled("revision_behind", **facts)
    if facts["longest_seconds"] > LONG:
        return troubled("long_transaction", Grade.WARN, **facts)
    return Found(facts)


def replica() -> Found:
    """How many copies follow, and how far behind; none is no fault."""
    row = db.session.execute(REPLICAS).one()
    if not row.replicas:
        return Found({"replicas": 0})
    lag = float(row.lag_seconds or 0)
    facts = {"replicas": row.replicas, "lag_seconds": lag}
    return troubled("replica_lags", Grade.WARN, **facts) if lag > LAG else Found(facts)


def redis() -> Found:
    """Reachable, how much it holds, and whether it would keep that."""
    if not jobs.ping():
        return troubled("redis_away")
    told: dict[str, Any] = jobs.connection().info()  # type: ignore[assignment]
    saved = datetime.fromtimestamp(told.get("rdb_last_save_time", 0), UTC)
    keeps = bool(told.get("aof_enabled"))
    facts = {
        "version": str(told.get("valkey_version") or told.get("redis_version")),
        "memory_bytes": int(told.get("used_memory", 0)),
        "most_bytes": int(told.get("maxmemory", 0)) or None,
        "appends": keeps,
        "saved_at": saved,
    }
    failed = (
        told.get("rdb_last_bgsave_status") == "err" or told.get("aof_last_write_status") == "err"
    )
    return troubled("redis_cannot_save", Grade.WARN, **facts) if failed else Found(facts)


def storage() -> Found:
    """Writes, reads and deletes a small object of its own."""
    store, key, content = current_storage(), f"health/{new_id()}", b"capitune"
    store.check()
    store.put(key, BytesIO(content), content_type="text/plain")
    try:
        with store.open(key) as kept:
            is_same = kept.read() == content
    finally:
        store.delete(key)
    facts: dict[str, Any] = {"kind": type(store).__name__}
    return Found(facts) if is_same else troubled("storage_differs", **facts)


def scanner() -> Found:
    """Finds what it must find, and with signatures of these days."""
    found = current_scanner()
    facts: dict[str, Any] = {"kind": type(found).__name__}
    if found.is_stand_in:
        return troubled("stand_in", Grade.WARN, **facts)
    found.check()
    since = found.signatures_of()
    facts["signatures_at"] = since
    if since is None or since < now() - OLD_SIGNATURES:
        return troubled("old_signatures", Grade.WARN, **facts)
    return Found(facts)


def ready() -> dict[str, bool]:
    """What this process cannot work without, and whether each answers now: for whoever sends traffic here."""
    return {"database": database_answers(), "redis": jobs.ping(), "storage": _storage_answers()}


def _storage_answers() -> bool:
    try:
        current_storage().check()
    except StorageUnavailable:
        return False
    return True


def versions() -> Found:
    """Which commit runs, as far as the platform says, and on what."""
    commit = next((os.environ[name] for name in COMMITS if os.environ.get(name)), "")
    facts = {"commit": commit[:12] or None, "Python": platform.python_version()}
    return Found({**facts, **{name: version(name) for name in LIBRARIES}})


def _head() -> str:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", current_app.extensions["migrate"].directory)
    return ScriptDirectory.from_config(config).get_current_head() or ""
