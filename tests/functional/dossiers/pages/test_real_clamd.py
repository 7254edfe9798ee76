"""A file from the form to its reader through Debian's clamd: found clean, found infected, and clamd away."""

from collections.abc import Iterator
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP
from threading import Timer

import pytest
from sqlalchemy import update

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.scanner import ClamdScanner
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document
from capitune.dossiers.states import DocumentStatus, Scan
from tests.factories.documents import INFECTED
from tests.functional.dossiers.pages.scene import Scene
from tests.functional.dossiers.pages.test_upload import post, versions
from tests.support.clamd import Clamd, running
from tests.support.corpus import pdfs
from tests.support.outbox import run_outbox

pytestmark = pytest.mark.real("clamd")
START_SECONDS = 2.0  # of processor time, with our base; Debian's own takes a minute and a gigabyte


@pytest.fixture
def clamd(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clamd]:
    """The daemon, and the application that asks it."""
    with running(tmp_path) as daemon:
        monkeypatch.setitem(scene.app.extensions, "capitune.scanner", daemon.scanner())
        yield daemon


def sent(scene: Scene, data: bytes) -> Document:
    """The version that came of a form with this file."""
    assert post(scene, "FIN_BANK", data).status_code == 303
    (document,) = versions(scene, "FIN_BANK")
    assert document.scan is Scan.SCANNING
    return document


def scanned(document: Document) -> Scan:
    """What is known of it once everything that waits was tried again."""
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(due_at=now(), claimed_until=None))
    run_outbox()
    db.session.expire_all()
    return db.session.get_one(Document, document.id).scan


def reads(scene: Scene, who: str, document: Document) -> int:
    return scene.browser(who).get(f"/documents/{document.id}/pages/1.webp").status_code


def test_a_clean_file_is_read_by_both_sides(scene: Scene, clamd: Clamd) -> None:
    document = sent(scene, pdfs.pdf())
    assert reads(scene, "anne", document) == 409
    assert scanned(document) is Scan.CLEAN
    assert [reads(scene, who, document) for who in ("aminata", "anne")] == [200, 200]
    assert clamd.seconds < START_SECONDS


def test_an_infected_file_is_never_read_and_its_bytes_go(scene: Scene, clamd: Clamd) -> None:
    assert clamd.process.poll() is None
    document = sent(scene, INFECTED)
    assert scanned(document) is Scan.INFECTED
    assert [reads(scene, who, document) for who in ("aminata", "anne")] == [404, 404]
    with pytest.raises(StorageMissing):
        current_storage().open(document.storage_key)
    assert db.session.get_one(Document, document.id).status is DocumentStatus.PENDING


@pytest.mark.parametrize("how", ["down", "slow", "cut"])
def test_a_file_waits_while_clamd_does_not_answer(
    scene: Scene, clamd: Clamd, how: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = sent(scene, pdfs.pdf())
    if how == "down":
        clamd.send(SIGKILL)
        clamd.process.wait()
    else:
        clamd.send(SIGSTOP)  # it takes the connection and says nothing
    if how == "slow":
        ask(scene, clamd.scanner(timeout=0.5))
    cutting = Timer(0.3, clamd.send, [SIGKILL])
    if how == "cut":
        cutting.start()
    assert scanned(document) is Scan.SCANNING
    assert reads(scene, "anne", document) == 409
    cutting.cancel()
    if how == "slow":
        clamd.send(SIGCONT)
        ask(scene, clamd.scanner())
        assert scanned(document) is Scan.CLEAN
    else:
        with running(tmp_path_factory.mktemp("again")) as again:
            ask(scene, again.scanner())
            assert scanned(document) is Scan.CLEAN


def ask(scene: Scene, scanner: ClamdScanner) -> None:
    """Have the application ask this one."""
    scene.app.extensions["capitune.scanner"] = scanner  # put back by ``clamd``
