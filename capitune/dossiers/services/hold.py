"""Taking hold of a dossier: one act at a time, judged by what is true behind the lock."""

import uuid
from typing import TypeVar

from sqlalchemy import bindparam, select

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Message,
    Note,
    Payment,
    Quote,
    Requirement,
    Step,
    Upload,
)
from capitune.dossiers.policy import dossier_of
from capitune.dossiers.queries.loaders import reloaded

Part = TypeVar(
    "Part", Dossier, Requirement, Document, Assignment, Upload, Quote, Payment, Message, Note, Step
)

LOCK = select(Dossier.id).where(Dossier.id == bindparam("key")).with_for_update()


def lock(dossier_id: uuid.UUID) -> None:
    """Wait for the dossier's row and keep it until the end of the unit of work.

    Every act on a dossier or its parts takes this one lock first, so two of them never interleave and
    never wait for one another in a circle. Raises ``NotFound`` when it was deleted meanwhile.
    """
    db.session.flush()
    if db.session.execute(LOCK, {"key": dossier_id}).scalar() is None:
        raise NotFound


def hold(actor: Actor, permission: Permission, subject: Part) -> Part:
    """Ask, lock the dossier, read the subject again, ask again: the answer holds until the commit.

    Raises ``NotFound`` (also when the subject is gone) or ``Refused``, as ``require`` does.
    """
    require(actor, permission, subject)
    lock(dossier_of(subject).id)
    fresh = reloaded(subject)
    if fresh is None:
        raise NotFound
    require(actor, permission, fresh)
    return fresh
