"""What professionals note among themselves comes through no door of the candidate."""

import io
import zipfile

import pypdfium2
from werkzeug.test import TestResponse

from tests.functional.access.asking import ask
from tests.functional.access.personas import SECRET_NOTE, SECRET_TAG, World
from tests.functional.access.rows import read

SECRET = SECRET_NOTE
NOTES = {"/dossiers/<uuid:dossier_id>/notes", "/api/dossiers/<uuid:dossier_id>/notes"}


def said(content: bytes) -> str:
    """All that these bytes say: a page, a PDF, an archive of them."""
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in document)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(name + said(archive.read(name)) for name in archive.namelist())
    return content.decode("utf-8", "replace")


def told(answer: TestResponse) -> str:
    return f"{answer.headers} {said(answer.get_data())}"


def test_the_test_finds_them_where_they_are(world: World) -> None:
    found = {
        row.rule
        for row in read()
        if row.method == "GET" and row.rule in NOTES and SECRET in told(ask(world, row, "assigned"))
    }
    assert found == NOTES


def test_no_answer_to_the_candidate_says_a_word_of_them(world: World) -> None:
    rows = [row for row in read() if row.method == "GET"]
    kinds = {content_type(ask(world, row, "owner")) for row in rows}
    assert {"text/html", "application/json", "application/pdf", "application/zip"} <= kinds
    where = [row.rule for row in rows if is_secret(told(ask(world, row, "owner")))]
    assert where == []


def is_secret(answer: str) -> bool:
    return SECRET in answer or SECRET_TAG in answer


def test_a_tag_is_for_its_owner_alone(world: World) -> None:
    rows = [row for row in read() if row.method == "GET" and "dossier" in row.rule]
    hers = [row.rule for row in rows if SECRET_TAG in told(ask(world, row, "assigned"))]
    assert {"/dossiers", "/dossiers/<uuid:dossier_id>/tags", "/dossiers/tags"} <= set(hers)
    for who in ("out_of_scope", "admin"):
        where = [row.rule for row in rows if SECRET_TAG in told(ask(world, row, who))]
        assert where == [], who


def content_type(answer: TestResponse) -> str:
    return str(answer.headers["Content-Type"]).partition(";")[0]
