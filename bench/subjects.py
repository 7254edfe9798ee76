"""Whose pages are measured: a candidate with a dossier under way, a professional with many dossiers;
a candidate with the longest dossier, a reviewer with the longest queue.
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from itertools import cycle
from typing import TypeVar

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select, text

from bench import databases, heavy
from capitune.accounts import services as accounts
from capitune.accounts import tokens
from capitune.accounts.browser import SECRET
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.authz.actor import Actor, Door, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries import assignment_by_id, requirement_by_id
from capitune.dossiers.states import Decision, Necessity, ReviewerRole, Scan

Subject = TypeVar("Subject")
MANY = 300
# What became of one document asked for after another.
FATES = ("validated", "rejected", "received", "validated", "pending", "missing", "missing")

CARRIED = text(
    """
    INSERT INTO assignments (id, dossier_id, professional_id, role, status, reason, created_at,
                             answered_at, takes_over, motive)
    SELECT uuidv7(), id, :professional_id, 'lead', 'active', '', now(), now(), false, ''
    FROM (SELECT id FROM dossiers WHERE id <> :own ORDER BY id DESC LIMIT :many) AS newest
    ON CONFLICT DO NOTHING
    """
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The dossier that the candidate opens, their session, the professional's family of tokens; the longest
    dossier with its candidate's session, the reviewer with theirs.
    """

    dossier_id: uuid.UUID
    professional_id: uuid.UUID
    session: str
    family_id: uuid.UUID
    long_id: uuid.UUID
    long_session: str
    reviewer_id: uuid.UUID
    reviewer_session: str


def make(app: Flask) -> Subjects:
    """The people and their dossiers, among the made-up ones. Needs at least a hundred people."""
    with app.app_context():
        candidate, patient = _some(Role.CANDIDATE, 2)
        professional, reviewer = _some(Role.PROFESSIONAL, 2)
        dossier = _dossier(acting(candidate), acting(professional))
        long = _opened(acting(patient), acting(professional))
        heavy.lengthen(long.id, professional.id)
        with unit_of_work():
            facts = {"professional_id": professional.id, "own": dossier.id, "many": MANY}
            db.session.execute(CARRIED, facts)
            opened = [_session(person) for person in (candidate, patient, reviewer)]
            pair = accounts.open_tokens(
                Actor.anonymous(Door.API), professional, "bench", Proof.FACTOR
            )
        claims = tokens.read(pair.token)
        if claims is None:
            raise RuntimeError("a token of ours is not read back")
        made = Subjects(
            dossier.id,
            professional.id,
            opened[0],
            claims.family_id,
            long.id,
            opened[1],
            reviewer.id,
            opened[2],
        )
        databases.leave()
    return made


def staff_session(app: Flask, role: Role) -> str:
    """The session of somebody of the team, made for it."""
    with app.app_context():
        with unit_of_work():
            key = f"{role.value}@bench.example"
            person = User(
                email=key,
                email_key=key,
                password_hash="!",  # noqa: S106 nobody signs in with it
                role=role,
                first_name="Bench",
                last_name="Team",
                email_verified_at=now(),
            )
            db.session.add(person)
            db.session.flush()
            session = _session(person)
        databases.leave()
    return session


def cookie(app: Flask, session: str) -> str:
    """The browser's signed cookie that holds this session."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("no SECRET_KEY")
    held = {
        SECRET: session,
        "_fresh": True,
        "_permanent": True,
        "csrf_token": secrets.token_hex(20),
    }
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(held)}"


def token(people: Subjects) -> str:
    """A fresh access token of the professional, good for ten minutes."""
    return tokens.mint(people.professional_id, people.family_id, 1)


def acting(user: User) -> Actor:
    """The actor that this person is."""
    return Actor(user.id, user.role, Door.SYSTEM, user.scopes_at(now()))


def loaded(subject: Subject | None) -> Subject:
    """What a loader found, which is there."""
    if subject is None:
        raise LookupError
    return subject


def _some(role: Role, count: int) -> list[User]:
    chosen = select(User).where(User.role == role, User.is_demo).order_by(User.id).limit(count)
    return list(db.session.scalars(chosen))


def _session(person: User) -> str:
    return accounts.open_session(
        Actor.anonymous(Door.WEB), person, remember=True, device="bench", proof=Proof.FACTOR
    )


def _opened(candidate: Actor, professional: Actor) -> Dossier:
    with unit_of_work():
        dossier = services.open_dossier(candidate, template_code="ETU-ROC")
        asked = services.make_assignment(
            candidate,
            dossier,
            professional_id=professional.user_id or new_id(),
            role=ReviewerRole.LEAD,
        )
    with unit_of_work():
        services.accept_assignment(professional, loaded(assignment_by_id(asked.id)))
    return dossier


def _dossier(candidate: Actor, professional: Actor) -> Dossier:
    dossier = _opened(candidate, professional)
    wanted = db.session.scalars(
        select(Requirement.id)
        .where(Requirement.dossier_id == dossier.id, Requirement.necessity == Necessity.REQUIRED)
        .order_by(Requirement.position)
    ).all()
    for key, fate in zip(wanted, cycle(FATES), strict=False):
        if fate != "missing":
            _send(candidate, professional, loaded(requirement_by_id(key)), fate)
    return dossier


def _send(candidate: Actor, professional: Actor, requirement: Requirement, fate: str) -> None:
    stored = StoredFile(
        key=f"bench/{requirement.id}",
        file_name=f"{requirement.code.lower()}.pdf",
        mime_type="application/pdf",
        size=1_200_000,
        pages=3,
        sha256=hashlib.sha256(requirement.id.bytes).digest(),
    )
    with unit_of_work():
        sent = services.add_document(candidate, requirement, stored=stored)
        if fate == "pending":
            return
        services.record_scan(Actor.system("scanner"), sent.id, Scan.CLEAN)
        if fate != "received":
            _decide(professional, sent, Decision(fate))


def _decide(professional: Actor, sent: Document, decision: Decision) -> None:
    rejected = decision is Decision.REJECTED
    services.decide(
        professional,
        sent,
        decision=decision,
        version=sent.version,
        reasons=["OTHER"] if rejected else [],
        comment="La page 2 manque. Envoyez le document complet." if rejected else "",
    )
