"""Who is what: a role given to somebody else, and taken."""

from typing import Any

from sqlalchemy import exists, select

from capitune.accounts import queries, typed
from capitune.accounts.models import User
from capitune.accounts.services import correct_person, revoke_all
from capitune.accounts.services.othersessions import change_reason
from capitune.accounts.states import ChangeReason, Standing
from capitune.accounts.versions import version_of
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.ids import new_id
from capitune.core.post import post
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus

STANDS = (AssignmentStatus.REQUESTED, AssignmentStatus.PROPOSED, AssignmentStatus.ACTIVE)


def change_role(
    actor: Actor,
    user: User,
    role: str,
    reason: str = ChangeReason.OTHER,
    *,
    version: int | None = None,
) -> User:
    """Give somebody else another role. Everything they had open ends, and they are told.

    Raises ``Invalid`` (``unknown_role``, ``unknown_reason``); ``Conflict``: ``stale_version``, ``account_closed``; ``last_admin``: somebody
    runs the house at any time; ``has_dossiers``, ``licence_stands``, ``accompanies``: what a role leaves behind is
    ended first, by its own act.
    """
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    new, why = typed.all_of(
        lambda: Role(typed.one_of(role, "role", set(Role), "unknown_role")),
        lambda: change_reason(reason),
    )
    admins = queries.lock_admins()
    held = queries.lock_user(user.id)
    if held is None or held.standing is not Standing.ACTIVE:
        raise Conflict(code="account_closed")
    if version is not None and version != version_of(held):
        raise Conflict(code="stale_version", facts={"version": version_of(held)})
    if held.role is new:
        return held
    _refuse_ties(held, {key for key in admins if key != held.id})
    old, held.role = held.role, new
    db.session.flush()
    revoke_all(held, "role_changed")
    data = {"from": old.value, "to": new.value, "reason": why.value}
    record(actor, Act.ROLE_CHANGED, ("user", held.id), data=data)
    post("role_changed", held.id, about=new_id())
    return held


def change_person(
    actor: Actor, user: User, changes: dict[str, Any], *, version: int | None = None
) -> User:
    """``correct_person``, and ``change_role`` when ``role`` is among the changes: all or nothing."""
    if "role" not in changes:
        return correct_person(actor, user, changes, version=version)
    # The role first: of two who act on each other, both then hold the admins before anybody else.
    held = change_role(actor, user, changes["role"], version=version)
    return correct_person(actor, held, changes)


def _refuse_ties(user: User, other_admins: set[Any]) -> None:
    if user.role is Role.ADMIN and not other_admins:
        raise Conflict(code="last_admin")
    if user.role is Role.CANDIDATE and _any(Dossier.candidate_id == user.id):
        raise Conflict(code="has_dossiers")
    if user.scopes_at(now()):
        raise Conflict(code="licence_stands")
    if _any(Assignment.professional_id == user.id, Assignment.status.in_(STANDS)):
        raise Conflict(code="accompanies")


def _any(*conditions: Any) -> bool:
    return bool(db.session.scalar(select(exists().where(*conditions))))
