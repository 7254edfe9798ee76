"""Credentials and what belongs to them."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.core.db import db
from capitune.professionals.models import (
    Approval,
    ContactCode,
    Credential,
    CredentialMove,
    ImpersonationCase,
    Proof,
)
from capitune.professionals.states import CLAIMING, Body, CredentialStatus


def credential_by_id(credential_id: uuid.UUID) -> Credential | None:
    """The credential with this id."""
    return db.session.get(Credential, credential_id)


def reloaded(credential_id: uuid.UUID) -> Credential | None:
    """The credential as it is now, whatever was read before."""
    statement = select(Credential).where(Credential.id == credential_id)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def credentials_of(user_id: uuid.UUID) -> Sequence[Credential]:
    """All of this person, the oldest first."""
    statement = select(Credential).where(Credential.user_id == user_id).order_by(Credential.id)
    return db.session.scalars(statement).all()


def claimants(body: Body, number_norm: str) -> Sequence[Credential]:
    """Who lays claim to this number now, the first first; read anew."""
    statement = (
        select(Credential)
        .where(
            Credential.body == body,
            Credential.number_norm == number_norm,
            Credential.status.in_(CLAIMING),
        )
        .order_by(Credential.submitted_at, Credential.id)
    )
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()


def open_case(body: Body, number_norm: str) -> ImpersonationCase | None:
    """The case about this number that no human has answered yet."""
    return db.session.scalar(
        select(ImpersonationCase).where(
            ImpersonationCase.body == body,
            ImpersonationCase.number_norm == number_norm,
            ImpersonationCase.settled_at.is_(None),
        )
    )


def case_by_id(case_id: uuid.UUID) -> ImpersonationCase | None:
    """The case with this id."""
    return db.session.get(ImpersonationCase, case_id)


def approvals_of(credential: Credential) -> Sequence[Approval]:
    """The approvals of the present round, in order."""
    statement = (
        select(Approval)
        .where(Approval.credential_id == credential.id, Approval.round == credential.round)
        .order_by(Approval.place)
    )
    return db.session.scalars(statement).all()


def moves_of(credential_id: uuid.UUID) -> Sequence[CredentialMove]:
    """What happened to it, the newest first."""
    statement = (
        select(CredentialMove)
        .where(CredentialMove.credential_id == credential_id)
        .order_by(CredentialMove.id.desc())
    )
    return db.session.scalars(statement).all()


def proofs_of(credential_id: uuid.UUID) -> Sequence[Proof]:
    """The files that support it, but for those taken back or removed, the oldest first."""
    statement = (
        select(Proof)
        .where(Proof.credential_id == credential_id, Proof.deleted_at.is_(None))
        .options(joinedload(Proof.credential))
        .order_by(Proof.id)
    )
    return db.session.scalars(statement).all()


def proof_by_id(proof_id: uuid.UUID) -> Proof | None:
    """The file with this id and its credential, unless it was taken back."""
    statement = (
        select(Proof)
        .where(Proof.id == proof_id, Proof.deleted_at.is_(None))
        .options(joinedload(Proof.credential))
    )
    return db.session.scalar(statement.execution_options(populate_existing=True))


def proof_waiting_for_scan(proof_id: uuid.UUID) -> str | None:
    """The storage key of this file if it still waits for its scan."""
    proof = proof_by_id(proof_id)
    return proof.storage_key if proof and proof.scan == "scanning" else None


def latest_codes(credential_id: uuid.UUID, limit: int) -> Sequence[ContactCode]:
    """The last codes sent for it, whatever became of them, the newest first; read anew."""
    statement = (
        select(ContactCode)
        .where(ContactCode.credential_id == credential_id)
        .order_by(ContactCode.created_at.desc())
        .limit(limit)
    )
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()


def live_code(credential_id: uuid.UUID, moment: datetime) -> ContactCode | None:
    """The code that can be typed now."""
    latest = next(iter(latest_codes(credential_id, 1)), None)
    if latest is None or latest.used_at or latest.replaced_at or latest.expires_at <= moment:
        return None
    return latest


def code_by_id(code_id: uuid.UUID) -> ContactCode | None:
    """The code with this id."""
    return db.session.get(ContactCode, code_id)


def expired_ids(moment: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Approved credentials that have come to their last instant."""
    statement = (
        select(Credential.id)
        .where(Credential.status == CredentialStatus.APPROVED, Credential.expires_at <= moment)
        .order_by(Credential.expires_at)
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def ending(after: datetime, until: datetime) -> Sequence[Row[Any]]:
    """Approved credentials that come to their last instant in between: id user_id number expires_at, and
    the timezone of their professional (one statement).
    """
    columns: tuple[Any, ...] = (
        Credential.id,
        Credential.user_id,
        Credential.number,
        Credential.expires_at,
        User.timezone,
    )
    statement = (
        select(*columns)
        .join(User, User.id == Credential.user_id)
        .where(
            Credential.status == CredentialStatus.APPROVED,
            Credential.expires_at > after,
            Credential.expires_at <= until,
            User.standing == Standing.ACTIVE,
        )
        .order_by(Credential.expires_at)
    )
    return db.session.execute(statement).all()


def how_many_of(user_id: uuid.UUID) -> int:
    """How many credentials this person has."""
    counted = select(func.count()).where(Credential.user_id == user_id)
    return db.session.scalar(counted) or 0
