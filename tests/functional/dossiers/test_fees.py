"""Fees of the catalogue: dated rows with their source, seeded once, drafts kept back."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Fee, Template
from capitune.dossiers.queries import published_fees
from capitune.dossiers.services import catalogue, seed_catalogue
from capitune.dossiers.services.publishing import draft_version
from capitune.dossiers.states import LineKind
from tests.factories.people import acting, make_person
from tests.support.program import got, program_of

pytestmark = pytest.mark.usefixtures("app")
SEED = Actor.system("seed")
DATA = json.loads(catalogue.FEES.read_text(encoding="utf-8"))

Seeded = Callable[..., int]


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Seeded:
    """Seed these fees instead of the product's own."""

    def seed(data: dict[str, Any], **options: bool) -> int:
        path = tmp_path / "fees.json"
        path.write_text(json.dumps(data))
        monkeypatch.setattr(catalogue, "FEES", path)
        with unit_of_work():
            return seed_catalogue(SEED, **options)

    return seed


def rows(code: str) -> list[tuple[int, date, date | None]]:
    db.session.expire_all()
    lines = (line for line in published_fees() if line.code == code)
    return [(line.amount_cents, line.effective_from, line.effective_to) for line in lines]


def test_every_amount_is_dated_and_says_where_it_was_read() -> None:
    lines = published_fees()
    assert len(lines) == 21
    for line in lines:
        assert line.source.startswith("https://"), line.code
        assert line.labels.keys() == {"fr", "en"}
        assert (line.currency, line.read_on) == ("CAD", date(2026, 11, 22))
        assert line.verified_on is None  # by nobody yet: never said without being so
    assert rows("RESTORE") == [(24625, date(2025, 12, 1), None)]
    kinds = {line.code for line in lines if line.kind is LineKind.THIRD_PARTY}
    assert kinds == {"ECA_FEE", "MEDICAL_FEE"}


def test_templates_know_theirs() -> None:
    known = {line.code for line in published_fees()}
    fees = {t.code: t.fees for t in db.session.scalars(select(Template))}
    assert fees["ETU-ROC"] == ["STUDY_PERMIT", "BIOMETRICS"]
    assert fees["ENT-SUV"] == []
    assert {code for codes in fees.values() for code in codes} <= known


def test_a_new_amount_is_a_row_beside_the_old_one(seeded: Seeded) -> None:
    data = copy.deepcopy(DATA)
    old = next(fee for fee in data["fees"] if fee["code"] == "BIOMETRICS")
    newer = {**old, "amount_cents": 9100, "effective_from": "2027-04-01"}
    old["effective_to"] = "2027-03-31"
    data["fees"].append(newer)
    assert seeded(data) == 2
    assert seeded(data) == 0
    assert rows("BIOMETRICS") == [
        (8500, date(2025, 1, 1), date(2027, 3, 31)),
        (9100, date(2027, 4, 1), None),
    ]


def test_other_fees_are_no_other_version(seeded: Seeded) -> None:
    data = copy.deepcopy(DATA)
    data["templates"]["ETU-ROC"].append("MEDICAL_FEE")
    assert seeded(data) == 1
    found = db.session.scalars(select(Template).where(Template.code == "ETU-ROC")).all()
    assert [(t.version, t.fees[-1]) for t in found] == [(1, "MEDICAL_FEE")]


def test_in_production_weak_sources_wait_for_staff(seeded: Seeded) -> None:
    data = copy.deepcopy(DATA)
    for fee in data["fees"]:
        fee["effective_from"] = "2026-12-01"
        fee["effective_to"] = None
    seeded(data, keep_drafts=True)
    drafts = set(db.session.scalars(select(Fee.code).where(~Fee.published)))
    assert drafts == {f["code"] for f in DATA["fees"] if f["confidence"] == "faible"}
    assert len(drafts) == 5
    with unit_of_work():
        db.session.execute(update(Fee).where(Fee.code == "IEC").values(published=False))
    seeded(data)
    assert rows("IEC") == []  # what staff has withdrawn stays so


def test_a_draft_of_a_template_keeps_them() -> None:
    with unit_of_work():
        draft = draft_version(acting(make_person(Role.ADMIN)), "ETU-QC")
        assert draft.fees == ["QC_CAQ_STUDY_FEE", "STUDY_PERMIT", "BIOMETRICS"]


def test_they_are_for_all_in_both_languages(app: Flask) -> None:
    nobody = program_of(app, None)
    page = got(nobody.get("/api/fees", headers={"Accept-Language": "fr"}))
    assert (page["next_cursor"], len(page["items"])) == (None, 21)
    fee = next(item for item in page["items"] if item["code"] == "QC_CAQ_STUDY_FEE")
    assert fee == {
        "code": "QC_CAQ_STUDY_FEE",
        "title": "Québec — sélection temporaire pour études (CAQ)",
        "kind": "government",
        "amount_cents": 13500,
        "currency": "CAD",
        "effective_from": "2026-01-01",
        "effective_to": "2026-12-31",
        "source": fee["source"],
        "read_on": "2026-11-22",
        "verified_on": None,
        "confirmed": True,
    }
    english = got(nobody.get("/api/fees", headers={"Accept-Language": "en"}))["items"]
    assert "Québec — CAQ for studies" in {item["title"] for item in english}
    with unit_of_work():
        db.session.execute(update(Fee).where(Fee.code == "IEC").values(published=False))
    assert len(got(nobody.get("/api/fees"))["items"]) == 20
