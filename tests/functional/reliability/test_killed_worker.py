"""The worker killed during a scan, Valkey emptied: nothing is lost, and the mail goes once."""

import struct
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.core import clock, jobs, outbox
from capitune.core.db import db
from capitune.core.mail import list_mails
from capitune.core.scanner import EICAR
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.states import DocumentStatus, ReviewerRole, Scan
from tests.factories.documents import receive, reject, send
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import make_professional
from tests.support.eventually import eventually
from tests.support.nasty_server import NastyServer, Visit, hang_deaf
from tests.support.processes import running


def honest(visit: Visit) -> None:
    """A clamd that knows one signature."""
    visit.read_until(b"nINSTREAM\n")
    data = b""
    while size := struct.unpack("!L", visit.read_exactly(4))[0]:
        data += visit.read_exactly(size)
    visit.socket.sendall(b"stream: Eicar FOUND\n" if EICAR in data else b"stream: OK\n")


@pytest.fixture
def environ(live_app: Flask) -> dict[str, str]:
    """What another process needs to work on the same data."""
    config = live_app.config
    return {
        "CAPITUNE_ENV": "test",
        "SECRET_KEY": config["SECRET_KEY"],
        "INSTANCE_PATH": config["INSTANCE_PATH"],
        "DATABASE_URL": config["SQLALCHEMY_DATABASE_URI"],
        "REDIS_URL": config["REDIS_URL"],
        "BASE_URL": config["BASE_URL"],
    }


@pytest.fixture
def dossier(live_app: Flask) -> Dossier:
    """A dossier with a professional at work on it."""
    made = make_dossier()
    assign(made, make_professional("immigration"), ReviewerRole.IMMIGRATION)
    return made


def scan_of(document: Document) -> Scan:
    return db.session.execute(select(Document.scan).where(Document.id == document.id)).scalar_one()


def waiting_scan() -> outbox.OutboxRow:
    db.session.expire_all()
    mine = (outbox.OutboxRow.kind == "documents.scan", outbox.OutboxRow.done_at.is_(None))
    return db.session.scalars(select(outbox.OutboxRow).where(*mine)).one()


def let_the_claim_lapse() -> None:
    """Move the clock past the lease of whoever holds a claim."""
    with unit_of_work():
        past = clock.now() - timedelta(seconds=1)
        held = outbox.OutboxRow.claimed_until.is_not(None)
        db.session.execute(update(outbox.OutboxRow).where(held).values(claimed_until=past))


def test_a_scan_whose_worker_is_killed_is_finished_by_the_next_one(
    live_app: Flask, environ: dict[str, str], dossier: Dossier
) -> None:
    with NastyServer(hang_deaf, honest) as clamd:
        environ["CLAMAV_HOST"] = f"127.0.0.1:{clamd.port}"
        document = send(dossier)
        # A push is only a hint, so the clock runs here too: it brings what a push did not.
        with running("work", environ) as worker, running("clock", environ):
            eventually(lambda: clamd.visits, "the scan to begin")
            worker.kill()
        assert scan_of(document) is Scan.SCANNING
        assert waiting_scan().claimed_until is not None

        jobs.connection().flushdb()
        let_the_claim_lapse()
        with running("work", environ), running("clock", environ):
            eventually(lambda: scan_of(document) is Scan.CLEAN, "the sweep to finish the scan")
    db.session.expire_all()
    assert db.session.get_one(Document, document.id).status is DocumentStatus.RECEIVED


def test_a_mail_asked_while_valkey_is_emptied_goes_once(
    live_app: Flask, environ: dict[str, str], dossier: Dossier
) -> None:
    folder = Path(live_app.config["MAIL_PATH"])
    document = receive(dossier)
    reviewer = make_professional("immigration")
    assign(dossier, reviewer, ReviewerRole.IMMIGRATION)
    before = len(list_mails(folder, limit=1000))
    reject(document, reviewer, "ILLEGIBLE")
    jobs.connection().flushdb()  # every push that was made is forgotten

    with running("work", environ), running("clock", environ), running("clock", environ):
        eventually(lambda: not outbox.waiting() and _all_done(), "every effect to be done")
    mails = list_mails(folder, limit=1000)
    assert len(mails) - before == len({mail.name for mail in mails}) - before
    assert [mail.kind for mail in mails].count("document_rejected") == 1


def _all_done() -> bool:
    left = select(outbox.OutboxRow.id).where(outbox.OutboxRow.done_at.is_(None)).limit(1)
    return db.session.execute(left).first() is None
