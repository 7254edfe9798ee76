"""Photos in a real browser: several pages become one PDF; a lighter copy is offered and never imposed."""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Route, expect
from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Document
from tests.browser.uploads.conftest import Candidate
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (40, 60, 200)
ROTATE_90 = 6  # the camera was held upright: EXIF says how


def photo(folder: Path, name: str, colour: tuple[int, int, int], side: int = 400) -> Path:
    """What a phone makes of a sheet held upright: pixels lying down, and a note that says so."""
    path = folder / f"{name}.jpg"
    note = Image.Exif()
    note[0x0112] = ROTATE_90
    Image.new("RGB", (side, side * 3 // 4), colour).save(path, exif=note)
    return path


def stored() -> Document | None:
    db.session.expire_all()
    return db.session.scalars(select(Document).order_by(Document.id.desc())).first()


def arrived() -> Document:
    eventually(stored, "the file", 15)
    found = stored()
    assert found is not None
    return found


def content(folder: Path, document: Document) -> bytes:
    (path,) = folder.rglob(document.storage_key.replace("/", "+"))
    return path.read_bytes()


def middle(page: pypdfium2.PdfPage) -> tuple[int, ...]:
    picture = page.render(scale=0.2).to_pil()
    colour: tuple[int, ...] = picture.getpixel((picture.width // 2, picture.height // 2))
    return colour


def test_pages_are_ordered_turned_and_sent_as_one_pdf(
    candidate: Candidate, tmp_path: Path, folder: Path
) -> None:
    page = candidate.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Photographier plusieurs pages").first.click()
    camera = page.locator("[data-pages-camera]").last
    for name, colour in (("a", RED), ("b", GREEN), ("c", BLUE)):
        camera.set_input_files(photo(tmp_path, name, colour))
        expect(page.locator("[data-pages-list] > li").last).to_contain_text("Page")
        expect(page.locator("#announcer")).to_contain_text("est là")
    rows = page.locator("[data-pages-list] > li")
    expect(rows).to_have_count(3)
    page.get_by_label("Monter la page 3").click()  # red, blue, green
    page.get_by_label("Retirer la page 1").click()  # blue, green
    page.get_by_label("Tourner la page 2").click()
    camera.set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"})
    expect(page.locator("[data-pages-reason]").last).to_contain_text("ne sait pas lire")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Envoyer en un seul PDF").click()
    document = arrived()
    assert (document.mime_type, document.pages) == ("application/pdf", 2)
    pdf = pypdfium2.PdfDocument(content(folder, document))
    first, second = pdf[0], pdf[1]
    assert first.get_height() > first.get_width()  # upright, as the note said
    assert second.get_rotation() == 90
    for colour, told in ((middle(first), BLUE), (middle(second), GREEN)):
        assert all(abs(a - b) < 12 for a, b in zip(colour, told, strict=True))


def heavy(folder: Path) -> Path:
    """A large photo of a page, as a phone makes them: far more dots than a page needs."""
    path = folder / "passeport.jpg"
    noise = Image.frombytes("RGB", (600, 450), os.urandom(600 * 450 * 3))
    noise.resize((4000, 3000)).save(path, quality=97)
    return path


def test_a_lighter_copy_leaves_only_when_it_is_chosen(
    candidate: Candidate, tmp_path: Path, folder: Path
) -> None:
    page, file = candidate.page, heavy(tmp_path)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The first, the photo itself; the browser lets go of it once nothing at all is routed any more."""
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/documents", hold)
    page.route("**/uploads", hold)
    candidate.choose(file)
    lighter = page.locator("[data-lighter] button").first
    expect(lighter).to_contain_text("Envoyer une copie plus légère", timeout=15_000)
    eventually(lambda: page.evaluate("1") and held, "the photo itself, which leaves anyhow", 15)
    lighter.click()
    # The driver lets a request go on while it is asked something only.
    eventually(lambda: page.evaluate("1") and stored(), "the lighter copy", 15)
    document = arrived()
    assert document.file_name == "passeport.jpg"
    assert document.size < file.stat().st_size * 0.6
    assert max(Image.open(io.BytesIO(content(folder, document))).size) == 2339


def test_a_photo_leaves_as_it_is(candidate: Candidate, tmp_path: Path) -> None:
    file = heavy(tmp_path)
    candidate.choose(file)
    assert arrived().size == file.stat().st_size
