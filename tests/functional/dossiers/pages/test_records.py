"""The summary of a dossier and its proof of deposit, as PDF: what they say, what they never say."""

import hashlib
import re

import pypdfium2
import pytest
from sqlalchemy import select, text
from sqlalchemy import update as change

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent, AuditLink
from capitune.core.db import db
from capitune.core.papers.said import said
from capitune.core.work import unit_of_work
from capitune.dossiers import records
from capitune.dossiers.models import Document, Dossier
from capitune.extensions import limiter
from tests.factories.documents import PDF
from tests.functional.dossiers.pages.scene import Scene, words

HOSTILE = '#panic("x") *b* $x$ <a> ``` #read("/etc/passwd") \u202efdp.exe\u202c \x07' + "W" * 5000


@pytest.fixture
def linked(scene: Scene) -> Scene:
    """The scene, as after the commit that in these tests never comes."""
    db.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    limiter.reset()
    return scene


def paper(scene: Scene, name: str, who: str = "aminata") -> tuple[bytes, str]:
    answer = scene.browser(who).get(f"{scene.url}/{name}.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert f"{name}-{scene.dossier.number}.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    made = answer.get_data()
    with pypdfium2.PdfDocument(made) as document:
        found = (page.get_textpage().get_text_range() for page in document)
        return made, " ".join(" ".join(found).split())


def test_a_summary_says_where_everything_stands(linked: Scene) -> None:
    made, told = paper(linked, "summary")
    for wanted in (
        f"Récapitulatif du dossier {linked.dossier.number}",
        "Candidat : Aminata Diallo",
        "Établi par : Aminata Diallo",
        "Anne Lefebvre",
        "Tout le dossier",
        "Reçu le",
        "Validé le",
        "par Anne Lefebvre",
        "À refaire",
        "Nouvelle version demandée le",
        "Étapes",
        "Budget",
        "Reste à payer",
    ):
        assert wanted in told, wanted
    # Tagged, in its language: who reads by ear gets headings and rows.
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert mark in made
    linked.browser("anne").get("/language/en?next=/dashboard")
    assert f"Summary of dossier {linked.dossier.number}" in paper(linked, "summary", "anne")[1]


def test_a_proof_names_each_file_and_its_line_in_the_journal(linked: Scene) -> None:
    told = paper(linked, "deposit")[1]
    assert f"Attestation de dépôt, dossier {linked.dossier.number}" in told
    assert "Fichiers reçus : 5" in told
    flat = told.replace(" ", "")
    assert flat.count(hashlib.sha256(PDF).hexdigest()) == 5
    assert "envoyé par Aminata Diallo" in told
    photo = linked.documents["validated"].id
    for act in (Act.DOCUMENT_SENT, Act.DOCUMENT_VALIDATED):
        line = db.session.execute(
            select(AuditLink.number, AuditEvent.data)
            .join(AuditEvent, AuditEvent.id == AuditLink.event_id)
            .where(AuditEvent.subject_id == photo, AuditEvent.act == act)
        ).one()
        assert f"ligne {line.number} du journal" in told
        if act is Act.DOCUMENT_SENT:  # the journal itself says which bytes came
            assert line.data["sha256"] == hashlib.sha256(PDF).hexdigest()
    hashes = {row.hex() for row in db.session.scalars(select(AuditLink.hash))}
    assert any(found in hashes for found in re.findall(r"[0-9a-f]{64}", flat))
    assert f"/dossiers/{linked.dossier.id}/history/verify" in flat


def test_texts_of_people_stay_texts(linked: Scene) -> None:
    with unit_of_work():
        db.session.execute(
            change(Dossier).where(Dossier.id == linked.dossier.id).values(title=HOSTILE)
        )
        db.session.execute(
            change(Document)
            .where(Document.dossier_id == linked.dossier.id)
            .values(file_name=HOSTILE[:255])
        )
    for name in ("summary", "deposit"):
        told = paper(linked, name)[1]
        assert '#panic("x") *b* $x$ <a> ```' in told
        assert "root:" not in told
        assert "\u202e" not in told
        assert "fdp.exe" in told
    assert len(said(HOSTILE).replace("\u200b", "")) <= 600
    assert said("a\u200db") == "a\u200db"  # a joiner is spelling


def test_taking_one_is_noted_limited_and_for_those_who_may(
    linked: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = linked.browser("bruno").get(f"{linked.url}/exports").get_data(as_text=True)
    assert f'href="{linked.url}/summary.pdf"' in page
    assert f'href="{linked.url}/deposit.pdf"' in page
    for name in ("summary", "deposit"):
        refused = linked.browser("admin").get(f"{linked.url}/{name}.pdf")
        assert refused.status_code == 403
    monkeypatch.setattr(records, "LAYOUT", records.LAYOUT.with_name("nothing.typ"))
    monkeypatch.setitem(linked.app.config, "RATE_LIMIT_EXPORT", "3 per 10 minutes")
    asked = [linked.browser("bruno").get(f"{linked.url}/deposit.pdf") for _ in range(10)]
    assert [answer.status_code for answer in asked] == [303] * 3 + [429] * 7
    told = words(asked[3].get_data(as_text=True))  # the next page, whichever it is
    assert "Le PDF n’a pas pu être fait." in told
    wanted = AuditEvent.act == Act.DEPOSIT_PROVED
    assert len(db.session.scalars(select(AuditEvent).where(wanted)).all()) == 3
    history = words(linked.browser("anne").get(f"{linked.url}/history").get_data(as_text=True))
    assert "Attestation de dépôt exportée" in history
    limiter.reset()
