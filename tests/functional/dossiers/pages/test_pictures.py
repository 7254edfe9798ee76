"""What a version looks like in a list, the places marked on it, and what is said when it cannot be shown."""

import io
import re

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy import update as change

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.datamap.tables import table_maps
from capitune.core.db import db
from capitune.core.files.previewkeys import stamp_key
from capitune.core.files.previewstates import Preview
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.marks import Mark
from capitune.dossiers.models import Document, Review
from capitune.dossiers.previewkeys import mark_key
from capitune.dossiers.states import Decision, Scan
from tests.factories.documents import SCANNER, receive, send
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.corpus import pdf

PLACE = Mark(1, 0.1, 0.8, 0.5, 0.15, "Le bas est coupé")


def openings(document: Document) -> int:
    wanted = (AuditEvent.subject_id == document.id, AuditEvent.act == Act.DOCUMENT_OPENED)
    return len(db.session.scalars(select(AuditEvent.id).where(*wanted)).all())


def size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "WEBP"
        return picture.size


@pytest.fixture
def marked(scene: Scene) -> Document:
    """A version that Anne asked to be sent again, with two places marked."""
    document = receive(scene.dossier, "FIN_BANK", data=pdf())
    with unit_of_work():
        services.decide(
            acting(scene.people["bruno"]),
            document,
            decision=Decision.REJECTED,
            version=document.version,
            reasons=["ILLEGIBLE"],
            marks=[PLACE, Mark(1)],
        )
    return document


@pytest.mark.parametrize("who", ["aminata", "anne", "bruno"])
def test_a_stamp_is_small_private_and_no_opening(scene: Scene, who: str) -> None:
    document = scene.documents["received"]
    answer = scene.browser(who).get(f"/documents/{document.id}/stamp.webp")
    assert answer.status_code == 200
    assert size(answer.get_data())[0] == 160
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert openings(document) == 0
    current_storage().open(stamp_key(document.storage_key)).close()


@pytest.mark.parametrize("scan", [None, Scan.INFECTED, Scan.ERROR], ids=str)
def test_no_stamp_of_what_is_not_clean(scene: Scene, scan: Scan | None) -> None:
    document = send(scene.dossier, "FIN_BANK")
    if scan:
        with unit_of_work():
            services.record_scan(SCANNER, document.id, scan)
    for who in ("aminata", "anne"):
        assert scene.browser(who).get(f"/documents/{document.id}/stamp.webp").status_code == 404


def test_stamps_in_the_list_have_their_room_and_wait_until_they_are_seen(scene: Scene) -> None:
    document = scene.documents["received"]
    html = scene.opened("anne", "ID_PASSPORT")
    (stamp,) = re.findall(rf'<img src="/documents/{document.id}/stamp.webp"[^>]*>', html)
    assert all(part in stamp for part in ('width="44"', 'height="58"', 'loading="lazy"', 'alt=""'))
    closed = scene.browser("anne").get(scene.url).get_data(as_text=True)
    assert str(scene.documents["validated"].id) + "/stamp" not in closed


def test_what_cannot_be_drawn_says_so_and_offers_the_download(scene: Scene) -> None:
    document = scene.documents["received"]
    with unit_of_work():
        wanted = Document.id == document.id
        db.session.execute(change(Document).where(wanted).values(preview=Preview.FAILED))
    for who in ("aminata", "anne"):
        html = scene.browser(who).get(f"{scene.url}/documents/{document.id}").get_data(as_text=True)
        assert "ne peut pas être affiché ici" in words(html)
        assert f'href="/documents/{document.id}/download"' in html
        assert ".webp" not in html
    row = scene.opened("anne", "ID_PASSPORT")
    assert "stamp.webp" not in row


@pytest.mark.parametrize("who", ["aminata", "anne", "bruno"])
def test_a_marked_place_is_a_picture_and_an_opening(
    scene: Scene, marked: Document, who: str
) -> None:
    here = f"/documents/{marked.id}/marks"
    sizes = [size(scene.browser(who).get(f"{here}/{n}.webp").get_data()) for n in (1, 2, 1)]
    assert sizes[0] == sizes[2]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[1][0] < sizes[1][1]  # the whole page
    assert openings(marked) == 1


def test_places_that_are_not_there(scene: Scene, marked: Document) -> None:
    anne = scene.browser("anne")
    for number in ("0", "3", "9" * 30):
        assert anne.get(f"/documents/{marked.id}/marks/{number}.webp").status_code == 404
    for name in ("received", "rejected", "scanning"):
        address = f"/documents/{scene.documents[name].id}/marks/1.webp"
        assert anne.get(address).status_code == 404


def test_a_request_taken_back_has_no_places_any_more(scene: Scene, marked: Document) -> None:
    """Of the decision that stands, and of no other."""
    address = f"/documents/{marked.id}/marks/1.webp"
    assert scene.browser("bruno").get(address).status_code == 200
    bruno = acting(scene.people["bruno"])
    with unit_of_work():
        services.withdraw_request(bruno, marked, version=marked.version)
    assert scene.browser("bruno").get(address).status_code == 404


@pytest.mark.parametrize("who", ["other", "carla", "unverified", "moderator", "admin", "nobody"])
def test_a_marked_place_is_for_those_of_the_dossier(
    scene: Scene, marked: Document, who: str
) -> None:
    answer = scene.browser(who).get(f"/documents/{marked.id}/marks/1.webp")
    assert answer.status_code in {302, 303, 403, 404}
    assert b"WEBP" not in answer.get_data()


def test_marked_places_go_with_the_account(scene: Scene, marked: Document) -> None:
    """What is stored of a row is named by the data map, which erasing and the sweep of the store follow."""
    scene.browser("aminata").get(f"/documents/{marked.id}/marks/1.webp")
    review = db.session.scalars(select(Review).where(Review.document_id == marked.id)).one()
    files = table_maps()["reviews"].files
    assert files is not None
    keys = files.keys({"id": review.id, "marks": review.marks})
    assert list(keys) == [mark_key(review.id, 1), mark_key(review.id, 2)]
    current_storage().open(mark_key(review.id, 1)).close()
    with pytest.raises(StorageMissing):
        current_storage().open(mark_key(review.id, 2))
