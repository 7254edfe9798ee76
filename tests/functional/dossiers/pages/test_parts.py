"""A large file from the page: what the upload slot's script asks, and how it is refused."""

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.storage import PART_BYTES, S3Storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document, Upload
from capitune.dossiers.states import Kind
from tests.factories.documents import PDF, requirement_of
from tests.factories.uploads import big_pdf, pieces
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.browserless import Browserless

CODE = "EDU_DIPLOMAS"
LARGE = big_pdf(PART_BYTES + 99)
MARK = hashlib.sha256(b"this very file").hexdigest()
AS_SLOT = {"HX-Request": "true", "Accept": "text/html, application/json"}


class Slot:
    """The slot of one requirement, in the candidate's browser."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.browser: Browserless = scene.browser("aminata")
        self.token = self.browser.token("/dashboard")

    def post(self, path: str, **fields: str) -> TestResponse:
        return self.browser.post(path, data={"csrf_token": self.token, **fields}, headers=AS_SLOT)

    def begin(self, data: bytes = LARGE, **more: str) -> TestResponse:
        named = {"file_name": "Diplôme.pdf", "size": str(len(data)), "fingerprint": MARK}
        return self.post(f"{self.scene.row(CODE)}/uploads", **{**named, **more})

    def end(self, state: dict[str, Any], **more: str) -> TestResponse:
        return self.post(f"/documents/uploads/{state['upload_id']}/complete", **more)

    def send(self, state: dict[str, Any], data: bytes = LARGE, *numbers: int) -> None:
        for part in state["parts"]:
            if not numbers or part["number"] in numbers:
                piece = pieces(data)[part["number"] - 1]
                path = urlsplit(part["url"]).path
                assert self.browser.put(path, data=piece).status_code == 200


@pytest.fixture
def slot(scene: Scene) -> Slot:
    return Slot(scene)


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def versions(scene: Scene) -> list[Document]:
    key = requirement_of(scene.dossier, CODE).id
    return list(
        db.session.scalars(
            select(Document).where(Document.requirement_id == key).order_by(Document.id)
        )
    )


def test_the_slot_says_where_a_large_file_is_announced(scene: Scene) -> None:
    page = scene.opened("aminata", CODE)
    assert f'data-parts="{scene.row(CODE)}/uploads"' in page
    assert f'action="{scene.row(CODE)}/documents"' in page  # without JavaScript
    script = page.split('data-parts-script="')[1].split('"')[0]
    assert scene.browser("aminata").get(script, buffered=True).status_code == 200


def test_a_large_file_becomes_the_row_with_its_version(slot: Slot, scene: Scene) -> None:
    state = slot.begin(kind="translation").get_json()
    assert (state["received"], [p["etag"] for p in state["parts"]]) == ([], [None, None])
    slot.send(state)
    answer = slot.end(state, sha256=hashlib.sha256(LARGE).hexdigest())
    assert answer.status_code == 200
    assert f'id="requirement-{requirement_of(scene.dossier, CODE).id}"' in answer.get_data(
        as_text=True
    )
    version = versions(scene)[-1]
    assert (version.kind, version.sha256.hex()) == (
        Kind.TRANSLATION,
        hashlib.sha256(LARGE).hexdigest(),
    )


def test_the_same_file_chosen_again_goes_on(slot: Slot) -> None:
    first = slot.begin().get_json()
    slot.send(first, LARGE, 1)
    again = slot.begin().get_json()
    assert (again["upload_id"], again["received"]) == (first["upload_id"], [1])
    followed = slot.browser.get(f"/documents/uploads/{first['upload_id']}").get_json()
    assert followed["received"] == [1]
    other = slot.begin(fingerprint="").get_json()
    assert other["upload_id"] != first["upload_id"]


@pytest.mark.parametrize("mark", ["", "x", "g" * 64, "A" * 64, "0" * 63])
def test_a_mark_that_is_none_resumes_nothing(slot: Slot, mark: str) -> None:
    ids = {slot.begin(fingerprint=mark).get_json()["upload_id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"size": "x"}, 422, "Ce fichier est vide"),
        ({"size": "-1"}, 422, "Ce fichier est vide"),
        ({"size": "9" * 30}, 422, "Ce fichier est vide"),
        ({"size": str(50 * 1024**2 + 1)}, 413, "dépasse 50"),
        ({"mime_type": "video/mp4"}, 422, "Nous ne pouvons pas accepter ce type de fichier"),
    ],
)
def test_what_could_never_be_accepted_is_said_at_once(
    slot: Slot, fields: dict[str, str], status: int, sentence: str
) -> None:
    answer = slot.begin(**fields)
    assert answer.status_code == status
    assert sentence in words(answer.get_data(as_text=True))
    assert count(Upload) == 0


def test_missing_parts_are_said_in_the_slot_and_the_upload_goes_on(slot: Slot) -> None:
    state = slot.begin().get_json()
    slot.send(state, LARGE, 1)
    answer = slot.end(state)
    assert answer.status_code == 422
    assert "Des parties de ce fichier ne sont pas arrivées" in words(answer.get_data(as_text=True))
    assert slot.begin().get_json()["received"] == [1]


@pytest.mark.parametrize(
    ("data", "fields", "sentence"),
    [
        (b"<html>" + b"x" * 99, {}, "Nous ne pouvons pas accepter ce type de fichier"),
        (PDF, {"sha256": "0" * 64}, "Ce fichier a changé en chemin"),
    ],
)
def test_a_whole_that_is_refused_is_said_in_the_slot(
    slot: Slot, scene: Scene, data: bytes, fields: dict[str, str], sentence: str
) -> None:
    before, state = versions(scene), slot.begin(data).get_json()
    slot.send(state, data)
    answer = slot.end(state, **fields)
    assert answer.status_code == 422
    assert sentence in words(answer.get_data(as_text=True))
    assert (count(Upload), versions(scene)) == (0, before)


def test_given_up(slot: Slot) -> None:
    state = slot.begin().get_json()
    assert slot.post(f"/documents/uploads/{state['upload_id']}/cancel").status_code == 204
    assert slot.browser.get(f"/documents/uploads/{state['upload_id']}").status_code == 404


def test_pages_may_send_to_the_store_and_to_nobody_else(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def policy() -> str:
        return str(scene.browser("aminata").get("/dashboard").headers["Content-Security-Policy"])

    assert "connect-src 'self';" in policy()
    away = S3Storage("kept", region="eu-west-3")
    monkeypatch.setitem(scene.app.extensions, "capitune.connect", f" {away.parts.origin}")
    assert "connect-src 'self' https://kept.s3.eu-west-3.amazonaws.com;" in policy()


HINT = "« Diplôme.pdf » n’est pas arrivé en entier"


def page_of(slot: Slot, name: str = "aminata") -> str:
    answer = slot.scene.browser(name).get(slot.scene.url)
    return " ".join(words(answer.get_data(as_text=True)).replace("\u202f", " ").split())


def test_a_file_that_stopped_half_way_is_said_until_it_is_whole(slot: Slot) -> None:
    assert HINT not in page_of(slot)
    state = slot.begin().get_json()
    slot.send(state, LARGE, 1)
    assert HINT in page_of(slot)
    for other in ("anne", "admin"):
        assert HINT not in page_of(slot, other)
    slot.send(state, LARGE, 2)
    assert slot.end(state).status_code == 200
    assert HINT not in page_of(slot)


@pytest.mark.parametrize("how", ["cancelled", "old", "unknown to the page"])
def test_a_file_that_cannot_go_on_is_not_said(slot: Slot, how: str) -> None:
    mark = "" if how == "unknown to the page" else MARK
    state = slot.begin(fingerprint=mark).get_json()
    if how == "cancelled":
        slot.post(f"/documents/uploads/{state['upload_id']}/cancel")
    if how == "old":
        with unit_of_work():
            db.session.execute(update(Upload).values(created_at=now() - timedelta(hours=25)))
    assert HINT not in page_of(slot)
