"""Hot reads: one connection at a time, the transaction under way, and a dead connection forgotten."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, func, literal, select, text
from sqlalchemy.exc import DBAPIError

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.core.work import release, unit_of_work

NUMBER = Read(select(literal(1).label("number")))
WHO = Read(select(func.pg_backend_pid().label("pid")))
WRITTEN = Read(
    select(func.count().label("count")).where(AuditEvent.subject_type == bindparam("kind"))
)


def held() -> int:
    """Connections of the pool that are in use."""
    pool: Any = db.engine.pool
    return int(pool.checkedout())


@pytest.fixture(autouse=True)
def _fresh(live_app: Flask) -> None:
    db.session.remove()


def test_reads_one_after_the_other_share_one_connection_until_the_session_ends() -> None:
    first, second = WHO.first().pid, WHO.first().pid
    assert (first == second, held()) == (True, 1)
    db.session.remove()
    assert held() == 0


def test_who_reads_both_ways_never_holds_two_connections() -> None:
    NUMBER.first()
    db.session.scalars(select(AuditEvent).limit(1)).all()
    NUMBER.first()
    assert held() == 1
    db.session.remove()
    assert held() == 0


@pytest.mark.parametrize("way", ["release", "unit"])
def test_the_connection_is_given_back_before_slow_work_and_before_a_unit_of_work(way: str) -> None:
    NUMBER.first()
    if way == "release":
        release()
        assert held() == 0
        return
    with unit_of_work():
        NUMBER.first()
        assert (held(), db.session().in_transaction()) == (1, True)
    assert held() == 0


def test_inside_a_unit_of_work_a_read_sees_what_was_written() -> None:
    kind = "read-test"
    WRITTEN.first(kind=kind)
    with unit_of_work():
        record(Actor.system("test"), Act.SESSION_OPENED, (kind, None))
        db.session.flush()
        assert WRITTEN.first(kind=kind).count == 1
        assert db.session().in_transaction()
    assert WRITTEN.first(kind=kind).count == 1


def test_a_connection_that_died_is_told_and_then_forgotten() -> None:
    pid = WHO.first().pid
    with db.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    with pytest.raises(DBAPIError):
        WHO.first()
    db.session.remove()
    assert WHO.first().pid != pid
