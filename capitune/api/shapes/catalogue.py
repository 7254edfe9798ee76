"""The published catalogue."""

from datetime import date

from typing_extensions import TypedDict

from capitune.dossiers.states import Family, LineKind, Necessity, Owner


class TemplateDocument(TypedDict):
    """A document that a template asks for; ``lead_days`` is how long it takes to obtain.

    ``condition``: alternatives; in one of them, each question named must have one of these answers.
    """

    type: str
    title: str
    help: str
    necessity: Necessity
    lead_days: int
    condition: list[dict[str, list[str]]] | None


class TemplateStep(TypedDict):
    """A step; days are counted from the opening."""

    code: str
    title: str
    owner: Owner
    offset_days: int
    duration_days: int


class Choice(TypedDict):
    """A possible answer."""

    code: str
    title: str


class Question(TypedDict):
    """What a candidate is asked about their situation; ``many``: several answers are possible."""

    code: str
    title: str
    help: str
    many: bool
    choices: list[Choice]


class Processing(TypedDict):
    """How long the authority takes, who says so and when (``YYYY-MM``)."""

    low_days: int
    high_days: int
    as_of: str
    source: str


class Template(TypedDict):
    """A template on offer."""

    code: str
    version: int
    family: Family
    title: str
    documents: list[TemplateDocument]
    steps: list[TemplateStep]
    questions: list[Question]
    processing: Processing | None


class Templates(TypedDict):
    """The templates on offer."""

    items: list[Template]
    next_cursor: str | None


class Fee(TypedDict):
    """An amount from a day on, until another (null: until a newer one); both days are included.

    ``source``: where it was read on ``read_on``. ``verified_on``: when staff held it against the authority's own
    page, if they did. ``confirmed``: false for an inference or an estimate.
    """

    code: str
    title: str
    kind: LineKind
    amount_cents: int
    currency: str
    effective_from: date
    effective_to: date | None
    source: str
    read_on: date
    verified_on: date | None
    confirmed: bool


class Fees(TypedDict):
    """The published fees."""

    items: list[Fee]
    next_cursor: str | None
