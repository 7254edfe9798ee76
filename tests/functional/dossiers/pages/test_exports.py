"""A dossier that is taken away."""

import hashlib
import io
import zipfile

import pytest
from sqlalchemy import select
from sqlalchemy import update as change

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Requirement
from capitune.extensions import limiter
from tests.factories.documents import PDF, receive
from tests.functional.dossiers.pages.scene import Scene, words

TIMES = 10


def archive_of(scene: Scene, name: str = "aminata", language: str = "fr") -> zipfile.ZipFile:
    answer = scene.browser(name).get(f"{scene.url}/export")
    assert answer.status_code == 200
    assert answer.content_type == "application/zip"
    assert f"dossier-{scene.dossier.number}.zip" in answer.headers["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def exports(scene: Scene) -> list[AuditEvent]:
    wanted = (AuditEvent.act == Act.DOSSIER_EXPORTED, AuditEvent.context_id == scene.dossier.id)
    return list(db.session.scalars(select(AuditEvent).where(*wanted).order_by(AuditEvent.id)))


def test_an_archive_says_what_it_holds(scene: Scene) -> None:
    receive(scene.dossier, "ID_PASSPORT", data=PDF + b"%second\n")
    whole = archive_of(scene)
    names = whole.namelist()
    passport = [name for name in names if "Passeport" in name]
    assert passport == [
        "04 Passeport - original v2.pdf",
        "Versions antérieures/04 Passeport - original v1.pdf",
    ]
    # Contents, summary, proof of deposit and journal; what is still being checked is left out.
    assert len(names) == 4 + 5
    assert names[1:3] == ["00 Récapitulatif.pdf", "00 Attestation de dépôt.pdf"]
    assert all(whole.read(name).startswith(b"%PDF-") for name in names[1:3])
    assert whole.testzip() is None
    assert whole.read(passport[0]) == PDF + b"%second\n"
    assert f"journal-{scene.dossier.number}.jsonl" in names
    contents = whole.read("00 Contenu.html").decode()
    assert hashlib.sha256(PDF).hexdigest() in contents
    told = words(contents)
    assert all(name in told for name in names[4:])
    assert "le contrôle antivirus n’est pas terminé" in told
    assert "Aucun envoi" in told
    assert "À refaire" in told


def test_it_is_noted_who_took_it_away(scene: Scene) -> None:
    for name in ("aminata", "anne", "bruno"):
        archive_of(scene, name)
    taken = exports(scene)
    assert [act.actor_id for act in taken] == [
        scene.people[name].id for name in ("aminata", "anne", "bruno")
    ]
    assert {act.data["files"] for act in taken} == {4}
    assert "Dossier exporté" in words(
        scene.browser("anne").get(f"{scene.url}/history").get_data(as_text=True)
    )


def test_names_play_no_tricks(scene: Scene) -> None:
    nasty = {"fr": "../../<b>É\u202e\x07vil</b>" + "x" * 300, "en": "Evil"}
    with unit_of_work():
        db.session.execute(
            change(Requirement)
            .where(Requirement.dossier_id == scene.dossier.id)
            .values(labels=nasty)
        )
    whole = archive_of(scene)
    names = whole.namelist()
    assert len(names) == len(set(names)) == 8
    for name in names:
        assert len(name) <= 120
        assert ".." not in name
        assert name.isprintable()
        assert not name.startswith("/")
    assert "<b>" not in whole.read("00 Contenu.html").decode()


def test_a_file_that_is_lost_is_named_and_the_rest_comes(scene: Scene) -> None:
    key = scene.document("validated").storage_key
    current_storage().delete(key)
    whole = archive_of(scene)
    # The scene is built once; its files are no part of what is rolled back.
    current_storage().put(key, io.BytesIO(PDF), content_type="application/pdf")
    assert len(whole.namelist()) == 7
    assert "nous ne retrouvons plus ce fichier" in words(whole.read("00 Contenu.html").decode())


def test_ten_times_is_too_often(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(scene.app.config, "RATE_LIMIT_EXPORT", "5 per 10 minutes")
    limiter.reset()
    answers = [scene.browser("aminata").get(f"{scene.url}/export") for _ in range(TIMES)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 5
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 600
    assert "Attendez dix minutes" in words(answers[-1].get_data(as_text=True))
    assert len(exports(scene)) == 5
    # Others go on.
    assert scene.browser("anne").get(f"{scene.url}/export").status_code == 200
    limiter.reset()


def test_the_page_is_for_those_who_may(scene: Scene) -> None:
    page = scene.browser("aminata").get(f"{scene.url}/exports").get_data(as_text=True)
    assert f'href="{scene.url}/export"' in page
    assert f'href="{scene.url}/exports"' in scene.browser("anne").get(scene.url).get_data(True)
    for path in ("export", "exports"):
        answer = scene.browser("admin").get(f"{scene.url}/{path}")
        assert answer.status_code == 403
    assert f"{scene.url}/exports" not in scene.browser("admin").get(scene.url).get_data(True)
    assert exports(scene) == []
