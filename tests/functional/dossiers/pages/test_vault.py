"""A document of one dossier serves another by a grant that can be taken back."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core import outbox
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.states import DocumentStatus, ReviewerRole, Scan
from tests.factories.documents import receive, reject, requirement_of, validate
from tests.factories.dossiers import assign, make_dossier
from tests.functional.dossiers.pages.scene import Scene, words


@pytest.fixture
def second(scene: Scene) -> Dossier:
    """Another dossier of Aminata's, which Carla accompanies."""
    dossier = make_dossier(scene.people["aminata"])
    assign(dossier, scene.people["carla"], ReviewerRole.LEAD)
    return dossier


def give(
    scene: Scene, to: Dossier, source: uuid.UUID, code: str, who: str = "aminata"
) -> TestResponse:
    path = f"/dossiers/{to.id}/requirements/{requirement_of(to, code).id}/grants"
    return scene.browser(who).submit(path, {"document_id": str(source)})


def given(to: Dossier) -> list[Document]:
    db.session.expire_all()
    wanted = (Document.dossier_id == to.id, Document.source_id.is_not(None))
    keys = db.session.scalars(select(Document.id).where(*wanted).order_by(Document.id))
    return [found for key in keys.all() if (found := document_by_id(key))]


def status(dossier: Dossier, code: str) -> DocumentStatus:
    db.session.expire_all()
    return requirement_of(dossier, code).status


def opens(scene: Scene, who: str, document: uuid.UUID) -> int:
    return scene.browser(who).get(f"/documents/{document}/download").status_code


def test_it_is_offered_used_and_stays_apart(scene: Scene, second: Dossier) -> None:
    photo = scene.documents["validated"]
    asked = requirement_of(second, "ID_PHOTO")
    row = f"/dossiers/{second.id}/requirements/{asked.id}?open=1"
    html = scene.browser("aminata").get(row, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "Vous avez déjà donné ce document" in html
    assert scene.dossier.number in words(html)
    assert give(scene, second, photo.id, "ID_PHOTO").status_code == 303
    (copy,) = given(second)
    assert (copy.status, copy.scan, copy.storage_key) == (
        DocumentStatus.RECEIVED,
        Scan.CLEAN,
        scene.document("validated").storage_key,
    )
    assert status(second, "ID_PHOTO") is DocumentStatus.RECEIVED
    # Only through this dossier, only those who accompany it.
    assert opens(scene, "carla", copy.id) == 302
    assert opens(scene, "carla", photo.id) == 404
    assert opens(scene, "anne", copy.id) == 404
    assert opens(scene, "anne", photo.id) == 302
    # Nobody there learns of the other dossier.
    for path in ("", "/history", f"/documents/{copy.id}/review"):
        page = scene.browser("carla").get(f"/dossiers/{second.id}{path}").get_data(as_text=True)
        assert scene.dossier.number not in page
        assert str(photo.id) not in page
    # Once only, and it cannot leave its own dossier while it serves.
    give(scene, second, photo.id, "ID_PHOTO")
    assert len(given(second)) == 1
    vault = words(scene.browser("aminata").get("/vault").get_data(as_text=True))
    assert f"Sert dans {second.number}" in vault


def test_decided_and_taken_back_it_is_closed_and_the_decision_stands(
    scene: Scene, second: Dossier
) -> None:
    photo = scene.documents["validated"]
    give(scene, second, photo.id, "ID_PHOTO")
    (copy,) = given(second)
    # Decisions stay apart.
    reject(copy, scene.people["carla"], comment="Fond gris.")
    assert status(second, "ID_PHOTO") is DocumentStatus.REJECTED
    assert scene.document("validated").status is DocumentStatus.VALIDATED
    # Decided and taken back: what was decided stands, the file is closed there and open here.
    assert "Ici, personne ne pourra plus l’ouvrir" in words(
        scene.browser("aminata").get(f"/documents/{copy.id}/delete").get_data(as_text=True)
    )
    assert scene.browser("aminata").submit(f"/documents/{copy.id}/delete").status_code == 303
    assert status(second, "ID_PHOTO") is DocumentStatus.REJECTED
    assert [opens(scene, who, copy.id) for who in ("carla", "aminata")] == [409, 409]
    for picture in ("stamp.webp", "pages/1.webp"):
        assert scene.browser("carla").get(f"/documents/{copy.id}/{picture}").status_code in (
            404,
            409,
        )
    assert opens(scene, "anne", photo.id) == 302
    again = scene.browser("aminata").submit(f"/documents/{copy.id}/delete")
    assert again.status_code == 409
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.context_id == second.id)
    ).all()
    assert Act.DOCUMENT_GRANTED in acts
    assert Act.DOCUMENT_WITHDRAWN in acts
    # A new grant is a new version.
    give(scene, second, photo.id, "ID_PHOTO")
    assert given(second)[-1].number == 2
    assert status(second, "ID_PHOTO") is DocumentStatus.RECEIVED


def test_undecided_it_goes_and_the_file_stays_where_it_came_from(
    scene: Scene, second: Dossier
) -> None:
    passport = scene.documents["received"]
    give(scene, second, passport.id, "ID_PASSPORT")
    (copy,) = given(second)
    refused = scene.browser("aminata").submit(f"/documents/{passport.id}/delete")
    assert refused.status_code == 409
    assert second.number in words(refused.get_data(as_text=True))
    with unit_of_work():  # even from an archived dossier
        db.session.execute(
            update(Dossier).where(Dossier.id == second.id).values(archived_at=Dossier.created_at)
        )
    assert scene.browser("aminata").submit(f"/documents/{copy.id}/delete").status_code == 303
    assert opens(scene, "carla", copy.id) == 404
    assert status(second, "ID_PASSPORT") is DocumentStatus.REQUIRED
    removals = select(outbox.OutboxRow.key).where(outbox.OutboxRow.kind == "documents.remove")
    kept = scene.document("received").storage_key
    assert f"documents.remove:{copy.id}" not in db.session.scalars(removals).all()
    assert not current_storage().absent([kept])
    # Now it can go, file and all.
    assert scene.browser("aminata").submit(f"/documents/{passport.id}/delete").status_code == 303
    assert f"documents.remove:{passport.id}" in db.session.scalars(removals).all()


def test_only_what_may_serve_serves(scene: Scene, second: Dossier) -> None:
    other = make_dossier(scene.people["other"])
    theirs = receive(other, "ID_PHOTO")
    lapsed = receive(scene.dossier, "FORM_MAIN")
    with unit_of_work():
        db.session.execute(
            update(Document)
            .where(Document.id == lapsed.id)
            .values(expires_on=today() - timedelta(days=1))
        )
    own = receive(second, "FORM_FAMILY")
    photo = scene.documents["validated"].id
    unfit = "Ce document ne peut pas servir ici."
    wrong = (
        (photo, "ID_PASSPORT", unfit),  # another type
        (scene.documents["rejected"].id, "EDU_TRANSCRIPTS", unfit),
        (scene.documents["scanning"].id, "EDU_PLAN", unfit),
        (own.id, "FORM_FAMILY", unfit),  # the same dossier
        (lapsed.id, "FORM_MAIN", "Ce document n’est plus valable."),
    )
    for source, code, sentence in wrong:
        assert give(scene, second, source, code).status_code == 303, code
        assert sentence in words(scene.browser("aminata").get("/vault").get_data(as_text=True))
    for source in (theirs.id, new_id()):  # somebody else's, nobody's
        assert give(scene, second, source, "ID_PHOTO").status_code == 404
    path = f"/dossiers/{second.id}/requirements/{requirement_of(second, 'ID_PHOTO').id}/grants"
    assert scene.browser("aminata").submit(path, {"document_id": "'; --"}).status_code == 404
    assert give(scene, second, photo, "ID_PHOTO", "carla").status_code == 403
    assert give(scene, second, photo, "ID_PHOTO", "other").status_code == 404
    assert given(second) == []
    # No chains: what came from the vault is no source.
    give(scene, second, photo, "ID_PHOTO")
    third = make_dossier(scene.people["aminata"])
    give(scene, third, given(second)[0].id, "ID_PHOTO")
    assert given(third) == []


def test_validated_it_keeps_its_place_in_the_progress(scene: Scene, second: Dossier) -> None:
    give(scene, second, scene.documents["validated"].id, "ID_PHOTO")
    (copy,) = given(second)
    validate(copy, scene.people["carla"])
    scene.browser("aminata").submit(f"/documents/{copy.id}/delete")
    db.session.expire_all()
    dossier = db.session.get(Dossier, second.id)
    assert dossier is not None
    assert (status(second, "ID_PHOTO"), dossier.validated_count) == (DocumentStatus.VALIDATED, 1)
    path = f"/dossiers/{second.id}/documents/{copy.id}/review"
    page = scene.browser("carla").get(path).get_data(as_text=True)
    assert "Le candidat a repris ce document" in words(page)
    decided = scene.browser("carla").submit(
        path,
        {"status": "rejected", "version": str(given(second)[0].version), "reasons": "ILLEGIBLE"},
    )
    assert decided.status_code == 409
    assert "a repris ce document" in words(decided.get_data(as_text=True))
    assert not re.search(r"stamp\.webp", scene.opened("aminata", "EDU_PLAN"))
