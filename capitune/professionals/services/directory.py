"""Keeping the directory a true copy: who stands in it, and with which words they are found."""

import secrets
import uuid
from typing import Any, Protocol

from sqlalchemy import Select, cast, delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.types import Text

from capitune.accounts.models import User
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.professionals.models import DirectoryEntry, Practice
from capitune.professionals.models.directory import PLACES
from capitune.professionals.policy import is_verified
from capitune.professionals.states import Domain, Profession

# Places are dealt anew each night, the oldest first; beyond so many, the others wait for the next one.
MOST_DEALT = 20_000
MOST_REPAIRED = 5_000
MARKS = "[\u0300-\u036f]"
NONE = cast(literal("{}"), ARRAY(Text))
SHOWN = (
    "first_name",
    "last_name",
    "organization",
    "profession",
    "domain",
    "province",
    "scopes",
    "languages",
    "search",
    "licence_until",
)


class Cause(Protocol):
    """Anything that happened to a person."""

    @property
    def user_id(self) -> uuid.UUID: ...


def follow(cause: Cause) -> None:
    """Bring the entry of this person up to date, in the transaction of its cause.

    A consequence, never an act: it has no actor, asks no permission and is not audited (its cause is).
    """
    renew(cause.user_id)


def renew(user_id: uuid.UUID) -> None:
    """Make, renew or remove the entry of this person."""
    # The account's row is held first: of two causes at once the later one reads what the earlier wrote.
    db.session.flush()
    person = select(User.id, User.role).where(User.id == user_id)
    db.session.execute(person.with_for_update(key_share=True))
    written = db.session.scalar(_write(user_id))
    if written is None:
        gone = delete(DirectoryEntry).where(DirectoryEntry.user_id == user_id)
        db.session.execute(gone)


def drifted() -> list[uuid.UUID]:
    """Those whose entry is missing, is another than it should be, or should not be: at most a few thousand."""
    wanted = _as_it_should_be().subquery()
    differs = or_(
        DirectoryEntry.user_id.is_(None),
        *(getattr(DirectoryEntry, name).is_distinct_from(wanted.c[name]) for name in SHOWN),
    )
    stale = (
        select(wanted.c.user_id)
        .outerjoin(DirectoryEntry, DirectoryEntry.user_id == wanted.c.user_id)
        .where(differs)
    )
    verified = select(User.id).where(is_verified(now()))
    extra = select(DirectoryEntry.user_id).where(DirectoryEntry.user_id.not_in(verified))
    return list(db.session.scalars(stale.union(extra).limit(MOST_REPAIRED)))


def deal() -> int:
    """Deal new places to those whose place is not of today; how many. Twice a day is once.

    A place is a matter of luck, and so is the gap before it, where the day may begin: only new luck each
    day is fair to everybody.
    """
    due = (
        select(DirectoryEntry.user_id)
        .where(DirectoryEntry.dealt_on < today())
        .order_by(DirectoryEntry.dealt_on)
        .limit(MOST_DEALT)
        .with_for_update(skip_locked=True)
    )
    dealt = (
        update(DirectoryEntry)
        .where(DirectoryEntry.user_id.in_(due))
        .values(place=func.floor(func.random() * PLACES), dealt_on=today())
        .execution_options(synchronize_session=False)
        .returning(DirectoryEntry.user_id)
    )
    return len(db.session.scalars(dealt).all())


def _as_it_should_be() -> Select[Any]:
    """The columns of the entries of everybody verified now."""
    organization = func.coalesce(Practice.organization, "")
    offered = func.array_to_string(Practice.expertise + Practice.services, " ")
    words = func.concat_ws(" ", User.first_name, User.last_name, organization, offered)
    # Accents of all languages, beside those of ``fold``; a search does the same (queries.directory).
    bare = func.regexp_replace(func.pg_catalog.normalize(words, "NFKD"), MARKS, "", "g")
    plain = func.regexp_replace(func.fold(bare), "[^[:alnum:]]+", " ", "g")
    return (
        select(
            User.id.label("user_id"),
            User.first_name,
            User.last_name,
            organization.label("organization"),
            func.coalesce(Practice.profession, Profession.OTHER).label("profession"),
            func.coalesce(Practice.domain, Domain.OTHER).label("domain"),
            func.coalesce(Practice.province, "").label("province"),
            User.licence_scopes.label("scopes"),
            func.coalesce(Practice.languages, NONE).label("languages"),
            func.to_tsvector("simple", plain).label("search"),
            User.licence_until.label("licence_until"),
        )
        .outerjoin(Practice, Practice.user_id == User.id)
        .where(is_verified(now()))
    )


def _write(user_id: uuid.UUID) -> ReturningInsert[Any]:
    """Make or renew the entry; nothing for whoever is not verified. A place once dealt stays."""
    source = (
        _as_it_should_be()
        .add_columns(
            literal(secrets.randbelow(PLACES)).label("place"),
            literal(today()).label("dealt_on"),
        )
        .where(User.id == user_id)
    )
    statement = insert(DirectoryEntry).from_select(["user_id", *SHOWN, "place", "dealt_on"], source)
    return statement.on_conflict_do_update(
        index_elements=["user_id"], set_={name: statement.excluded[name] for name in SHOWN}
    ).returning(DirectoryEntry.user_id)
