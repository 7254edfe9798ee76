"""The catalogue: seeded once, renewed by versions, drafts kept back."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from capitune.authz.actor import Actor
from capitune.core.db import Model, db
from capitune.core.errors import Refused
from capitune.core.work import unit_of_work
from capitune.dossiers.models import DocumentType, RejectionReason, Template, TemplateStep
from capitune.dossiers.queries import (
    offered_templates,
    reasons_for,
    template_detail,
    template_details,
)
from capitune.dossiers.services import catalogue, seed_catalogue
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting, make_person

pytestmark = pytest.mark.usefixtures("app")
SEED = Actor.system("seed")


def count(kind: type[Model]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The product's data, to be changed: call it with the changed copy to seed that."""
    original = json.loads(catalogue.DATA.read_text(encoding="utf-8"))

    def seeded(changed: dict[str, Any], **options: bool) -> int:
        path = tmp_path / "catalogue.json"
        path.write_text(json.dumps(changed))
        monkeypatch.setattr(catalogue, "DATA", path)
        with unit_of_work():
            return seed_catalogue(SEED, **options)

    return copy.deepcopy(original), seeded


def test_everything_of_the_data_is_there() -> None:
    assert (count(DocumentType), count(Template), count(RejectionReason)) == (68, 10, 18)
    assert db.session.scalars(select(DocumentType.published)).all() == [True] * 68
    for kind in db.session.scalars(select(DocumentType)):
        for words in (kind.labels, kind.help):
            assert words.keys() == {"fr", "en"}
            assert all(text.strip() for text in words.values()), kind.code


def test_seeding_again_changes_nothing(data: Any) -> None:
    original, seeded = data
    assert seeded(original) == 0
    assert count(Template) == 10


def test_new_words_are_brought_up_to_date_in_place(data: Any) -> None:
    changed, seeded = data
    changed["document_types"][0]["labels"]["fr"] = "Consentement"
    changed["templates"][0]["labels"]["fr"] = "Études"
    changed["templates"][0]["steps"][0]["labels"]["fr"] = "Premier pas"
    changed["reject_reasons"][0]["labels"]["fr"] = "Flou"
    assert seeded(changed) == 3
    assert count(Template) == 10
    detail = template_detail("ETU-ROC")
    assert detail is not None
    assert (detail.labels["fr"], detail.steps[0].labels["fr"]) == ("Études", "Premier pas")
    assert detail.documents[0].labels["fr"] == "Consentement"


def test_other_documents_or_steps_make_a_new_version(data: Any) -> None:
    dossier = make_dossier()
    changed, seeded = data
    changed["templates"][0]["requirements"].pop()
    changed["templates"][1]["steps"][0]["duration_days"] = 9
    assert seeded(changed) == 2
    assert seeded(changed) == 0
    detail, other = template_detail("ETU-ROC"), template_detail("ETU-QC")
    assert detail is not None
    assert other is not None
    assert (detail.version, len(detail.documents), other.version) == (2, 38, 2)
    db.session.expire_all()
    kept = db.session.get_one(Template, dossier.template_id)
    assert kept.version == 1


def test_in_production_unconfirmed_entries_start_as_drafts(data: Any) -> None:
    changed, seeded = data
    for entry in changed["document_types"]:
        entry["code"] += "_NEW"
    for template in changed["templates"]:
        for part in template["requirements"]:
            part["document"] += "_NEW"
    seeded(changed, keep_drafts=True)
    drafts = set(db.session.scalars(select(DocumentType.code).where(~DocumentType.published)))
    expected = {e["code"] for e in changed["document_types"] if e["basis"] == "dk"}
    assert len(expected) == 8
    assert drafts == expected
    detail = template_detail("ETU-ROC")
    assert detail is not None
    assert not expected & {part.code for part in detail.documents}


def test_what_staff_published_or_withdrew_stays_so(data: Any) -> None:
    original, seeded = data
    with unit_of_work():
        db.session.execute(
            update(DocumentType).where(DocumentType.code == "ID_PHOTO").values(published=False)
        )
    seeded(original, keep_drafts=True)
    withdrawn = db.session.scalars(select(DocumentType.code).where(~DocumentType.published)).all()
    assert withdrawn == ["ID_PHOTO"]


def test_people_do_not_seed() -> None:
    candidate = acting(make_person())
    with pytest.raises(Refused):
        with unit_of_work():
            seed_catalogue(candidate)


def test_closed_templates_are_not_offered() -> None:
    codes = [template.code for template in offered_templates()]
    assert codes[:2] == ["ETU-ROC", "ETU-QC"]
    assert len(codes) == 9
    assert "ENT-SUV" not in codes
    assert template_detail("ENT-SUV") is None
    assert [detail.code for detail in template_details()] == codes


def test_an_offer_says_how_much_and_how_long() -> None:
    offer = next(t for t in offered_templates() if t.code == "ETU-ROC")
    longest = db.session.scalar(
        select(func.max(TemplateStep.offset_days + TemplateStep.duration_days))
        .join(Template)
        .where(Template.code == "ETU-ROC")
    )
    assert (offer.required_count, offer.duration_days) == (10, longest)


def test_reasons_apply_by_category() -> None:
    finance, identity = (
        {reason.code for reason in reasons_for(*kind)}
        for kind in (("finances", "FIN_BANK"), ("identite", "ID_PHOTO"))
    )
    assert "AMOUNT_LOW" in finance
    assert "AMOUNT_LOW" not in identity
    assert "ILLEGIBLE" in finance & identity
