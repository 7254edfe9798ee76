"""One read per audience, built once from the policy's own list condition."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, bindparam

from capitune.authz.actor import Actor, Door, Role
from capitune.core.reads import Read
from capitune.dossiers.policy import visible_dossiers

AnySelect = Select[*tuple[Any, ...]]
Build = Callable[[ColumnElement[bool]], AnySelect]

# Actors whose id is a parameter: what the policy says of them holds for every one of their kind.
_SOMEONE = cast("uuid.UUID", bindparam("actor_id"))
_KINDS = {
    Role.ADMIN: Actor(None, Role.ADMIN, Door.SYSTEM),
    Role.CANDIDATE: Actor(_SOMEONE, Role.CANDIDATE, Door.SYSTEM),
    Role.PROFESSIONAL: Actor(_SOMEONE, Role.PROFESSIONAL, Door.SYSTEM, frozenset({"any"})),
}


def for_audiences(build: Build) -> dict[Role, Read]:
    """``build(condition)`` for each kind of actor who may see dossiers at all."""
    return {role: Read(build(visible_dossiers(kind))) for role, kind in _KINDS.items()}


def run(reads: dict[Role, Read], actor: Actor, **parameters: Any) -> list[Any]:
    """The rows this actor may see; none, without asking, for actors who see no dossier."""
    if actor.role is None or (actor.is_professional and not actor.is_verified_professional):
        return []
    read = reads.get(actor.role)
    if read is None:
        return []
    if actor.role is not Role.ADMIN:
        parameters["actor_id"] = actor.user_id
    return read.rows(**parameters)
