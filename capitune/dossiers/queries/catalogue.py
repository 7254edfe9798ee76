"""Reading the catalogue."""

from capitune.dossiers.queries.lines import ReasonLine, TemplateDetail, TemplateLine


def offered_templates() -> list[TemplateLine]:
    """The templates a candidate may open now, in the catalogue's order (one statement)."""
    raise NotImplementedError


def template_detail(code: str) -> TemplateDetail | None:
    """The offered version of this template with its parts; None when it is not on offer."""
    raise NotImplementedError


def template_details() -> list[TemplateDetail]:
    """Every offered template with its parts (three statements)."""
    raise NotImplementedError


def reasons_for(category: str) -> list[ReasonLine]:
    """The published reasons that apply to documents of this category, in order (one statement)."""
    raise NotImplementedError
