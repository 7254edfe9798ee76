"""What a dossier asks for, seen and acted on as its candidate."""

from sqlalchemy import update

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries import RequirementLine, known_dossier, papers_of
from tests.factories.people import acting


def owner_of(dossier: Dossier) -> Actor:
    """Its candidate, acting."""
    return acting(db.session.get_one(User, dossier.candidate_id))


def asks_for(dossier: Dossier, files: int, code: str) -> None:
    """Have one of its requirements ask for several files."""
    which = (Requirement.dossier_id == dossier.id, Requirement.code == code)
    with unit_of_work():
        db.session.execute(update(Requirement).where(*which).values(files=files))
    db.session.expire_all()


def row_of(dossier: Dossier, code: str) -> RequirementLine:
    """One of its requirements, as its candidate's page has it."""
    known = known_dossier(dossier.id)
    assert known is not None
    return next(r for r in papers_of(known, owner_of(dossier)).requirements if r.code == code)
