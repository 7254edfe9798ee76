"""People for tests."""

import itertools
from datetime import datetime
from typing import Any

from capitune.accounts import addresses, passwords
from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.actor import Actor, Door, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work

PASSWORD = "quatre mots pris au hasard"
HASH = passwords.hashed(PASSWORD)
_number = itertools.count(1)


def make_person(role: Role = Role.CANDIDATE, *, verified: bool = True, **facts: Any) -> User:
    """A stored person with ``PASSWORD``; ``facts`` are columns of ``User``."""
    address = addresses.parse(facts.pop("email", f"person{next(_number)}@example.com"))
    values: dict[str, Any] = {
        "email": address.shown,
        "email_key": address.key,
        "password_hash": HASH,
        "role": role,
        "first_name": "Aminata",
        "last_name": "Diallo",
        "country": "SN",
        "language": Language.FR,
        "email_verified_at": now() if verified else None,
        **facts,
    }
    user = User(**values)
    with unit_of_work():
        db.session.add(user)
        db.session.flush()  # a test's own unit of work may go on
    return user


def make_professional(*scopes: str, until: datetime | None = None, **facts: Any) -> User:
    """A professional whose licence has been checked for ``scopes`` (none: not verified); ``immigration`` stands
    for a consultant's federal licence.
    """
    held = [*scopes, "federal"] if "immigration" in scopes else list(scopes)
    licence = {"licence_scopes": held, "licence_until": until}
    named = {"first_name": "Anne", "last_name": "Lefebvre", "country": "CA"}
    return make_person(Role.PROFESSIONAL, **{**named, **licence, **facts})


def acting(user: User, door: Door = Door.WEB, **more: Any) -> Actor:
    """The actor that ``user`` is now, who has just shown that they are who they are."""
    facts: dict[str, Any] = {"scopes": user.scopes_at(now()), "proved_at": now(), **more}
    return Actor(user_id=user.id, role=user.role, door=door, **facts)


def nobody(door: Door = Door.WEB) -> Actor:
    """Whoever is not signed in."""
    return Actor.anonymous(door, "203.0.113.7")
