"""The published catalogue, in the reader's language."""

from collections.abc import Iterable

from capitune.api import shapes
from capitune.core.i18n import label
from capitune.dossiers.queries import TemplateDetail
from capitune.dossiers.queries.lines import TemplateDocument, TemplateTask


def templates(details: Iterable[TemplateDetail]) -> shapes.Templates:
    """All templates on offer: there are few, so one page holds them."""
    return {"items": [_template(detail) for detail in details], "next_cursor": None}


def _template(detail: TemplateDetail) -> shapes.Template:
    return {
        "code": detail.code,
        "version": detail.version,
        "family": detail.family,
        "title": label(detail.labels),
        "documents": [_document(document) for document in detail.documents],
        "steps": [_step(step) for step in detail.steps],
    }


def _document(document: TemplateDocument) -> shapes.TemplateDocument:
    return {
        "type": document.code,
        "title": label(document.labels),
        "help": label(document.help),
        "necessity": document.necessity,
        "lead_days": document.lead_days,
    }


def _step(step: TemplateTask) -> shapes.TemplateStep:
    return {
        "code": step.code,
        "title": label(step.labels),
        "owner": step.owner,
        "offset_days": step.offset_days,
        "duration_days": step.duration_days,
    }
