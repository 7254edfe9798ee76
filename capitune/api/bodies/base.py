"""What all bodies share: nothing is guessed, nothing unknown is let by.

How long a text may be and which characters it may hold is judged by the services, at every door alike.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LARGEST_VERSION = 2**31 - 1


class Body(BaseModel):
    """A JSON body: ``"12"`` is not 12, true is not 1, and a field nobody knows is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FormBody(BaseModel):
    """The fields of a form, which are all text: they are converted, and nothing unknown is let by."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


# No address is longer (RFC 5321); this keeps silly ones away from slower checks.
Email = Annotated[str, StringConstraints(max_length=320)]
Code = Annotated[str, StringConstraints(max_length=100, pattern=r"^[\x21-\x7e]*$")]
Secret = Annotated[str, StringConstraints(max_length=500)]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION)]
