"""What a dossier asks for, and what was sent."""

from datetime import date, datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name
from capitune.dossiers.states import DocumentStatus, Exemption, Kind, Necessity, Scan


class Mark(TypedDict):
    """A place on a page, in fractions of the page as it is shown upright, and what is wrong there."""

    page: int
    x: float
    y: float
    width: float
    height: float
    note: str


class Document(TypedDict):
    """One version of one file. ``size`` in bytes; ``version`` is for optimistic locking of decisions.

    A translation has the ``file_id`` of its original; ``position`` is the file's place in the requirement.
    ``duplicate_of`` is a version of the dossier with the same bytes.
    """

    id: UUID
    requirement_id: UUID
    type: str
    title: str
    kind: Kind
    status: DocumentStatus
    reasons: list[str]
    comment: str
    marks: list[Mark]
    version: int
    file_name: str
    size: int
    mime_type: str
    sha256: str
    scan: Scan
    file_id: UUID
    position: int
    issued_on: date | None
    expires_on: date | None
    needs_translation: bool
    duplicate_of: UUID | None
    uploaded_by: Name
    created_at: datetime


class Requirement(TypedDict):
    """A document asked for, with its versions, newest first; none for those who may not read them.

    ``files`` is how many it asks for; ``expires_on``, the first day on which one of them is no longer valid. ``exemption``:
    whether the candidate cannot provide it (``excuse``), and what was answered (``answer``).
    """

    id: UUID
    type: str
    title: str
    necessity: Necessity
    status: DocumentStatus
    files: int
    expires_on: date | None
    exemption: Exemption | None
    excuse: str
    answer: str
    documents: list[Document]


class Requirements(TypedDict):
    """Everything a dossier asks for."""

    items: list[Requirement]


class Part(TypedDict):
    """A part: where to PUT it, for a quarter of an hour; its ``etag`` once it has arrived."""

    number: int
    url: str
    etag: str | None


class Upload(TypedDict):
    """A file on its way, ``part_size`` bytes a part but for the last; ``received`` are numbers of parts.

    ``parts`` is empty once they are put together.
    """

    upload_id: UUID
    part_size: int
    received: list[int]
    parts: list[Part]
