"""What can be moderated: packages above say it of their own things, so that this one knows none of them.

``register`` is called once for each kind when the package is imported. A thing is always locked before the case about
it, so two acts that need both never wait for each other.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from capitune.authz.actor import Actor
from capitune.moderation.states import Standing, TargetType


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing as it is now: whose, what it says (``title`` may be empty), where it is read, who sees it."""

    author_id: uuid.UUID
    title: str
    words: str
    url: str
    standing: Standing = Standing.SHOWN


@dataclass(frozen=True, slots=True)
class Moderated:
    """A kind of thing. ``look(key, lock)`` gives it as it is, held when ``lock``; None when it is gone.
    ``may_see(actor, key)``: whether this actor may know of it. ``put(key, standing, reason)`` hides it or shows it
    again; None for what cannot be hidden.
    """

    look: Callable[[uuid.UUID, bool], Seen | None]
    may_see: Callable[[Actor, uuid.UUID], bool]
    put: Callable[[uuid.UUID, Standing, str], None] | None = None


_known: dict[TargetType, Moderated] = {}


def register(kind: TargetType, moderated: Moderated) -> None:
    """Say how things of this kind are moderated."""
    _known[kind] = moderated


def reportable() -> frozenset[TargetType]:
    """The kinds that a member may report."""
    return frozenset(_known) - {TargetType.SANCTION}


def look(kind: TargetType, key: uuid.UUID, *, lock: bool = False) -> Seen | None:
    """The thing as it is now, held until the unit of work ends when ``lock``."""
    moderated = _known.get(kind)
    return moderated.look(key, lock) if moderated else None


def may_see(actor: Actor, kind: TargetType, key: uuid.UUID) -> bool:
    """Whether the actor may know of it."""
    moderated = _known.get(kind)
    return moderated is not None and moderated.may_see(actor, key)


def can_hide(kind: TargetType) -> bool:
    """Whether things of this kind can be taken away."""
    moderated = _known.get(kind)
    return moderated is not None and moderated.put is not None


def put(kind: TargetType, key: uuid.UUID, standing: Standing, reason: str = "") -> None:
    """Hide it or show it again; of what is gone, or cannot be hidden, nothing changes."""
    moderated = _known.get(kind)
    if moderated is not None and moderated.put is not None:
        moderated.put(key, standing, reason)
