"""Bodies about documents: a form for a file, JSON for a decision."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, WithJsonSchema
from werkzeug.datastructures import FileStorage

from capitune.api.bodies.base import Body, Code, FormBody, Version
from capitune.core.storage import MOST_PARTS
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.services import Target
from capitune.dossiers.states import Decision, Kind, Way

LARGEST_SIZE = 2**53  # what any program can write; how much is accepted is judged by the service
File = Annotated[FileStorage, WithJsonSchema({"type": "string", "format": "binary"})]


# One file more, or the file that this is a version or the translation of; without it, the one that fits.
FileId = Literal["new"] | UUID | None


def target_of(file_id: FileId) -> Target:
    """Which file of a requirement is meant."""
    return Target(is_new=True) if file_id == "new" else Target(file_id=file_id)


class Upload(FormBody):
    """A file for a requirement, named by its id or by its document type."""

    file: File
    requirement_id: UUID | None = None
    type: Code | None = None
    kind: Kind = Kind.ORIGINAL
    file_id: FileId = None

    @property
    def target(self) -> Target:
        """Which file of the requirement it is."""
        return target_of(self.file_id)


class UploadToDossier(Upload):
    """The same, naming the dossier too."""

    dossier_id: UUID


class UploadBegun(Body):
    """A file that will be sent in parts; ``size`` in bytes."""

    requirement_id: UUID
    file_name: Annotated[str, Field(max_length=5000)]
    size: Annotated[int, Field(le=LARGEST_SIZE)]
    mime_type: Annotated[str, Field(max_length=200)]
    kind: Kind = Kind.ORIGINAL
    file_id: FileId = None

    @property
    def target(self) -> Target:
        """Which file of the requirement it is."""
        return target_of(self.file_id)


class DocumentDescription(Body):
    """What is written on a document, and where its file stands; what is not sent stays."""

    issued_on: date | None = None
    expires_on: date | None = None
    needs_translation: bool = False
    move: Way | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What is said of it."""
        return self.model_dump(exclude_unset=True, exclude={"move"})


class Why(Body):
    """Why something is or is not needed."""

    reason: str = ""


class FilesAsked(Body):
    """How many files a document needs."""

    files: Annotated[int, Field(ge=1, le=MOST_FILES)]


class PartSent(Body):
    """A part, with the ETag that it was answered."""

    number: int
    etag: Annotated[str, Field(max_length=200)]


class UploadParts(Body):
    """All parts of a file, in order; ``sha256`` of the whole, in hexadecimal, is checked if given."""

    parts: Annotated[list[PartSent], Field(max_length=MOST_PARTS)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None

    @property
    def digest(self) -> bytes | None:
        """``sha256`` as bytes."""
        return bytes.fromhex(self.sha256) if self.sha256 else None


class Mark(Body):
    """A place on page ``page`` (from 1) where something is wrong, said by ``note``: its left upper corner,
    width and height as fractions (0 to 1) of the page as it is shown upright. The whole page by default.
    """

    page: int
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0
    note: str = ""


class DocumentDecision(Body):
    """What is decided about the version of a document that was read as ``version``.

    ``marks`` go with a rejection; at most 10 of them.
    """

    status: Decision
    reasons: Annotated[list[Code], Field(max_length=50)] = []
    comment: str = ""
    marks: Annotated[list[Mark], Field(max_length=50)] = []
    version: Version
