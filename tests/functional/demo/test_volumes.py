"""Volumes to measure with: written in bulk, past the services, so nothing else notices a new column."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune import volumes
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier, Step


def test_they_fit_the_present_schema(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.config["CAPITUNE_ENV"] == "test"
    monkeypatch.setattr(volumes, "tidy", lambda: None)  # needs a connection of its own
    volumes.load(volumes.Volume(users=60, dossiers=3))
    counts = [db.session.scalar(select(func.count()).select_from(w)) for w in (Dossier, Assignment)]
    assert counts == [3, 3]
    assert db.session.scalars(select(Step.id).limit(1)).all() != []
