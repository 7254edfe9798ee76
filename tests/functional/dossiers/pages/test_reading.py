"""Reading a version: its pages, its file, the decision on it, and what happened meanwhile."""

import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.files.previewkeys import preview_key
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.states import Decision, DocumentStatus, Scan
from tests.factories.documents import SCANNER, receive, send
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.corpus import pdfs
from tests.support.outbox import run_outbox

TYPED = "La page 3 est floue, <b>reprenez-la</b>."


def openings(scene: Scene, name: str) -> list[tuple[str, str]]:
    """Who opened this version, and why, in order."""
    wanted = (
        AuditEvent.subject_id == scene.documents[name].id,
        AuditEvent.act == Act.DOCUMENT_OPENED,
    )
    events = db.session.scalars(select(AuditEvent).where(*wanted).order_by(AuditEvent.id))
    people = {user.id: who for who, user in scene.people.items()}
    return [(people[event.actor_id], event.data["purpose"]) for event in events if event.actor_id]


def decide(scene: Scene, name: str, who: str = "anne", **fields: object) -> TestResponse:
    """Send the decision as it stands on the page."""
    seen = {"version": scene.document(name).version, **fields}
    return scene.browser(who).submit(scene.review(name), seen, page="/dashboard")


@pytest.mark.parametrize("who", ["aminata", "anne", "bruno"])
def test_a_page_is_a_private_picture_and_its_reading_is_kept(scene: Scene, who: str) -> None:
    document = receive(scene.dossier, "FIN_BANK", data=pdfs.pdf(pages=2))
    scene.documents["drawn"] = document
    for number in (1, 1):
        answer = scene.browser(who).get(f"/documents/{document.id}/pages/{number}.webp")
        assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with Image.open(io.BytesIO(answer.get_data())) as picture:
        assert (picture.format, picture.width) == ("WEBP", 1600)
    assert openings(scene, "drawn") == [(who, "preview")]  # two pages, one reading


def test_pages_that_are_not_there(scene: Scene) -> None:
    here = f"/documents/{scene.documents['received'].id}/pages"
    assert scene.browser("anne").get(f"{here}/1.webp").status_code == 200
    for number in ("0", "2", "9" * 30):
        assert scene.browser("anne").get(f"{here}/{number}.webp").status_code == 404


def test_pictures_go_with_the_file(scene: Scene) -> None:
    document = receive(scene.dossier, "FIN_BANK", data=pdfs.pdf())
    scene.browser("anne").get(f"/documents/{document.id}/pages/1.webp")
    key = preview_key(document.storage_key, 1)
    current_storage().open(key).close()
    scene.browser("aminata").submit(f"/documents/{document.id}/delete")
    run_outbox()
    for gone in (key, document.storage_key):
        with pytest.raises(StorageMissing):
            current_storage().open(gone)


@pytest.mark.parametrize("who", ["aminata", "anne", "bruno"])
def test_a_download_is_kept_and_leads_to_a_link_that_needs_no_session(
    scene: Scene, who: str
) -> None:
    document = scene.document("received")
    answer = scene.browser(who).get(f"/documents/{document.id}/download")
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "private, no-store"
    link = urlsplit(answer.location)
    file = scene.browser("nobody").get(link.path, buffered=True)
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.get_data().startswith(b"%PDF")
    assert openings(scene, "received") == [(who, "download")]


@pytest.mark.parametrize(
    ("scan", "status"), [(None, 409), (Scan.INFECTED, 404), (Scan.ERROR, 404)], ids=str
)
@pytest.mark.parametrize("path", ["download", "pages/1.webp"])
def test_no_byte_of_a_file_that_is_not_clean(
    scene: Scene, scan: Scan | None, status: int, path: str
) -> None:
    document = send(scene.dossier, "FIN_BANK")
    if scan:
        with unit_of_work():
            services.record_scan(SCANNER, document.id, scan)
    scene.documents["dirty"] = document
    for who in ("aminata", "anne"):
        answer = scene.browser(who).get(f"/documents/{document.id}/{path}")
        assert answer.status_code == status
        assert b"%PDF" not in answer.get_data()
    assert openings(scene, "dirty") == []
    page = scene.browser("anne").get(f"{scene.url}/documents/{document.id}")
    assert page.status_code == 200
    assert ".webp" not in page.get_data(as_text=True)


def test_validating_goes_on_to_the_next_of_this_dossier(scene: Scene) -> None:
    first, second = scene.review("received"), scene.review("second")
    page = scene.browser("anne").get(first).get_data(as_text=True)
    assert "1 sur 2 à vérifier" in words(page)
    answer = decide(scene, "received", status="validated")
    assert (answer.status_code, answer.location) == (303, second)
    answer = decide(scene, "second", status="validated")
    assert (answer.status_code, answer.location) == (303, scene.url)
    assert scene.document("second").status is DocumentStatus.VALIDATED


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(scene: Scene) -> None:
    answer = decide(scene, "received", status="rejected", comment=TYPED)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Choisissez au moins une raison" in words(html)
    assert "La page 3 est floue, &lt;b&gt;reprenez-la&lt;/b&gt;." in html
    assert re.search(r'value="rejected" checked', html)
    assert scene.document("received").status is DocumentStatus.RECEIVED


def test_the_reasons_are_shown_where_one_sends_again(scene: Scene) -> None:
    answer = decide(
        scene, "received", status="rejected", reasons=["ILLEGIBLE", "UNSIGNED"], comment=TYPED
    )
    assert answer.status_code == 303
    html = scene.browser("aminata").get(scene.url).get_data(as_text=True)
    row = html.split(f'id="requirement-{scene.documents["received"].requirement_id}"')[1]
    said = words(row.split("</form>")[0])
    assert "Document flou, coupé ou illisible" in said
    assert "Signature ou cachet manquant" in said
    assert "La page 3 est floue" in said
    assert "data-upload" in row


def test_no_decision_at_all(scene: Scene) -> None:
    answer = decide(scene, "received")
    assert answer.status_code == 422
    assert "Choisissez l’une des deux." in words(answer.get_data(as_text=True))


def test_a_newer_version_meanwhile(scene: Scene) -> None:
    seen = scene.document("received").version
    newer = receive(scene.dossier, "ID_PASSPORT")
    answer = scene.browser("anne").submit(
        scene.review("received"),
        {"status": "rejected", "reasons": "ILLEGIBLE", "comment": TYPED, "version": seen},
        page="/dashboard",
    )
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Une version plus récente est arrivée" in words(html)
    assert f'href="{scene.url}/documents/{newer.id}/review"' in html
    assert "La page 3 est floue" in html
    assert re.search(r'value="ILLEGIBLE" checked', html)


@pytest.mark.parametrize(
    ("decision", "said"),
    [(Decision.VALIDATED, "a validé cette version"), (Decision.REJECTED, "a demandé une nouvelle")],
)
def test_someone_decided_first(scene: Scene, decision: Decision, said: str) -> None:
    document = scene.document("received")
    with unit_of_work():
        services.decide(
            acting(scene.people["anne"]),
            document,
            decision=decision,
            version=document.version,
            reasons=["EXPIRED"],
        )
    answer = decide(scene, "received", status="validated", comment=TYPED)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert f"Anne Lefebvre {said}" in words(html)
    assert "La page 3 est floue" in html


def test_what_was_read_is_not_what_is_there(scene: Scene) -> None:
    answer = decide(scene, "received", status="validated", version="1")
    assert answer.status_code == 409
    assert "a changé pendant votre lecture" in words(answer.get_data(as_text=True))
    assert scene.document("received").status is DocumentStatus.RECEIVED


def test_out_of_scope_reads_and_is_told_why(scene: Scene) -> None:
    page = scene.browser("bruno").get(scene.review("received"))
    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "/pages/1.webp" in html
    assert 'name="status"' not in html
    assert "Pour décider, il faut un permis" in words(html)
    assert decide(scene, "received", who="bruno", status="validated").status_code == 403
    attempts = select(AuditEvent.actor_id).where(AuditEvent.act == Act.DOCUMENT_REVIEW_REFUSED)
    assert list(db.session.scalars(attempts)) == [scene.people["bruno"].id]


def test_the_candidate_reads_without_deciding(scene: Scene) -> None:
    html = scene.browser("aminata").get(scene.review("rejected")).get_data(as_text=True)
    assert 'name="status"' not in html
    assert "Anne Lefebvre a demandé une nouvelle version" in words(html)


def test_the_address_of_a_version_of_another_dossier(scene: Scene) -> None:
    document = scene.documents["received"].id
    wrong = f"/dossiers/{document}/documents/{document}/review"
    assert scene.browser("anne").get(wrong).status_code == 404
    assert scene.browser("anne").get(scene.review("received")).status_code == 200
