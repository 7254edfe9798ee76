"""What people agreed to. The last answer to a purpose counts; those before it stay on record."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Text, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.accounts.agreements import VERSIONS, Answer
from capitune.accounts.models import Consent
from capitune.accounts.states import Purpose
from capitune.core.reads import Read
from capitune.legal.queries import label_in_force
from capitune.legal.states import Kind

_newest = (Consent.created_at.desc(), Consent.id.desc())
ANSWERS = Read(
    select(
        Consent.purpose,
        Consent.granted,
        Consent.text_version,
        Consent.created_at,
        Consent.address,
    )
    .where(Consent.user_id == bindparam("user_id"))
    .order_by(*_newest)
    .limit(200)
)
LAST = Read(
    select(Consent.granted, Consent.text_version)
    .where(Consent.user_id == bindparam("user_id"), Consent.purpose == bindparam("purpose"))
    .order_by(*_newest)
    .limit(1)
)
AGREED = Read(
    select(Consent.text_version, func.count(Consent.user_id.distinct()).label("people"))
    .where(
        Consent.purpose == literal_column("'terms'"),
        Consent.granted,
        Consent.text_version == func.any(bindparam("labels", type_=ARRAY(Text))),
    )
    .group_by(Consent.text_version)
)


def holds(user_id: uuid.UUID, purpose: Purpose) -> bool:
    """Whether this person agrees to ``purpose`` now (one statement). Who never answered does not."""
    last = LAST.first(user_id=user_id, purpose=purpose)
    return bool(last and last.granted)


def last_answer(user_id: uuid.UUID, purpose: Purpose) -> tuple[bool, str] | None:
    """What this person said last to ``purpose``, and to which text (one statement)."""
    last = LAST.first(user_id=user_id, purpose=purpose)
    return (last.granted, last.text_version) if last else None


def answers_of(user_id: uuid.UUID) -> list[Answer]:
    """All answers of this person, the last first, at most 200 (one statement)."""
    return [Answer(*row) for row in ANSWERS.rows(user_id=user_id)]


def present_text(purpose: Purpose) -> str:
    """The text to which an answer to ``purpose`` is given now (one statement for the terms, none otherwise)."""
    return label_in_force(Kind.TERMS) if purpose is Purpose.TERMS else VERSIONS[purpose]


def agreed_to_terms(labels: Iterable[str]) -> dict[str, int]:
    """How many people have agreed to each of these versions of the terms (one statement, from an index)."""
    return {row.text_version: row.people for row in AGREED.rows(labels=sorted(labels))}
