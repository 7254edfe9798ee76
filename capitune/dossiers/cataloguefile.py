"""The file of a catalogue: its shapes, and reading one that anybody may have written.

What staff alone decides (what is published, when it was verified) is in the file to be read, and never taken from it.
"""

import json
import re
from collections.abc import Hashable, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, NoReturn, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from capitune.core.errors import Invalid
from capitune.dossiers.conditions import wrong_conditions
from capitune.dossiers.models.budget import MOST_CENTS
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.states import Family, LineKind, Necessity, ReviewerRole

MOST_BYTES = 600_000
MOST_ROWS = 1_000
MOST_DAYS = 3_650

PLAIN_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")

Entry = dict[str, Any]


class Section(StrEnum):
    """The parts of the file, in the order in which they are taken in."""

    TYPES = "document_types"
    REASONS = "reject_reasons"
    FEES = "fees"
    TEMPLATES = "templates"


def _plain(text: str) -> str:
    """No control character, no half of a pair: the database keeps neither."""
    if any(
        letter < " " or "\x7f" <= letter < "\xa0" or "\ud800" <= letter < "\ue000"
        for letter in text
    ):
        raise PydanticCustomError("control_character", "control character")
    return text


Language = Literal["fr", "en"]
Code = Annotated[str, StringConstraints(pattern=f"^{PLAIN_CODE.pattern}$")]
Words = Annotated[str, StringConstraints(max_length=500), AfterValidator(_plain)]
Labels = Annotated[dict[Language, Words], Field(min_length=2)]
Source = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500), AfterValidator(_plain)
]
Days = Annotated[StrictInt, Field(ge=0, le=MOST_DAYS)]
Category = Literal[
    "contrat",
    "identite",
    "etudes",
    "langue",
    "travail",
    "finances",
    "securite",
    "formulaires",
    "programme",
    "affaires",
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Code
    labels: Labels


class Validity(BaseModel):
    """How long such a document is good."""

    model_config = ConfigDict(extra="forbid")

    days: Days | None
    anchor: Literal["issued_on", "expires_on", "ita"] | None
    text_fr: Words


class TypeShape(_Shape):
    """A type of document."""

    category: Category
    help: dict[Language, Words]
    validity: Validity
    reviewer_role: ReviewerRole
    sensitive: StrictBool
    lead_days: Days
    files: Annotated[StrictInt, Field(ge=1, le=MOST_FILES)] = 1
    source: Source | None = None
    read_on: date | None = None
    basis: Words = Field(default="", exclude=True)
    verified_on: date | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _read(self) -> Self:
        if (self.source is None) != (self.read_on is None):
            raise PydanticCustomError(
                "source_day", "a source goes with the day on which it was read"
            )
        return self


class ReasonShape(_Shape):
    """A reason for asking for a new version."""

    applies_to: Annotated[list[Code], Field(min_length=1, max_length=200)]


class FeeShape(_Shape):
    """An amount from a day on."""

    kind: LineKind
    amount_cents: Annotated[StrictInt, Field(ge=0, le=MOST_CENTS)]
    currency: Literal["CAD"]
    source: Source
    effective_from: date
    effective_to: date | None
    read_on: date
    confidence: Literal["bonne", "faible"]
    published: StrictBool = Field(default=False, exclude=True)
    verified_on: date | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise PydanticCustomError("ends_before", "ends before it begins")
        return self


class Choice(_Shape):
    """A possible answer."""


class QuestionShape(_Shape):
    """A question of a programme."""

    many: StrictBool
    choices: Annotated[list[Choice], Field(min_length=1, max_length=30)]
    help: dict[Language, Words] = {}


class StepShape(_Shape):
    """A step of a programme."""

    owner: Literal["candidat", "autorite", "tiers", "pro"]
    offset_days: Days
    duration_days: Days
    completes_with: Code | None


class PartShape(BaseModel):
    """A document that a programme asks for."""

    model_config = ConfigDict(extra="forbid")

    document: Code
    necessity: Necessity
    condition: Annotated[list[dict[Code, list[Code]]], Field(max_length=30)] | None


class Processing(BaseModel):
    """How long the authority says it takes."""

    model_config = ConfigDict(extra="forbid")

    low_days: Days
    high_days: Days
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    source: Source


class TemplateShape(_Shape):
    """A programme."""

    version: int = Field(default=0, exclude=True)
    kind: Family
    status: Literal["open", "closed_to_new"]
    questions: Annotated[list[QuestionShape], Field(max_length=60)]
    processing: Processing | None
    fees: Annotated[list[Code], Field(max_length=60)]
    steps: Annotated[list[StepShape], Field(max_length=100)]
    requirements: Annotated[list[PartShape], Field(max_length=200)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for codes in (
            [question.code for question in self.questions],
            [step.code for step in self.steps],
            [part.document for part in self.requirements],
            self.fees,
        ):
            if len(set(codes)) < len(codes):
                raise PydanticCustomError("twice", "twice")
        questions = [question.model_dump(mode="json") for question in self.questions]
        if wrong_conditions(questions, [part.condition for part in self.requirements]):
            raise PydanticCustomError("bad_condition", "bad condition")
        return self


SHAPES: dict[Section, type[_Shape]] = {
    Section.TYPES: TypeShape,
    Section.REASONS: ReasonShape,
    Section.FEES: FeeShape,
    Section.TEMPLATES: TemplateShape,
}


def read_file(content: bytes) -> dict[Section, list[Any]]:
    """The rows of each section as they stand there, none of them looked at yet.

    Raises ``Invalid`` on ``file``: ``import_large``, ``import_unreadable`` (not JSON, or too deep), ``import_other``
    (no catalogue), ``import_many``.
    """
    if len(content) > MOST_BYTES:
        raise Invalid.on("file", "import_large", most=MOST_BYTES // 1000)
    try:
        whole = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Invalid.on("file", "import_unreadable") from None
    found = (
        {section: whole.get(section, []) for section in Section} if isinstance(whole, dict) else {}
    )
    if not any(found.values()) or not all(isinstance(rows, list) for rows in found.values()):
        raise Invalid.on("file", "import_other")
    if sum(map(len, found.values())) > MOST_ROWS:
        raise Invalid.on("file", "import_many", most=MOST_ROWS)
    return found


def key_of(section: Section, entry: Entry) -> str:
    """What a row is known by: of a fee, its first day too."""
    day = f":{entry['effective_from']}" if section is Section.FEES else ""
    return f"{section}:{entry['code']}{day}"


def named(section: Section, row: object) -> tuple[str, str] | None:
    """The key and the code of a row in which something is wrong, where these can be read."""
    if not isinstance(row, dict):
        return None
    said = [row.get("code")]
    if section is Section.FEES:
        said.append(row.get("effective_from"))
    if not all(isinstance(one, str) and PLAIN_CODE.fullmatch(one) for one in said):
        return None
    return ":".join([section, *map(str, said)]), str(said[0])


def shaped(section: Section, row: object) -> Entry:
    """The row in its one normal form. Raises ``ValidationError``."""
    return SHAPES[section].model_validate(row).model_dump(mode="json", exclude_unset=False)


def faults(error: ValidationError, most: int = 5) -> list[tuple[str, str]]:
    """The first faults of a row: where, and what kind."""
    return [
        (_where(fault["loc"]), fault["type"])
        for fault in error.errors(include_url=False, include_input=False, include_context=False)[
            :most
        ]
    ]


def _where(place: Iterable[Hashable]) -> str:
    """A path into the row. A key may be anything: it is cut, and made fit to be shown."""
    return ".".join(str(part) for part in place)[:80].encode(errors="replace").decode()


def _no_number(_name: str) -> NoReturn:
    raise ValueError
