"""The four ways in which the product says no, and what each means at the edge.

A rule raises one of these where the rule is; ``capitune.core.answers`` turns it once into a page, a
problem document or a live acknowledgement. ``code`` is stable and machine-readable; the words shown to
people are chosen at the edge, in their language.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: its name as sent, and a stable code."""

    field: str
    code: str


@dataclass(eq=False)
class DomainError(Exception):
    """Base of the four; never raised itself."""

    code: str = "error"
    facts: dict[str, Any] = field(default_factory=dict)
    # True when what was written before the refusal must stay: a counted wrong try, a noted attempt.
    keep: bool = False
    status: ClassVar[int] = 500

    def __str__(self) -> str:
        return self.code


@dataclass(eq=False)
class NotFound(DomainError):
    """It does not exist, or this actor may not know that it does: the same answer for both (404)."""

    code: str = "not_found"
    status: ClassVar[int] = 404


@dataclass(eq=False)
class Refused(DomainError):
    """The actor may see the subject but not do this (403).

    ``attempt`` names an attempt worth keeping in the audit log: the edge records it after the rollback.
    """

    code: str = "forbidden"
    attempt: str | None = None
    status: ClassVar[int] = 403


@dataclass(eq=False)
class Unauthenticated(Refused):
    """Nobody is signed in, or what they presented is worthless (401)."""

    code: str = "unauthenticated"
    status: ClassVar[int] = 401


@dataclass(eq=False)
class ProofNeeded(Refused):
    """They may, once they have shown again that they are who they are (403; a page asks for it)."""

    code: str = "step_up_required"


@dataclass(eq=False)
class FactorNeeded(Refused):
    """They may, once they came in with a second factor: it is mandatory for them (403; a page leads to it)."""

    code: str = "second_factor_required"


@dataclass(eq=False)
class TermsNeeded(Refused):
    """They may, once they agreed to the terms that took effect since (a page leads to them)."""

    code: str = "new_terms"


@dataclass(eq=False)
class Invalid(DomainError):
    """What was sent cannot be accepted as it is (422 unless said otherwise)."""

    code: str = "invalid"
    errors: tuple[FieldError, ...] = ()
    status: ClassVar[int] = 422

    @classmethod
    def on(cls, field_name: str, code: str, **facts: Any) -> "Invalid":
        """An ``Invalid`` about one field."""
        return cls(code=code, facts=facts, errors=(FieldError(field_name, code),))


@dataclass(eq=False)
class Malformed(Invalid):
    """It could not even be read (400)."""

    code: str = "malformed"
    status: ClassVar[int] = 400


@dataclass(eq=False)
class TooLarge(Invalid):
    """The body is over the limit (413)."""

    code: str = "too_large"
    status: ClassVar[int] = 413


@dataclass(eq=False)
class Conflict(DomainError):
    """Someone or something was faster; ``facts`` says what happened (409)."""

    code: str = "conflict"
    status: ClassVar[int] = 409


@dataclass(eq=False)
class Limited(DomainError):
    """Too many tries; ``facts["retry_after"]`` is in seconds (429)."""

    code: str = "too_many_requests"
    status: ClassVar[int] = 429
