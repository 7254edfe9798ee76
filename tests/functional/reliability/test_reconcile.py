"""Storage and rows, brought together: what nobody names goes after a day, what is lost is reported, and
nothing that somebody is sending at this moment is touched.
"""

import io
import os
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from flask import Flask
from moto.server import ThreadedMotoServer
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.pictures import keys_of
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.backoffice.reconciling import reconcile
from capitune.core import storage as house
from capitune.core.db import db
from capitune.core.files import arriving
from capitune.core.files.intake import receive as take_in
from capitune.core.files.previewkeys import preview_key
from capitune.core.reconcile import (
    MissingFile,
    look_for_missing,
    naming,
    remove_unnamed,
    unnamed,
)
from capitune.core.storage import (
    FileStorage,
    S3Storage,
    Storage,
    StorageUnavailable,
    Stored,
    listing,
    s3listing,
)
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.models import Document
from capitune.dossiers.queries import place_of
from capitune.dossiers.states import Scan
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import PDF, SCANNER, fresh, receive, send
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.factories.pictures import give_picture
from tests.factories.uploads import arrive, begin
from tests.support.clock import MovedClock
from tests.support.signing import browser_of

DAY = 24 * 3600
KEYS = {"aws_access_key_id": "id", "aws_secret_access_key": "secret"}


class Busy(FileStorage):
    """A folder in which something happens, or breaks, after each page of a walk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "http://localhost", "secret" * 8)
        self.meanwhile: Callable[[], object] = lambda: None

    def walk(self) -> Iterator[Sequence[Stored]]:
        for page in super().walk():
            yield page
            self.meanwhile()


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (listing, s3listing):
        monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(naming, "BATCH", 2)


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Busy:
    made = Busy(tmp_path / "storage")
    monkeypatch.setitem(app.extensions, house.EXTENSION, made)
    return made


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(app: Flask, moto: str, monkeypatch: pytest.MonkeyPatch) -> S3Storage:
    name = f"kept-{uuid.uuid4()}"
    client = boto3.client("s3", endpoint_url=moto, region_name="us-east-1", **KEYS)
    client.create_bucket(Bucket=name)
    made = S3Storage(name, endpoint_url=moto, access_key="id", secret_key="secret")
    monkeypatch.setitem(app.extensions, house.EXTENSION, made)
    return made


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest) -> Storage:
    found: Storage = request.getfixturevalue(request.param)
    return found


def put(store: Storage, *keys: str) -> None:
    for key in keys:
        store.put(key, io.BytesIO(b"x"), content_type="text/plain")


def kept(store: Storage) -> set[str]:
    return {stored.key for page in store.walk() for stored in page}


def file_keys(*documents: Document) -> set[str]:
    return {document.storage_key for document in documents}


def sender_of(document: Document) -> Actor:
    return acting(db.session.get_one(User, document.uploaded_by_id))


def age(store: FileStorage, key: str, seconds: int = DAY + 60) -> None:
    """As if it had been stored that long ago."""
    then = time.time() - seconds
    os.utime(store._path(key), (then, then))


def events() -> list[dict[str, int]]:
    wanted = select(AuditEvent.data).where(AuditEvent.act == "storage.reconciled")
    return list(db.session.scalars(wanted.order_by(AuditEvent.id)))


def test_what_nobody_names_goes_after_a_day(store: Storage, clock: MovedClock) -> None:
    dossier, anne = make_dossier(), make_professional()
    document, scanning = receive(dossier), send(dossier, "EDU_LOA")
    drawn = preview_key(document.storage_key, 1)
    proof = make_proof(make_credential(anne))
    person = give_picture(make_person())
    assert person.avatar_id
    named = file_keys(document, scanning) | {proof.storage_key, *keys_of(person.avatar_id), drawn}
    put(store, drawn, proof.storage_key)
    lost = {"files/nobodys", "previews/nobodys/1.webp", "exports/nobodys"}
    lost |= set(keys_of(uuid.uuid4())) | {preview_key(document.storage_key, 2)}
    put(store, *lost, "backups/of-someone-else")

    clock.move(hours=23)
    assert remove_unnamed().unnamed == 0
    clock.move(hours=2)
    _, found = reconcile()
    assert (found.unnamed, found.removed, found.foreign) == (6, 6, 1)
    assert kept(store) == named | {"backups/of-someone-else"}
    assert events() == [{"removed": 6, "missing": 0, "new": 0}]
    reconcile()
    assert len(events()) == 1


def test_what_was_taken_back_does_not_stay(folder: Busy, clock: MovedClock) -> None:
    """The removal was lost, or somebody drew a picture of a page at that very moment."""
    dossier = make_dossier()
    taken, infected, stays = (
        send(dossier),
        send(dossier, "EDU_LOA"),
        receive(dossier, "EDU_TRANSCRIPTS"),
    )
    with unit_of_work():
        dossiers.delete_document(sender_of(taken), taken)
        dossiers.record_scan(SCANNER, infected.id, Scan.INFECTED)
    put(folder, preview_key(taken.storage_key, 1))
    clock.move(hours=25)
    assert kept(folder) > file_keys(taken, infected)
    reconcile()
    assert kept(folder) == file_keys(stays)


def test_files_on_their_way_stay(folder: Busy) -> None:
    """In parts, and joined but not recorded yet, until the row of the upload is over."""
    dossier = make_dossier()
    in_parts, joined = begin(dossier), begin(dossier, "EDU_LOA")
    arrive(in_parts)
    arrive(joined)
    arriving.put_together(place_of(joined), arriving.Expected(joined.file_name, joined.size))
    age(folder, joined.storage_key)
    assert remove_unnamed().unnamed == 0
    missed = look_for_missing()
    assert (missed.due, missed.missing) == (0, 0)


def test_a_file_sent_during_the_run_is_never_touched(folder: Busy) -> None:
    """Stored before its row is there, which comes when the run is over; and one whose row comes at once."""
    dossier = make_dossier()
    put(folder, *(f"files/old-{number}" for number in range(9)))
    for key in kept(folder):
        age(folder, key)
    stored = [take_in(io.BytesIO(PDF), "early.pdf")]
    sent: list[Document] = []

    def meanwhile() -> None:
        stored.append(take_in(io.BytesIO(PDF), "late.pdf"))
        if not sent:
            sent.append(send(dossier))

    folder.meanwhile = meanwhile
    assert reconcile()[1].removed == 9
    folder.meanwhile = lambda: None
    assert kept(folder) == {one.key for one in stored} | file_keys(*sent)


def test_suspiciously_many_stay_until_a_person_has_looked(
    app: Flask, folder: Busy, clock: MovedClock
) -> None:
    """Another database, or one that was restored: its rows know nothing of the files."""
    put(folder, *(f"files/{number}" for number in range(unnamed.MANY + 1)))
    clock.move(hours=25)
    _, found = reconcile()
    assert (found.unnamed, found.removed) == (21, 0)
    assert events() == []
    told = app.test_cli_runner().invoke(args=["reconcile", "--dry-run"]).output
    assert "21 of 21 files are unnamed for a day: 0 removed" in told
    assert "is this the store of this database?" in told
    assert len(kept(folder)) == 21
    told = app.test_cli_runner().invoke(args=["reconcile", "--even-many"]).output
    assert "21 removed" in told
    assert kept(folder) == set()


def test_a_lost_file_is_noted_and_its_row_stays(app: Flask, store: Storage) -> None:
    documents = [receive(make_dossier()) for _ in range(5)]
    lost = documents[3]
    store.delete(lost.storage_key)
    missed, _ = reconcile()
    assert (missed.due, missed.missing, missed.new) == (5, 1, 1)
    noted = db.session.scalars(select(MissingFile)).one()
    assert (noted.key, noted.named_by, noted.row_id) == (lost.storage_key, "documents", lost.id)
    assert fresh(lost).scan is lost.scan
    assert events() == [{"removed": 0, "missing": 1, "new": 1}]

    assert reconcile()[0].new == 0
    assert len(events()) == 1
    browser = browser_of(app, make_person(Role.ADMIN))
    assert "/admin/jobs/#lost" in browser.get("/admin/").get_data(as_text=True)
    assert str(lost.id) in browser.get("/admin/jobs/").get_data(as_text=True)

    put(store, lost.storage_key)
    assert reconcile()[0].missing == 0
    assert db.session.scalar(select(MissingFile)) is None
    assert "#lost" not in browser.get("/admin/").get_data(as_text=True)


def test_one_that_is_taken_back_during_the_look_is_missed_by_nobody(
    folder: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(make_dossier())
    absent = folder.absent

    def meanwhile(keys: Sequence[str]) -> set[str]:
        if fresh(document).deleted_at is None:
            with unit_of_work():
                dossiers.delete_document(sender_of(document), fresh(document))
            folder.delete(document.storage_key)
        return absent(keys)

    monkeypatch.setattr(folder, "absent", meanwhile)
    assert look_for_missing().missing == 0


@contextmanager
def breaking_after(store: Busy, pages: int) -> Iterator[None]:
    left = iter(range(pages))

    def breaks() -> None:
        if next(left, None) is None:
            raise StorageUnavailable("it stalls")

    store.meanwhile = breaks
    yield
    store.meanwhile = lambda: None


def test_a_store_that_breaks_off_loses_nothing_and_the_next_run_ends_it(folder: Busy) -> None:
    document, lost = receive(make_dossier()), receive(make_dossier())
    old = [f"files/old-{number}" for number in range(12)]
    put(folder, *old)
    for key in old:
        age(folder, key)
    folder.delete(lost.storage_key)
    # Five pages to count; then in the middle of removing.
    with breaking_after(folder, 7), pytest.raises(StorageUnavailable):
        reconcile()
    left = kept(folder)
    assert {document.storage_key} < left < {document.storage_key, *old}
    assert db.session.scalars(select(MissingFile.key)).all() == [lost.storage_key]
    reconcile()
    assert kept(folder) == {document.storage_key}


def test_a_store_that_is_away_forgets_nothing_that_was_noted(folder: Busy, tmp_path: Path) -> None:
    lost = receive(make_dossier())
    folder.delete(lost.storage_key)
    assert look_for_missing().missing == 1
    (tmp_path / "storage").rename(tmp_path / "unmounted")
    with pytest.raises(StorageUnavailable):
        look_for_missing()
    assert db.session.scalars(select(MissingFile.key)).all() == [lost.storage_key]
