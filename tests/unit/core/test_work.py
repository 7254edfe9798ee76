"""One transaction per act, effects after it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.work import NoUnitOfWork, after_commit, is_open, savepoint, unit_of_work

ACTOR = Actor.system("test")


def write() -> None:
    record(ACTOR, Act.SESSION_OPENED, ("test", None))


def written() -> int:
    mine = select(func.count()).select_from(AuditEvent).where(AuditEvent.subject_type == "test")
    return int(db.session.scalar(mine) or 0)


def test_effects_leave_after_the_commit_and_in_order(app: Flask) -> None:
    seen: list[str] = []
    with unit_of_work():
        write()
        after_commit(lambda: seen.append("first"))
        after_commit(lambda: seen.append("second"))
        assert seen == []
    assert seen == ["first", "second"]
    assert written() == 1


def test_a_failure_rolls_back_and_sends_nothing(app: Flask) -> None:
    seen: list[str] = []
    with pytest.raises(Conflict), unit_of_work():
        write()
        after_commit(lambda: seen.append("never"))
        raise Conflict
    assert (written(), seen, is_open()) == (0, [], False)


def test_an_error_marked_keep_commits_and_still_raises(app: Flask) -> None:
    seen: list[str] = []
    with pytest.raises(Invalid), unit_of_work():
        write()
        after_commit(lambda: seen.append("kept"))
        raise Invalid(code="wrong_code", keep=True)
    assert (written(), seen) == (1, ["kept"])


def test_an_inner_unit_joins_the_outer_one(app: Flask) -> None:
    with pytest.raises(Conflict), unit_of_work():
        with unit_of_work():
            write()
        raise Conflict
    assert written() == 0


def test_a_failed_savepoint_takes_its_rows_and_its_effects(app: Flask) -> None:
    seen: list[str] = []
    with unit_of_work():
        write()
        after_commit(lambda: seen.append("kept"))
        with pytest.raises(Conflict), savepoint():
            write()
            db.session.flush()
            after_commit(lambda: seen.append("undone"))
            raise Conflict
    assert (written(), seen) == (1, ["kept"])


def test_a_released_savepoint_does_not_send_effects_early(app: Flask) -> None:
    seen: list[str] = []
    with unit_of_work():
        with savepoint():
            after_commit(lambda: seen.append("later"))
        assert seen == []
    assert seen == ["later"]


def test_an_effect_that_fails_stops_neither_the_others_nor_the_answer(app: Flask) -> None:
    seen: list[str] = []
    with unit_of_work():
        after_commit(lambda: 1 / 0)
        after_commit(lambda: seen.append("sent"))
    assert seen == ["sent"]


def test_a_read_cannot_have_effects_by_accident(app: Flask) -> None:
    with pytest.raises(NoUnitOfWork):
        after_commit(print)


def test_the_audit_log_refuses_to_be_rewritten(live_app: Flask) -> None:
    with unit_of_work():
        write()
    event = db.session.scalars(select(AuditEvent).filter_by(subject_type="test")).one()
    event.act = Act.DOSSIER_DELETED
    with pytest.raises(Exception, match="append only"), unit_of_work():
        db.session.flush()
