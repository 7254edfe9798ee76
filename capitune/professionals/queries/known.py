"""What we know of a licence number or of a name that somebody was given: only what our team once verified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import Moment
from capitune.core.reads import Read
from capitune.professionals.models import Credential
from capitune.professionals.policy import is_verified
from capitune.professionals.queries.badges import is_disputed
from capitune.professionals.registers import official
from capitune.professionals.scopes import licence_of, scopes_of
from capitune.professionals.states import Body, CredentialStatus, LicenceClass, Scope

MOST = 10


class Known(StrEnum):
    """How a licence stands with us."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    SUSPENDED = "suspended"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class KnownLicence:
    """One of ours. ``called``: who holds it, while it is verified; else empty."""

    standing: Known
    called: str
    body: Body
    licence_class: LicenceClass
    number: str
    scopes: tuple[Scope, ...]
    checked_at: datetime | None
    register_url: str


_moment: ColumnElement[datetime] = bindparam("moment", type_=Moment)
_COLUMNS = (
    Credential.status,
    Credential.body,
    Credential.licence_class.label("licence_class"),
    Credential.number,
    Credential.jurisdiction,
    Credential.quebec_authorised,
    Credential.profession,
    Credential.register_url,
    Credential.checked_at,
    Credential.expires_at,
    User.first_name,
    User.last_name,
    is_verified(_moment).label("is_verified"),
    is_disputed().label("disputed"),
)
_ONCE = ("approved", "suspended", "expired")
_JUDGED = Credential.status.in_(literal_column(f"'{each}'") for each in _ONCE)
_BY_NUMBER = Read(
    select(*_COLUMNS)
    .join(User, User.id == Credential.user_id)
    .where(Credential.number_norm == func.any(bindparam("numbers", type_=ARRAY(Text))))
    .where(Credential.number_norm != literal_column("''"), _JUDGED)
    .order_by(Credential.number_norm, Credential.id)
    .limit(literal_column(str(MOST)))
)
_asked = func.fold(bindparam("name", type_=Text))
_BY_NAME = Read(
    select(*_COLUMNS)
    .join(User, User.id == Credential.user_id)
    .where(
        is_verified(_moment),
        Credential.status == literal_column("'approved'"),
        or_(
            func.fold(User.first_name + " " + User.last_name) == _asked,
            func.fold(User.last_name + " " + User.first_name) == _asked,
        ),
    )
    .order_by(Credential.id)
    .limit(literal_column(str(MOST)))
)


def known_by_number(numbers: Sequence[str]) -> list[KnownLicence]:
    """Those of ours under one of these numbers, each as ``numbers.normal`` makes it (one statement)."""
    moment = now()
    rows = _BY_NUMBER.rows(numbers=list(numbers), moment=moment) if numbers else []
    return [_known(row, moment) for row in rows]


def known_by_name(name: str) -> list[KnownLicence]:
    """Those of verified professionals called so, whatever its accents and its order (one statement)."""
    moment = now()
    return [_known(row, moment) for row in _BY_NAME.rows(name=name, moment=moment)]


def _known(row: Any, moment: datetime) -> KnownLicence:
    standing = _standing(row, moment)
    is_good = standing is Known.VERIFIED
    scopes = scopes_of([licence_of(row)]) - {Scope.IMMIGRATION} if is_good else frozenset()
    return KnownLicence(
        standing=standing,
        called=f"{row.first_name} {row.last_name}" if is_good else "",
        body=row.body,
        licence_class=row.licence_class,
        number=row.number,
        scopes=tuple(scope for scope in Scope if scope in scopes),
        checked_at=row.checked_at,
        register_url=row.register_url or official(row.body, row.jurisdiction),
    )


def _standing(row: Any, moment: datetime) -> Known:
    if row.status is CredentialStatus.SUSPENDED:
        return Known.SUSPENDED
    is_over = row.expires_at is not None and row.expires_at <= moment
    if row.status is CredentialStatus.EXPIRED or is_over or not row.is_verified:
        return Known.OVER
    return Known.DISPUTED if row.disputed else Known.VERIFIED
