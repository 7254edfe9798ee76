"""Reminding people of what is due, asked for again or unanswered: consequences of time, like ``tell``."""

from typing import Any

from sqlalchemy import Row

from capitune.dossiers.paths import PROPOSALS, to_notes, to_requirement, to_steps
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind


def remind_of_step(row: Row[Any]) -> None:
    """Of a step, on whose day it is due. Each takes a row of ``queries.reminders``."""
    facts = _facts(row) | {"document": row.labels, "on": row.target_on.isoformat()}
    tell(row.reader_id, Kind.STEP_DUE, key=row.key, facts=facts, url=to_steps(row.dossier_id))


def remind_of_note(row: Row[Any]) -> None:
    """Of a note: not its words, which stay where they were written."""
    tell(row.reader_id, Kind.NOTE_DUE, key=row.key, facts=_facts(row), url=to_notes(row.dossier_id))


def remind_of_document(row: Row[Any]) -> None:
    """Of a document that is to be sent again."""
    url = to_requirement(row.dossier_id, row.id)
    facts = _facts(row) | {"document": row.labels}
    tell(row.reader_id, Kind.DOCUMENT_AWAITED, key=row.key, facts=facts, url=url)


def remind_of_answer(row: Row[Any]) -> None:
    """Of a dossier that one was asked to accompany: not its number, which only who accepts may know."""
    facts = {"dossier_id": str(row.dossier_id), "template": row.labels}
    tell(row.reader_id, Kind.ANSWER_AWAITED, key=row.key, facts=facts, url=PROPOSALS)


def _facts(row: Row[Any]) -> dict[str, Any]:
    return {"dossier_id": str(row.dossier_id), "number": row.number}
