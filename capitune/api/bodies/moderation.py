"""Bodies about reports and cases. What one may hold is judged by the services."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from capitune.api.bodies.base import Body, Version


class NewReport(Body):
    """What is reported, and why: one of the eight reasons."""

    target_type: str
    target_id: UUID
    reason: str
    comment: str = ""


class CaseRuling(Body):
    """What is decided. With ``version``, only if that is the present one."""

    decision: str
    reason: str = ""
    message: str = ""
    until: Annotated[AwareDatetime, Field(strict=False)] | None = None
    version: Version | None = None
