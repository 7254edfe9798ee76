"""Loading one subject with all that the policy needs to judge it, in one statement each."""

import uuid
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import joinedload

from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Message,
    MessageFile,
    Note,
    Payment,
    Quote,
    Requirement,
    Step,
    Upload,
)
from capitune.dossiers.models.upload import LIFE as UPLOAD_LIFE

Subject = TypeVar(
    "Subject",
    Step,
    Dossier,
    Requirement,
    Document,
    Assignment,
    Upload,
    Quote,
    Payment,
    Message,
    MessageFile,
    Note,
)

Part = TypeVar("Part", Requirement, Assignment, Payment, Message, Note, Step)

_key: BindParameter[Any] = bindparam("key")


def _of_dossier(kind: Any) -> Select[Any]:
    """A part that hangs on its dossier directly."""
    return (
        select(kind)
        .where(kind.id == _key)
        .options(joinedload(kind.dossier).joinedload(Dossier.assignments))
    )


def _of_requirement(kind: Any) -> Select[Any]:
    """A part that hangs on a requirement."""
    way = joinedload(kind.requirement).joinedload(Requirement.dossier)
    return select(kind).where(kind.id == _key).options(way.joinedload(Dossier.assignments))


STATEMENTS: dict[type, Select[Any]] = {
    Dossier: select(Dossier).where(Dossier.id == _key).options(joinedload(Dossier.assignments)),
    Document: _of_requirement(Document).where(Document.deleted_at.is_(None)),
    Upload: _of_requirement(Upload),
    **{
        kind: _of_dossier(kind)
        for kind in (
            Assignment,
            Message,
            MessageFile,
            Note,
            Payment,
            Quote,
            Requirement,
            Step,
        )
    },
}


def _one(kind: type[Subject], key: uuid.UUID, *, fresh: bool = False) -> Subject | None:
    options = {"populate_existing": fresh}
    found = db.session.execute(STATEMENTS[kind], {"key": key}, execution_options=options)
    subject: Subject | None = found.scalars().unique().one_or_none()
    return subject


def _within(kind: type[Part], key: uuid.UUID, dossier_id: uuid.UUID | None) -> Part | None:
    """The same, unless it is another dossier's than ``dossier_id``, where one is named."""
    found = _one(kind, key)
    return None if found and dossier_id and found.dossier_id != dossier_id else found


def reloaded(subject: Subject) -> Subject | None:
    """The same subject as the database has it now, or None when it is gone (one statement)."""
    return _one(type(subject), subject.id, fresh=True)


def dossier_by_id(dossier_id: uuid.UUID) -> Dossier | None:
    """The dossier, with its assignments (one statement)."""
    return _one(Dossier, dossier_id)


def requirement_by_id(
    requirement_id: uuid.UUID, dossier_id: uuid.UUID | None = None
) -> Requirement | None:
    """The requirement, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Requirement, requirement_id, dossier_id)


def document_by_id(document_id: uuid.UUID) -> Document | None:
    """The version, with its requirement and dossier; None once taken back (one statement)."""
    return _one(Document, document_id)


def assignment_by_id(
    assignment_id: uuid.UUID, dossier_id: uuid.UUID | None = None
) -> Assignment | None:
    """The assignment, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Assignment, assignment_id, dossier_id)


def upload_by_id(upload_id: uuid.UUID) -> Upload | None:
    """The upload, with its requirement and dossier; None once its day is over (one statement)."""
    found = _one(Upload, upload_id)
    return found if found and found.created_at > now() - UPLOAD_LIFE else None


def quote_by_number(dossier_id: uuid.UUID, number: int) -> Quote | None:
    """A version of the quote of a dossier, with it (two statements)."""
    wanted = (Quote.dossier_id == dossier_id, Quote.number == number)
    found = db.session.scalar(select(Quote.id).where(*wanted)) if number < 2**31 else None
    return _one(Quote, found) if found else None


def payment_by_id(payment_id: uuid.UUID, dossier_id: uuid.UUID | None = None) -> Payment | None:
    """The payment, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Payment, payment_id, dossier_id)


def message_by_id(message_id: uuid.UUID, dossier_id: uuid.UUID | None = None) -> Message | None:
    """The message, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Message, message_id, dossier_id)


def message_file_by_id(file_id: uuid.UUID) -> MessageFile | None:
    """The file of a message, with its dossier (one statement)."""
    return _one(MessageFile, file_id)


def note_by_id(note_id: uuid.UUID, dossier_id: uuid.UUID | None = None) -> Note | None:
    """The note, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Note, note_id, dossier_id)


def step_by_id(step_id: uuid.UUID, dossier_id: uuid.UUID | None = None) -> Step | None:
    """The step, with its dossier; None when it is not one of ``dossier_id`` (one statement)."""
    return _within(Step, step_id, dossier_id)
