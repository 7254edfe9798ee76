"""Where a professional's licences stand: each with its files, its history, and what the badge would say."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.professionals.models import Credential, CredentialMove, ImpersonationCase, Proof
from capitune.professionals.queries.badges import Badge, badge
from capitune.professionals.queries.credentials import credentials_of
from capitune.professionals.registers import official
from capitune.professionals.scopes import Allowance, allowance
from capitune.professionals.states import (
    CLAIMING,
    EDITABLE,
    QUEUED,
    Body,
    CredentialStatus,
    ProofScan,
    Scope,
)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CredentialLine:
    """One licence. ``allows``: what the badge would say it allows, with the others that are verified."""

    credential: Credential
    proofs: Sequence[Proof]
    moves: Sequence[CredentialMove]
    allows: tuple[str, ...]
    register_url: str
    is_contested: bool
    awaits_code: bool

    @property
    def can_edit(self) -> bool:
        """Nobody is checking it."""
        return self.credential.status in EDITABLE

    @property
    def can_submit(self) -> bool:
        """It can go to the team."""
        return self.can_edit or self.credential.status is CredentialStatus.SUSPENDED

    @property
    def takes_files(self) -> bool:
        """Files may still support it."""
        return self.can_submit or self.credential.status in QUEUED

    @property
    def is_scanning(self) -> bool:
        """A file still waits for its scan."""
        return any(proof.scan is ProofScan.SCANNING for proof in self.proofs)

    @property
    def is_answered(self) -> bool:
        """What was asked for was sent, and still waits for its scan."""
        asked_at = self.credential.proof_asked_at
        return asked_at is not None and any(
            proof.scan is ProofScan.SCANNING and proof.created_at > asked_at
            for proof in self.proofs
        )

    @property
    def contact_hint(self) -> str:
        """The address of the register, but for what would give it away to an impostor."""
        name, _, host = self.credential.register_contact.partition("@")
        return f"{name[:1]}…@{host}" if host else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """All licences of a professional, and the badge as it is now (None: not verified)."""

    lines: Sequence[CredentialLine]
    badge: Badge | None


def standing_of(user_id: uuid.UUID, scopes: Iterable[str]) -> Standing:
    """Where this professional stands (five statements, whatever there is). ``scopes``: theirs, valid now."""
    found = credentials_of(user_id)
    ids = [credential.id for credential in found]
    proofs = _grouped(_proofs(ids), lambda proof: proof.credential_id)
    moves = _grouped(_moves(ids), lambda each: each.credential_id)
    contested = _contested(found)
    lines = [
        CredentialLine(
            credential=credential,
            proofs=proofs[credential.id],
            moves=moves[credential.id],
            allows=_words(allowed_with(credential, found).scopes),
            register_url=credential.register_url
            or official(credential.body, credential.jurisdiction),
            is_contested=credential.status in CLAIMING
            and (credential.body, credential.number_norm) in contested,
            awaits_code=_awaits_code(credential),
        )
        for credential in found
    ]
    return Standing(lines, badge(user_id) if frozenset(scopes) else None)


def _awaits_code(credential: Credential) -> bool:
    in_hand = credential.status in QUEUED or credential.status is CredentialStatus.APPROVED
    return in_hand and bool(credential.register_contact) and credential.contact_proof_at is None


def allowed_with(credential: Credential, others: Iterable[Credential]) -> Allowance:
    """What the badge would say once ``credential`` counts, with those of ``others`` that count now."""
    moment = now()
    held = {x.id: x for x in others if x.counts_at(moment)}
    return allowance((held | {credential.id: credential}).values())


def badge_to_be(credential: Credential) -> Allowance:
    """What the badge of its owner would say, and until when, once ``credential`` is approved (one statement)."""
    return allowed_with(credential, credentials_of(credential.user_id))


def _words(scopes: Iterable[Scope]) -> tuple[str, ...]:
    return tuple(sorted(scope.value for scope in scopes))


def _proofs(ids: Sequence[uuid.UUID]) -> Sequence[Proof]:
    statement = select(Proof).where(Proof.credential_id.in_(ids), Proof.deleted_at.is_(None))
    return db.session.scalars(statement.order_by(Proof.id)).all()


def _moves(ids: Sequence[uuid.UUID]) -> Sequence[CredentialMove]:
    statement = select(CredentialMove).where(CredentialMove.credential_id.in_(ids))
    return db.session.scalars(statement.order_by(CredentialMove.id.desc())).all()


def _contested(found: Sequence[Credential]) -> set[tuple[Body, str]]:
    numbers = {credential.number_norm for credential in found if credential.number_norm}
    statement = select(ImpersonationCase.body, ImpersonationCase.number_norm).where(
        ImpersonationCase.number_norm.in_(numbers), ImpersonationCase.settled_at.is_(None)
    )
    return {(row.body, row.number_norm) for row in db.session.execute(statement)}


def _grouped(items: Iterable[Item], key: Callable[[Item], Any]) -> dict[Any, list[Item]]:
    groups: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
