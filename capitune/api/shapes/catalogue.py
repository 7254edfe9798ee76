"""The published catalogue."""

from typing_extensions import TypedDict

from capitune.dossiers.states import Family, Necessity, Owner


class TemplateDocument(TypedDict):
    """A document that a template asks for; ``lead_days`` is how long it takes to obtain."""

    type: str
    title: str
    help: str
    necessity: Necessity
    lead_days: int


class TemplateStep(TypedDict):
    """A step; days are counted from the opening."""

    code: str
    title: str
    owner: Owner
    offset_days: int
    duration_days: int


class Template(TypedDict):
    """A template on offer."""

    code: str
    version: int
    family: Family
    title: str
    documents: list[TemplateDocument]
    steps: list[TemplateStep]


class Templates(TypedDict):
    """The templates on offer."""

    items: list[Template]
    next_cursor: str | None
