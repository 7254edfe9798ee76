"""The catalogue as a file: the newest published versions, whole, so that filling from it changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import DocumentType
from capitune.dossiers.queries.templates import latest_template
from capitune.dossiers.services import catalogue, seed_catalogue
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

HERE = "/admin/catalogue/export.json"


def taken(browser: Browserless) -> dict[str, Any]:
    answer = browser.get(HERE)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in answer.headers["Cache-Control"]
    whole: dict[str, Any] = json.loads(answer.get_data(as_text=True))
    return whole


def seeded(whole: dict[str, Any], place: Path, patch: pytest.MonkeyPatch) -> int:
    """How much filling the catalogue from this file changes."""
    fees = {
        "fees": whole["fees"],
        "templates": {entry["code"]: entry["fees"] for entry in whole["templates"]},
    }
    for name, held in (("DATA", whole), ("FEES", fees)):
        path = place / f"{name}.json"
        path.write_text(json.dumps(held))
        patch.setattr(catalogue, name, path)
    with unit_of_work():
        return seed_catalogue(Actor.system("seed"))


def test_filling_from_the_file_changes_nothing_but_what_was_changed(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = browser_of(app, make_person(Role.ADMIN))
    whole = taken(admin)
    counts = {name: len(rows) for name, rows in whole.items()}
    assert counts["document_types"] == 68
    assert (counts["templates"], counts["reject_reasons"]) == (10, 18)
    assert seeded(whole, tmp_path, monkeypatch) == 0
    whole["document_types"][0]["labels"]["fr"] = "Autre nom"
    whole["fees"][0]["amount_cents"] += 1
    whole["templates"][0]["steps"][0]["duration_days"] += 1
    assert seeded(whole, tmp_path, monkeypatch) == 3
    again = taken(admin)
    assert again["templates"][0].pop("version") == whole["templates"][0].pop("version") + 1
    assert again == whole


def test_drafts_of_templates_stay_out_and_types_that_are_drafts_say_so(app: Flask) -> None:
    admin = browser_of(app, make_person(Role.ADMIN))
    before = taken(admin)
    with unit_of_work():
        draft = update(DocumentType).where(DocumentType.code == "ID_NATIONAL")
        db.session.execute(draft.values(published=False))
        latest = latest_template("ETU-ROC")
        assert latest is not None
        latest.labels = {"fr": "Brouillon", "en": "Draft"}
        latest.published = False
    after = taken(admin)
    assert {entry["code"] for entry in before["templates"]} - {
        entry["code"] for entry in after["templates"]
    } == {"ETU-ROC"}
    assert [e["code"] for e in after["document_types"] if e["basis"] == "dk"] == ["ID_NATIONAL"]
    moderator = browser_of(app, make_person(Role.MODERATOR))
    assert moderator.get(HERE).status_code == 403
