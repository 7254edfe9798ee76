"""Bodies about licences and their check."""

from pydantic import Field

from capitune.api.bodies.base import Body, Code, FormBody
from capitune.api.bodies.documents import File


class NewCredential(Body):
    """A licence to declare. ``jurisdiction`` (ISO 3166-2) is needed for a law society only."""

    body: Code
    number: str = Field("", max_length=200)
    licence_class: Code = Field(alias="class")
    jurisdiction: Code = ""


class ContactCode(Body):
    """The code that came to the address shown in the official register."""

    code: str = Field(max_length=40)


class SupportingFile(FormBody):
    """A file that supports a licence."""

    file: File


class Reason(Body):
    """Why, in words that the professional reads."""

    reason: str = ""
