"""What is known of files on their way."""

import uuid
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Uuid, bindparam, func, select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.files.arriving import PartState, Place, arrived, parts_of
from capitune.core.storage import PART_BYTES, StorageMissing
from capitune.dossiers.models import Requirement, Upload
from capitune.dossiers.models.upload import LIFE
from capitune.dossiers.states import Kind

ON_ITS_WAY = (Upload.document_id.is_(None), Upload.created_at > bindparam("since"))
UNDER_WAY = (
    select(func.count())
    .select_from(Upload)
    .join(Requirement, Requirement.id == Upload.requirement_id)
    .where(Requirement.dossier_id == bindparam("key"), *ON_ITS_WAY)
)
RESUMED = (
    select(Upload)
    .where(
        Upload.requirement_id == bindparam("key"),
        Upload.kind == bindparam("kind"),
        Upload.size == bindparam("size"),
        Upload.fingerprint == bindparam("fingerprint"),
        Upload.is_new == bindparam("is_new"),
        Upload.file_id.is_not_distinct_from(bindparam("file_id", type_=Uuid)),
        *ON_ITS_WAY,
    )
    .order_by(Upload.id.desc())
    .limit(1)
)
# The files of a dossier that are on their way and can be known again.
UNFINISHED = (
    select(Upload.requirement_id, Upload.file_name)
    .join(Requirement, Requirement.id == Upload.requirement_id)
    .where(
        Requirement.dossier_id == bindparam("key"),
        Upload.fingerprint.is_not(None),
        *ON_ITS_WAY,
    )
    .order_by(Upload.id)
)


class Sought(NamedTuple):
    """What an upload is known again by."""

    kind: Kind
    size: int
    fingerprint: bytes | None
    is_new: bool
    file_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How far an upload is: sizes in bytes, the numbers of the parts that arrived, where to send each."""

    upload_id: uuid.UUID
    part_size: int
    received: list[int]
    parts: list[PartState]


def place_of(upload: Upload) -> Place:
    """Where the file arrives."""
    return Place(upload.storage_key, upload.store_id)


def just_begun(upload: Upload) -> UnderWay:
    """The same of one that has only just begun, without asking the store."""
    return UnderWay(upload.id, PART_BYTES, [], parts_of(place_of(upload), upload.size))


def how_far(upload: Upload) -> UnderWay:
    """What has arrived, as the store says. Slow. Raises ``NotFound`` when nothing of it is left."""
    try:
        marks = arrived(place_of(upload))
    except StorageMissing as error:
        if upload.document_id is None:
            raise NotFound from error
        parts = parts_of(place_of(upload), upload.size)
        return UnderWay(upload.id, PART_BYTES, [part.number for part in parts], [])
    parts = parts_of(place_of(upload), upload.size, marks)
    return UnderWay(upload.id, PART_BYTES, sorted(marks), parts)


def under_way(dossier_id: uuid.UUID) -> int:
    """How many files are on their way in this dossier (one statement)."""
    return db.session.scalar(UNDER_WAY, {"key": dossier_id, "since": now() - LIFE}) or 0


def to_resume(requirement: Requirement, sought: Sought) -> Upload | None:
    """The upload under way of this very file, if there is one (at most one statement)."""
    if sought.fingerprint is None:
        return None
    wanted = sought._asdict() | {"key": requirement.id, "since": now() - LIFE}
    return db.session.scalar(RESUMED, wanted)
