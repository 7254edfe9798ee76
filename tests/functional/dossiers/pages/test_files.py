"""Several files on the page of a dossier: their order, their dates, their translation, the same file twice."""

import io

import pytest

from capitune.core.clock import today
from capitune.dossiers.models import Document
from capitune.dossiers.services import Target
from capitune.dossiers.states import Kind
from tests.factories.documents import PDF, receive, requirement_of
from tests.factories.requirements import asks_for, row_of
from tests.functional.dossiers.pages.scene import Scene, words

CODE = "FIN_BANK"


def post(scene: Scene, path: str, name: str = "aminata", **fields: str) -> tuple[int, str]:
    browser = scene.browser(name)
    answer = browser.post(path, data={"csrf_token": browser.token("/dashboard"), **fields})
    return answer.status_code, words(answer.get_data(as_text=True))


def row(scene: Scene, code: str = CODE, name: str = "aminata") -> str:
    return scene.browser(name).get(f"{scene.row(code)}?open=1").get_data(as_text=True)


def send(scene: Scene, data: bytes = PDF, **fields: str) -> str:
    browser = scene.browser("aminata")
    fields["csrf_token"] = browser.token("/dashboard")
    file = (io.BytesIO(data), "releve.pdf")
    browser.post(f"{scene.row(CODE)}/documents", data={**fields, "file": file})
    return words(browser.get(scene.url).get_data(as_text=True))


@pytest.fixture
def two(scene: Scene) -> list[Document]:
    """Two statements of three."""
    asks_for(scene.dossier, 3, CODE)
    return [receive(scene.dossier, CODE, data=PDF + b"%d" % n) for n in range(2)]


def test_what_is_there_and_what_is_missing(scene: Scene, two: list[Document]) -> None:
    page = row(scene)
    assert "2 fichiers sur 3 envoyés" in words(page)
    assert page.index("Fichier 1") < page.index("Fichier 2")
    assert 'name="file_id" value="new"' in page
    assert f'name="file_id" value="{two[1].file_id}"' in page
    assert "data-several" in page


def test_a_file_moves_without_a_script(scene: Scene, two: list[Document]) -> None:
    status, _ = post(scene, f"/documents/{two[1].id}/move", to="up")
    assert status == 303
    assert [f.id for f in row_of(scene.fresh(), CODE).files] == [two[1].id, two[0].id]
    assert post(scene, f"/documents/{two[1].id}/move", to="sideways")[0] == 303
    assert [f.id for f in row_of(scene.fresh(), CODE).files] == [two[1].id, two[0].id]
    page = row(scene)
    assert page.count('value="up"') == page.count('value="down"') == 1


def test_one_more_file_from_the_page(scene: Scene) -> None:
    send(scene)
    said = send(scene, PDF + b"2", file_id="new")
    assert len(row_of(scene.fresh(), CODE).files) == 2
    assert "exactement le même fichier" not in said
    assert "Ajouter un autre fichier" in words(row(scene, "ID_PHOTO"))


def test_the_same_file_twice_is_said(scene: Scene) -> None:
    first = receive(scene.dossier, "STATUS_NOW", data=PDF + b"twice")
    assert "exactement le même fichier" in send(scene, PDF + b"twice")
    name = requirement_of(scene.dossier, "STATUS_NOW").labels["fr"]
    said = words(row(scene)).replace("\u202f", " ")
    assert f"Le même fichier que « {name} », version 1." in said
    assert "retirez-le" in said
    assert first.duplicate_of_id is None
    assert "retirez-le" not in row(scene, name="bruno")


def test_dates_are_written_down_and_read(scene: Scene) -> None:
    document = receive(scene.dossier, CODE)
    form = scene.browser("aminata").get(f"/documents/{document.id}/facts").get_data(as_text=True)
    assert 'name="needs_translation"' in form
    sent = {"issued_on": "2026-01-02", "needs_translation": "y"}
    assert post(scene, f"/documents/{document.id}/facts", **sent)[0] == 303
    said = words(row(scene))
    assert "Délivré le 2 janvier 2026." in said
    assert "Valable jusqu’au 1 février 2026." in said.replace(
        "1er", "1"
    )  # a statement is good for 30 days
    assert "Il manque la traduction certifiée." in said
    receive(scene.dossier, CODE, kind=Kind.TRANSLATION, target=Target(file_id=document.file_id))
    assert "Il manque la traduction" not in words(row(scene))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"issued_on": "2026-02-01", "expires_on": "2026-02-01"}, "expire après le jour"),
        ({"issued_on": "2026-02-01", "expires_on": "2025-02-01"}, "expire après le jour"),
        ({"issued_on": "9999-12-31"}, "pas encore venu"),
        ({"issued_on": "1021-01-01"}, "trop ancienne"),
        ({"expires_on": "1021-01-01"}, "trop ancienne"),
        ({"expires_on": "9999-12-31"}, "trop lointaine"),
        ({"expires_on": "31/12/2026"}, "par exemple 2027-02-12"),
        ({"issued_on": "\x00"}, "par exemple 2027-02-12"),
    ],
)
def test_dates_that_cannot_be_are_refused_beside_them(
    scene: Scene, fields: dict[str, str], sentence: str
) -> None:
    document = scene.documents["received"]
    status, said = post(scene, f"/documents/{document.id}/facts", **fields)
    assert status == 422
    assert sentence in said
    assert (scene.document("received").issued_on, scene.document("received").expires_on) == (
        None,
        None,
    )


def test_a_reviewer_writes_dates_down_too(scene: Scene) -> None:
    document = scene.documents["received"]
    day = today().replace(year=today().year + 1).isoformat()
    assert post(scene, f"/documents/{document.id}/facts", "anne", expires_on=day)[0] == 303
    assert post(scene, f"/documents/{document.id}/facts", "bruno", expires_on=day)[0] == 403
    assert row_of(scene.fresh(), "ID_PASSPORT").expires_on is not None
