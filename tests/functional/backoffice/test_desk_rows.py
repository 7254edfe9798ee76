"""Rows of the dossiers' desk, as code of the release before writes them while two releases run."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import DeskCase
from tests.factories.dossiers import make_dossier
from tests.factories.people import make_person

LINE: Any = DeskCase.__table__
NAMES = list(LINE.columns.keys())
BEFORE = [LINE.c[name] for name in NAMES[: NAMES.index("number")]]


def test_what_does_not_know_the_whole_row_writes_a_whole_one(app: Flask) -> None:
    make_dossier(make_person(first_name="Awa", last_name="Sow"))
    whole = NAMES[:-1]  # all but the last act, which the journal's lines write
    read = select(*(LINE.c[name] for name in whole))
    kept, known = db.session.execute(read).one(), db.session.execute(select(*BEFORE)).one()
    db.session.execute(LINE.delete())
    db.session.execute(LINE.insert().values(dict(known._mapping)))
    assert db.session.execute(read).one() == kept
    assert (kept.candidate_first_name, kept.candidate_last_name) == ("Awa", "Sow")
