"""Bodies about documents: a form for a file, JSON for a decision."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, WithJsonSchema
from werkzeug.datastructures import FileStorage

from capitune.api.bodies.base import Body, Code, FormBody, Version
from capitune.dossiers.states import Decision, Kind

File = Annotated[FileStorage, WithJsonSchema({"type": "string", "format": "binary"})]


class Upload(FormBody):
    """A file for a requirement, named by its id or by its document type."""

    file: File
    requirement_id: UUID | None = None
    type: Code | None = None
    kind: Kind = Kind.ORIGINAL


class UploadToDossier(Upload):
    """The same, naming the dossier too."""

    dossier_id: UUID


class DocumentDecision(Body):
    """What is decided about the version of a document that was read as ``version``."""

    status: Decision
    reasons: Annotated[list[Code], Field(max_length=50)] = []
    comment: str = ""
    version: Version
