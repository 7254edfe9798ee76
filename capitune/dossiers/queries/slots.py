"""What a candidate alone sees where documents are asked for: files on their way, and what the vault offers."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import cast, false, null, select, true, union_all

from capitune.core.clock import now
from capitune.core.reads import Read
from capitune.dossiers.models import Upload
from capitune.dossiers.models.upload import LIFE
from capitune.dossiers.queries.uploads import UNFINISHED
from capitune.dossiers.queries.vault import COLUMNS, OFFERED, Kept, kept_of

# A file on its way stands in the columns of an offer: its requirement as the key, its name, when it began.
_own = {"id": Upload.requirement_id, "file_name": Upload.file_name, "created_at": Upload.created_at}
_begun = UNFINISHED.with_only_columns(
    *(_own.get(c.key, cast(null(), c.type)).label(c.key) for c in COLUMNS), true().label("is_begun")
).order_by(None)
_all = union_all(_begun, OFFERED.add_columns(false().label("is_begun"))).subquery("slots")
SLOTS = Read(select(_all).order_by(_all.c.created_at))


@dataclass(frozen=True, slots=True)
class Slots:
    """``begun``: the newest file that is on its way and can be known again, by requirement. ``offers``: what was
    given in other dossiers and may serve in this one, by document, the newest first.
    """

    begun: dict[uuid.UUID, str]
    offers: dict[str, list[Kept]]


NONE = Slots({}, {})


def slots_of(dossier_id: uuid.UUID, candidate_id: uuid.UUID, day: date) -> Slots:
    """Of a dossier, for its candidate on that day (one statement)."""
    begun: dict[uuid.UUID, str] = {}
    offers: dict[str, list[Kept]] = defaultdict(list)
    facts = {"dossier_id": dossier_id, "candidate_id": candidate_id, "day": day}
    for row in SLOTS.rows(**facts, key=dossier_id, since=now() - LIFE):
        if row.is_begun:
            begun[row.id] = row.file_name
        else:
            offers[row.code].insert(0, kept_of(row))
    return Slots(begun, offers)
