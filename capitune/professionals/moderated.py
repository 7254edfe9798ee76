"""How profiles in the directory are moderated: they are reported like what members write, and hidden only with their
account.
"""

import uuid

from sqlalchemy import select

from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.moderation.states import TargetType
from capitune.moderation.targets import Moderated, Seen, register
from capitune.professionals.models import DirectoryEntry, Practice
from capitune.professionals.paths import DIRECTORY


def _look(key: uuid.UUID, lock: bool) -> Seen | None:  # noqa: FBT001 as the registry calls it
    found = select(DirectoryEntry).where(DirectoryEntry.user_id == key)
    entry = db.session.scalars(found.with_for_update() if lock else found).first()
    if entry is None:
        return None
    practice = db.session.get(Practice, key)
    said = (practice.bio, *practice.expertise, *practice.services) if practice else ()
    words = "\n".join(filter(None, (entry.organization, *said)))
    return Seen(key, f"{entry.first_name} {entry.last_name}", words, f"{DIRECTORY}/{key}")


def _may_see(actor: Actor, _key: uuid.UUID) -> bool:
    return can(actor, Permission.DIRECTORY_READ)


register(TargetType.PROFILE, Moderated(_look, _may_see))
