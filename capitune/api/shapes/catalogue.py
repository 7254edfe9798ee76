"""The published catalogue."""

from typing_extensions import TypedDict

from capitune.dossiers.states import Family, Necessity, Owner


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
