"""Sending a version from the page: as a plain form, and as the upload slot does."""

import hashlib
import io
import re
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from capitune.core.db import db
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document
from capitune.dossiers.states import Kind, Scan
from tests.factories.documents import INFECTED, SCANNER, fresh, requirement_of, send
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.corpus import images, pdfs
from tests.support.corpus import words as word_files
from tests.support.outbox import run_outbox

MEGABYTE = 1024 * 1024
MOST = 50 * MEGABYTE
AS_SLOT = {"HX-Request": "true", "Accept": "text/html, application/problem+json"}


def post(
    scene: Scene,
    code: str,
    data: bytes | None,
    name: str = "scan.pdf",
    *,
    who: str = "aminata",
    headers: dict[str, str] | None = None,
    **fields: Any,
) -> TestResponse:
    """Send ``data`` for this requirement."""
    browser = scene.browser(who)
    form = {"csrf_token": browser.token("/dashboard"), **fields}
    if data is not None:
        form["file"] = FileStorage(io.BytesIO(data), name)
    boundary, body = encode_multipart(form)
    return browser.post(
        f"{scene.row(code)}/documents",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers=headers,
    )


def versions(scene: Scene, code: str) -> list[Document]:
    statement = select(Document).where(
        Document.requirement_id == requirement_of(scene.dossier, code).id
    )
    return list(db.session.scalars(statement.order_by(Document.id)))


def stored(document: Document) -> bytes:
    with current_storage().open(document.storage_key) as stream:
        return stream.read()


def test_a_plain_form_stores_it_and_goes_back_to_its_row(scene: Scene) -> None:
    data = pdfs.pdf(pages=2)
    answer = post(scene, "FIN_BANK", data, "relevés d’octobre.pdf")
    row = requirement_of(scene.dossier, "FIN_BANK").id
    assert (answer.status_code, answer.location) == (303, f"{scene.url}#requirement-{row}")
    (document,) = versions(scene, "FIN_BANK")
    assert (document.kind, document.pages, document.scan) == (Kind.ORIGINAL, 2, Scan.SCANNING)
    assert document.file_name == "relevés d’octobre.pdf"
    assert stored(document) == data
    page = words(scene.browser("aminata").get(scene.url).get_data(as_text=True))
    assert "C’est envoyé." in page


def test_the_slot_gets_its_row_that_asks_again_until_the_scan_is_over(scene: Scene) -> None:
    answer = post(scene, "FIN_BANK", images.jpeg(), "IMG_1.jpg", headers=AS_SLOT)
    html = answer.get_data(as_text=True)
    row = requirement_of(scene.dossier, "FIN_BANK")
    assert answer.status_code == 200
    assert html.lstrip().startswith(f'<li id="requirement-{row.id}"')
    assert 'hx-trigger="load delay:2s"' in html
    assert "data-upload" not in html  # nothing is sent while this one is being checked
    again = re.search(r'hx-get="([^"]+\?try=1)"', html)
    assert again
    assert run_outbox() > 0
    later = scene.browser("aminata").get(again.group(1), headers=AS_SLOT).get_data(as_text=True)
    assert "hx-trigger" not in later
    assert "En vérification" in later


def test_the_row_stops_asking_after_a_while(scene: Scene) -> None:
    row = scene.row("EDU_PLAN")
    html = scene.browser("aminata").get(f"{row}?try=60", headers=AS_SLOT).get_data(as_text=True)
    assert "hx-trigger" not in html
    assert "plus longue que d’habitude" in words(html)


REFUSED = [
    pytest.param(None, "scan.pdf", 422, "Choisissez un fichier", id="no file"),
    pytest.param(b"", "scan.pdf", 422, "est vide", id="empty"),
    pytest.param(b"hello", "scan.pdf", 422, "Nous n", id="not what its name says"),
    pytest.param(pdfs.pdf_encrypted(b"secret"), "scan.pdf", 422, "mot de passe", id="encrypted"),
    pytest.param(pdfs.pdf()[:300], "scan.pdf", 422, "abîmé", id="truncated"),
    pytest.param(word_files.docx_with_macros(), "a.docx", 422, "programme", id="macros"),
    pytest.param(images.huge_png(), "big.png", 422, "pixels", id="144 megapixels"),
]


@pytest.mark.parametrize(("data", "name", "status", "said"), REFUSED)
@pytest.mark.parametrize("headers", [None, AS_SLOT], ids=["plain", "slot"])
def test_a_refused_file_is_said_in_its_slot_and_nothing_stays(
    scene: Scene,
    data: bytes | None,
    name: str,
    status: int,
    said: str,
    headers: dict[str, str] | None,
) -> None:
    answer = post(scene, "FIN_BANK", data, name, headers=headers)
    html = answer.get_data(as_text=True)
    row = requirement_of(scene.dossier, "FIN_BANK").id
    assert answer.status_code == status
    error = re.search(rf'id="requirement-{row}-error" role="alert">(.*?)</p>', html, re.DOTALL)
    assert error, "no sentence in the slot"
    assert said in words(error.group(1))
    assert "<html" in html if headers is None else "<html" not in html
    assert versions(scene, "FIN_BANK") == []


@pytest.mark.parametrize("headers", [None, AS_SLOT], ids=["plain", "slot"])
@pytest.mark.parametrize(
    ("size", "said"),
    [(MOST + 1, "dépasse 50 Mo"), (MOST + 2 * MEGABYTE, "trop")],
    ids=["the file", "the whole request"],
)
def test_too_large_is_413(
    scene: Scene, headers: dict[str, str] | None, size: int, said: str
) -> None:
    answer = post(scene, "FIN_BANK", b"%PDF-1.7\n".ljust(size, b"\n"), headers=headers)
    assert answer.status_code == 413
    assert said in words(answer.get_data(as_text=True))
    assert versions(scene, "FIN_BANK") == []


def test_the_same_form_twice_is_one_version(scene: Scene) -> None:
    data = pdfs.pdf()
    answers = [post(scene, "FIN_BANK", data, form_key="one-form.1").status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len(versions(scene, "FIN_BANK")) == 1


def test_the_same_form_with_another_file_is_refused(scene: Scene) -> None:
    post(scene, "FIN_BANK", pdfs.pdf(), form_key="one-form.1")
    answer = post(scene, "FIN_BANK", pdfs.pdf(pages=2), form_key="one-form.1")
    assert answer.status_code == 422
    assert len(versions(scene, "FIN_BANK")) == 1


def test_a_translation_stands_beside_its_original(scene: Scene) -> None:
    post(scene, "ID_PASSPORT", pdfs.pdf(), kind="translation")
    kinds = [(v.kind, v.superseded_at is None) for v in versions(scene, "ID_PASSPORT")]
    assert kinds == [(Kind.ORIGINAL, True), (Kind.TRANSLATION, True)]


def test_a_file_sent_before_is_named_by_its_hash(scene: Scene) -> None:
    data, aminata = pdfs.pdf(pages=3), scene.browser("aminata")
    sha256 = hashlib.sha256(data).hexdigest()

    def known(code: str, asked: str = sha256, row: str = "") -> tuple[int, str]:
        answer = aminata.get(f"{row or scene.row(code)}/known?sha256={asked}")
        return answer.status_code, (answer.get_json(silent=True) or {}).get("said", "")

    assert known("FIN_BANK") == (204, "")
    post(scene, "FIN_BANK", data)
    assert (
        known("FIN_BANK")[1]
        == "Vous avez déjà envoyé ce même fichier\u202f: c’est la version 1 ici."
    )
    elsewhere = known("ID_PHOTO")[1]
    assert elsewhere.startswith(
        "Vous avez déjà envoyé ce même fichier pour «\u202fRelevés bancaires"
    )
    for nonsense in ("", "0" * 64, sha256[:-1], sha256 + "00", "é" * 64):
        assert known("FIN_BANK", nonsense) == (204, "")
    mine = make_dossier(scene.people["aminata"])
    row = f"/dossiers/{mine.id}/requirements/{requirement_of(mine, 'FIN_BANK').id}"
    assert known("FIN_BANK", row=row) == (204, "")  # of this dossier only
    (document,) = versions(scene, "FIN_BANK")
    with unit_of_work():
        services.delete_document(acting(scene.people["aminata"]), fresh(document))
    assert known("FIN_BANK") == (204, "")


def test_nobody_sends_for_a_requirement_of_another_dossier(scene: Scene) -> None:
    theirs = make_dossier(scene.people["other"])
    row = requirement_of(theirs, "FIN_BANK").id
    browser = scene.browser("aminata")
    form = {"csrf_token": browser.token("/dashboard"), "file": (io.BytesIO(pdfs.pdf()), "a.pdf")}
    for dossier in (scene.dossier.id, theirs.id):
        path = f"/dossiers/{dossier}/requirements/{row}/documents"
        form["file"] = (io.BytesIO(pdfs.pdf()), "a.pdf")
        assert browser.post(path, data=form).status_code == 404
    assert post(scene, "FIN_BANK", pdfs.pdf(), who="anne").status_code == 403
    assert browser.post(f"{scene.row('FIN_BANK')}/documents", data={}).status_code == 400


def test_an_archived_dossier_takes_nothing(scene: Scene) -> None:
    with unit_of_work():
        services.archive(acting(scene.people["aminata"]), scene.fresh())
    assert post(scene, "FIN_BANK", pdfs.pdf()).status_code == 403
    assert versions(scene, "FIN_BANK") == []
    html = scene.browser("aminata").get(scene.url).get_data(as_text=True)
    assert "data-upload" not in html
    assert "Rouvrir ce dossier" in html


def test_an_infected_file_opens_its_row_and_says_so(scene: Scene) -> None:
    document = send(scene.dossier, "FIN_BANK", data=INFECTED)
    with unit_of_work():
        services.record_scan(SCANNER, document.id, Scan.INFECTED)
    row = scene.row("FIN_BANK")
    html = scene.browser("aminata").get(row, headers=AS_SLOT).get_data(as_text=True)
    assert "L’analyse y a trouvé un virus" in words(html)
    assert "data-upload" in html
    hidden = scene.browser("anne").get(row, headers=AS_SLOT).get_data(as_text=True)
    assert "data-upload" not in hidden
