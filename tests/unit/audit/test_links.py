"""The chain as the database keeps it: one order for all, whoever writes at once; verified by command."""

import threading
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from capitune.audit.acts import Act
from capitune.audit.links import file_of, head_of, verify_stored
from capitune.audit.models import AuditLink
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.work import unit_of_work

pytestmark = pytest.mark.usefixtures("live_app")
ACTOR = Actor.system("test")


def write(*contexts: uuid.UUID) -> None:
    with unit_of_work():
        for context in contexts:
            record(ACTOR, Act.DOSSIER_EDITED, ("dossier", context), context_id=context)


def numbers(context: uuid.UUID) -> list[int]:
    found = select(AuditLink.number).filter_by(context_id=context).order_by(AuditLink.number)
    return list(db.session.scalars(found))


def test_many_who_write_at_once_stand_in_one_line(live_app: Flask) -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    gate = threading.Barrier(8)

    def run(place: int) -> None:
        with live_app.app_context():
            gate.wait()
            for _ in range(5):
                write(*sorted((one, other)) if place % 2 else [one])
            db.session.remove()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(one) == list(range(1, 41))
    assert numbers(other) == list(range(1, 21))
    assert verify_stored(one).flaw is None
    assert verify_stored(one).lines == 40


def test_acts_without_a_journal_and_those_undone_have_no_line() -> None:
    context = uuid.uuid4()
    with unit_of_work():
        record(ACTOR, Act.DOSSIER_EDITED, ("dossier", context))
    with pytest.raises(ZeroDivisionError), unit_of_work():
        record(ACTOR, Act.DOSSIER_EDITED, ("dossier", context), context_id=context)
        db.session.flush()
        raise ZeroDivisionError
    assert numbers(context) == []


def test_an_older_journal_gets_its_links_with_its_next_line() -> None:
    context = uuid.uuid4()
    _guard("DISABLE")
    write(*[context] * 3)
    _guard("ENABLE")
    assert numbers(context) == []
    write(context, context)
    assert numbers(context) == [1, 2, 3, 4, 5]
    assert verify_stored(context).flaw is None


def test_nobody_rewrites_the_chain() -> None:
    context = uuid.uuid4()
    write(context)
    for statement in ("UPDATE audit_links SET hash = ''", "DELETE FROM audit_links"):
        with pytest.raises(Exception, match="append only"), unit_of_work():
            db.session.execute(text(statement))


def test_the_commands_name_the_first_altered_line(live_app: Flask, tmp_path: Path) -> None:
    context, sound = uuid.uuid4(), uuid.uuid4()
    write(*[context] * 1203, sound)
    file = tmp_path / "journal.jsonl"
    file.write_bytes(b"".join(file_of(head_of(context))))
    run = live_app.test_cli_runner().invoke
    told = run(args=["journal", "verify", str(file)])
    assert (told.exit_code, told.output) == (0, f"Journal {context}: 1203 lines, all as written\n")
    assert run(args=["journal", "check"]).exit_code == 0

    lines = file.read_bytes().split(b"\n")
    lines[700] = lines[700].replace(b"dossier.edited", b"dossier.staged")
    file.write_bytes(b"\n".join(lines))
    for options in ([], ["--alone"]):
        told = run(args=["journal", "verify", str(file), *options])
        assert told.exit_code == 1
        assert f"Journal {context}: line 700 (dossier.staged, " in told.output
    file.write_bytes(b"nothing")
    assert run(args=["journal", "verify", str(file)]).exit_code == 1

    with unit_of_work():
        db.session.execute(
            text("ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only")
        )
        db.session.execute(
            text(
                "UPDATE audit_events SET door = 'web' WHERE id = (SELECT event_id FROM audit_links"
                " WHERE context_id = :key AND number = 900)"
            ),
            {"key": context},
        )
        db.session.execute(text("ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only"))
    told = run(args=["journal", "check"])
    assert (told.exit_code, told.output) == (1, f"Journal {context}: line 900 is altered\n")


def _guard(how: str) -> None:
    with unit_of_work():
        db.session.execute(text(f"ALTER TABLE audit_events {how} TRIGGER audit_events_linked"))
