"""The journal of a dossier: who did what, when."""

import uuid
from typing import Any

from sqlalchemy import Row, bindparam, literal, select, union_all

from capitune.accounts.people import Face
from capitune.accounts.queries import faces
from capitune.audit import queries as audit
from capitune.core.db import db
from capitune.core.ids import parse_id
from capitune.core.listing import Page, page_of
from capitune.dossiers.models import Dossier, Requirement, Step
from capitune.dossiers.queries.lines import JournalLine, KnownDossier, Labels

PAGE = 100
TITLES = union_all(
    select(literal("requirement").label("part"), Requirement.code, Requirement.labels).where(
        Requirement.dossier_id == bindparam("key")
    ),
    select(literal("step"), Step.code, Step.labels).where(Step.dossier_id == bindparam("key")),
)

Titles = dict[tuple[str, str], Labels]


def journal(dossier: Dossier | KnownDossier, before: uuid.UUID | None = None) -> Page[JournalLine]:
    """At most 100 acts, newest first, older than ``before``, with names and titles resolved (three
    statements).
    """
    rows = audit.journal(dossier.id, before)
    page = page_of(rows, PAGE)
    titles: Titles = {
        (part, code): labels
        for part, code, labels in db.session.execute(TITLES, {"key": dossier.id})
    }
    people = faces(key for row in page.items for key in _people(row))
    lines = [_line(row, titles, people) for row in page.items]
    return Page(lines, page.next_cursor)


def _people(row: Row[Any]) -> list[uuid.UUID]:
    keys = (row.actor_id, parse_id(row.data.get("professional")))
    return [key for key in keys if key is not None]


def _line(row: Row[Any], titles: Titles, people: dict[uuid.UUID, Face]) -> JournalLine:
    about = [(part, str(row.data.get(part))) for part in ("step", "requirement")]
    professional = parse_id(row.data.get("professional"))
    return JournalLine(
        id=row.id,
        at=row.at,
        act=row.act.value,
        actor=people.get(row.actor_id),
        actor_name=row.actor_name,
        actor_role=row.actor_role,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        labels=next((titles[key] for key in about if key in titles), {}),
        person=people.get(professional) if professional else None,
        data=row.data,
    )
