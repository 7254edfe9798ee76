"""What the badge of a professional says: what was checked, of which register, when, and how fresh it is."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.reads import Read
from capitune.professionals.models import Credential, ImpersonationCase
from capitune.professionals.models.credential import CONTACT_OFF_AFTER, LATE_AFTER
from capitune.professionals.registers import official
from capitune.professionals.states import Body, CredentialStatus, LicenceClass, RegisterStatus

MOST_CREDENTIALS = 500


@dataclass(frozen=True, slots=True)
class CheckedLicence:
    """One line of a badge. ``is_late``: the check that was due is a week late, the badge is grey."""

    body: Body
    licence_class: LicenceClass
    number: str
    jurisdiction: str
    register_name: str
    register_url: str
    restrictions: str
    is_restricted: bool
    contact_confirmed: bool
    checked_at: datetime | None
    expires_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """What the badge says of one professional. ``is_contactable``: requests may be sent to them now."""

    user_id: uuid.UUID
    scopes: frozenset[str]
    licences: tuple[CheckedLicence, ...]
    is_contactable: bool

    @property
    def is_late(self) -> bool:
        """Grey: at least one check is late."""
        return any(licence.is_late for licence in self.licences)

    @property
    def checked_at(self) -> datetime | None:
        """The oldest of the checks behind it."""
        return min((x.checked_at for x in self.licences if x.checked_at), default=None)


def is_disputed() -> ColumnElement[bool]:
    """The condition on ``Credential`` that keeps those whose number several people claim."""
    return exists().where(
        ImpersonationCase.body == Credential.body,
        ImpersonationCase.number_norm == Credential.number_norm,
        ImpersonationCase.settled_at.is_(None),
    )


def is_contactable(moment: datetime) -> ColumnElement[bool]:
    """The condition on ``User`` that keeps those whose checks are fresh and whose numbers are theirs alone.

    Of verified professionals: combine it with ``policy.is_verified``.
    """
    unfit = or_(Credential.next_check_at <= moment - CONTACT_OFF_AFTER, is_disputed())
    of_theirs = and_(
        Credential.user_id == User.id, Credential.status == CredentialStatus.APPROVED, unfit
    )
    return ~exists().where(of_theirs)


LICENCES = Read(
    select(
        User.id.label("user_id"),
        User.licence_scopes,
        User.licence_until,
        Credential.body,
        Credential.licence_class.label("licence_class"),
        Credential.number,
        Credential.jurisdiction,
        Credential.register_name,
        Credential.register_url,
        Credential.register_status,
        Credential.restrictions,
        Credential.contact_proof_at,
        Credential.checked_at,
        Credential.expires_at,
        Credential.next_check_at,
        is_disputed().label("disputed"),
    )
    .outerjoin(
        Credential,
        and_(
            Credential.user_id == User.id,
            Credential.status == CredentialStatus.APPROVED,
            or_(Credential.expires_at.is_(None), Credential.expires_at > bindparam("moment")),
        ),
    )
    .where(
        User.id == func.any(bindparam("user_ids", type_=ARRAY(Uuid))),
        func.cardinality(User.licence_scopes) > 0,
        or_(User.licence_until.is_(None), User.licence_until > bindparam("moment")),
    )
    .order_by(User.id, Credential.approved_at, Credential.id)
    .limit(MOST_CREDENTIALS)
)


def badges(user_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Badge]:
    """The badges of those of these people who are verified now (one statement)."""
    wanted = list(set(user_ids))
    moment = now()
    rows: dict[uuid.UUID, list[Any]] = {}
    for row in LICENCES.rows(user_ids=wanted, moment=moment) if wanted else ():
        rows.setdefault(row.user_id, []).append(row)
    return {user_id: _badge(found, moment) for user_id, found in rows.items()}


def badge(user_id: uuid.UUID) -> Badge | None:
    """The badge of this person; None for whoever is not verified now."""
    return badges([user_id]).get(user_id)


def _badge(rows: list[Any], moment: datetime) -> Badge:
    held = [row for row in rows if row.body is not None]
    return Badge(
        user_id=rows[0].user_id,
        scopes=frozenset(rows[0].licence_scopes),
        licences=tuple(_line(row, moment) for row in held),
        is_contactable=not any(
            row.disputed or _is_overdue(row.next_check_at, CONTACT_OFF_AFTER, moment)
            for row in held
        ),
    )


def _line(row: Any, moment: datetime) -> CheckedLicence:
    return CheckedLicence(
        body=row.body,
        licence_class=row.licence_class,
        number=row.number,
        jurisdiction=row.jurisdiction,
        register_name=row.register_name,
        register_url=row.register_url or official(row.body, row.jurisdiction),
        restrictions=row.restrictions,
        is_restricted=row.register_status is RegisterStatus.RESTRICTED,
        contact_confirmed=row.contact_proof_at is not None,
        checked_at=row.checked_at,
        expires_at=row.expires_at,
        is_late=_is_overdue(row.next_check_at, LATE_AFTER, moment),
    )


def _is_overdue(due: datetime | None, grace: Any, moment: datetime) -> bool:
    return due is not None and due + grace <= moment
