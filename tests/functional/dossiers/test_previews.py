"""Pages drawn before anybody asks: after the scan, first page first, kept and removed with the file."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import update

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.core.files import previews
from capitune.core.files.previewkeys import preview_key, preview_keys, stamp_key
from capitune.core.files.previewstates import Preview
from capitune.core.files.render import render_page
from capitune.core.outbox import OutboxRow
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document
from capitune.dossiers.states import Scan
from tests.factories.documents import PDF, SCANNER, fresh, receive, send
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting
from tests.support.corpus import DOCX_TYPE, docx, pdf
from tests.support.outbox import run_outbox

BROKEN = b"%PDF-1.7 nothing in it"


@pytest.fixture(autouse=True)
def ahead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two pages are drawn ahead."""
    monkeypatch.setitem(app.config, "PAGES_AHEAD", 2)
    return


def size_of(key: str) -> tuple[int, int] | None:
    """The size of a kept picture; None when there is none."""
    try:
        with current_storage().open(key) as kept, Image.open(io.BytesIO(kept.read())) as picture:
            return picture.size
    except StorageMissing:
        return None


def kept(document: Document) -> set[str]:
    keys = preview_keys(document.storage_key, document.pages)
    return {key.rpartition("/")[2] for key in keys if size_of(key)}


def sent(data: bytes = PDF, pages: int = 1, mime_type: str = "application/pdf") -> Document:
    """A clean version, whose pages are still to be drawn."""
    document = receive(make_dossier(), data=data)
    with unit_of_work():
        facts = {"pages": pages, "mime_type": mime_type}
        db.session.execute(update(Document).where(Document.id == document.id).values(**facts))
    return fresh(document)


def owner_of(document: Document) -> Actor:
    return acting(db.session.get_one(User, document.requirement.dossier.candidate_id))


def make_due() -> None:
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(due_at=now(), claimed_until=None))


def test_the_first_pages_and_the_stamp_are_there_before_anybody_looks() -> None:
    document = sent(pdf(pages=3), pages=3)
    assert document.preview is Preview.PENDING
    run_outbox()
    assert fresh(document).preview is Preview.DRAWN
    assert kept(document) == {"stamp.webp", "1.webp", "2.webp"}
    assert (size_of(preview_key(document.storage_key, 2)) or (0,))[0] == 1600
    assert (size_of(stamp_key(document.storage_key)) or (0,))[0] == 160


def test_nothing_is_drawn_of_what_is_not_clean() -> None:
    document = send(make_dossier())
    with unit_of_work():
        services.record_scan(SCANNER, document.id, Scan.INFECTED)
    run_outbox()
    assert kept(document) == set()


def test_what_cannot_be_drawn_is_tried_once_more_then_said() -> None:
    document = sent(BROKEN)
    run_outbox()
    assert fresh(document).preview is Preview.PENDING
    make_due()
    run_outbox()
    assert fresh(document).preview is Preview.FAILED
    assert kept(document) == set()
    assert run_outbox() == 0


def test_a_later_page_that_cannot_be_drawn_is_no_failure() -> None:
    document = sent(pdf(pages=1), pages=2)
    run_outbox()
    assert fresh(document).preview is Preview.DRAWN
    assert kept(document) == {"stamp.webp", "1.webp"}


def test_a_word_document_has_none() -> None:
    document = sent(docx(), mime_type=DOCX_TYPE)
    run_outbox()
    assert (fresh(document).preview, kept(document)) == (Preview.PENDING, set())


def test_none_ahead_where_none_is_wanted(app: Flask) -> None:
    app.config["PAGES_AHEAD"] = 0
    document = sent()
    run_outbox()
    assert (fresh(document).preview, kept(document)) == (Preview.PENDING, set())


def test_a_file_that_is_gone_has_none() -> None:
    document = sent()
    current_storage().delete(document.storage_key)
    run_outbox()
    assert (fresh(document).preview, kept(document)) == (Preview.PENDING, set())


def test_a_version_taken_back_meanwhile_takes_its_pictures_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Taken back, and its file removed, while the child draws: what is kept after that must not stay."""
    document = sent()
    owner, drawn = owner_of(document), []

    def meanwhile(*about: Any) -> bytes:
        if not drawn:
            drawn.append(about)
            with unit_of_work():
                services.delete_document(owner, fresh(document))
            run_outbox()
        return render_page(*about)

    monkeypatch.setattr(previews, "render_page", meanwhile)
    run_outbox()
    assert drawn
    assert kept(document) == set()


def test_only_the_painter_says_what_can_be_shown() -> None:
    document = sent()
    for actor in (owner_of(document), Actor.system("scanner")):
        with pytest.raises(Refused), unit_of_work():
            services.record_previews(actor, document.id, Preview.FAILED)
