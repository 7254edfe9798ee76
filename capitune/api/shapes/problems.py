"""What a refusal looks like (RFC 9457)."""

from typing import NotRequired

from typing_extensions import TypedDict


class FieldProblem(TypedDict):
    """One wrong field, by its name as sent."""

    field: str
    code: str
    message: str


class Problem(TypedDict):
    """Why a request was refused: ``code`` for programs, ``detail`` for people in their language.

    ``facts`` are there when they help, as with a conflict: who was faster, and when.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem]
    request_id: str
    facts: NotRequired[dict[str, str]]
