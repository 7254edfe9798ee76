"""The published catalogue, in the reader's language."""

from collections.abc import Iterable
from typing import cast

from capitune.api import shapes
from capitune.core.i18n import label
from capitune.dossiers.conditions import Question
from capitune.dossiers.queries import FeeLine, TemplateDetail
from capitune.dossiers.queries.lines import TemplateDocument, TemplateTask


def templates(details: Iterable[TemplateDetail]) -> shapes.Templates:
    """All templates on offer: there are few, so one page holds them."""
    return {"items": [_template(detail) for detail in details], "next_cursor": None}


def fees(lines: Iterable[FeeLine]) -> shapes.Fees:
    """All published fees, on one page."""
    return {"items": [_fee(line) for line in lines], "next_cursor": None}


def _fee(line: FeeLine) -> shapes.Fee:
    return {
        "code": line.code,
        "title": label(line.labels),
        "kind": line.kind,
        "amount_cents": line.amount_cents,
        "currency": line.currency,
        "effective_from": line.effective_from,
        "effective_to": line.effective_to,
        "source": line.source,
        "read_on": line.read_on,
        "verified_on": line.verified_on,
        "confirmed": line.confirmed,
    }


def _template(detail: TemplateDetail) -> shapes.Template:
    return {
        "code": detail.code,
        "version": detail.version,
        "family": detail.family,
        "title": label(detail.labels),
        "documents": [_document(document) for document in detail.documents],
        "steps": [_step(step) for step in detail.steps],
        "questions": [question(asked) for asked in detail.questions],
        "processing": cast("shapes.Processing | None", detail.processing),
    }


def question(asked: Question) -> shapes.Question:
    """A question with its possible answers."""
    choices: list[shapes.Choice] = [
        {"code": choice["code"], "title": label(choice["labels"])} for choice in asked["choices"]
    ]
    return {
        "code": asked["code"],
        "title": label(asked["labels"]),
        "help": label(asked["help"]) if asked["help"] else "",
        "many": asked["many"],
        "choices": choices,
    }


def _document(document: TemplateDocument) -> shapes.TemplateDocument:
    return {
        "type": document.code,
        "title": label(document.labels),
        "help": label(document.help),
        "necessity": document.necessity,
        "lead_days": document.lead_days,
        "condition": cast("list[dict[str, list[str]]] | None", document.condition),
    }


def _step(step: TemplateTask) -> shapes.TemplateStep:
    return {
        "code": step.code,
        "title": label(step.labels),
        "owner": step.owner,
        "offset_days": step.offset_days,
        "duration_days": step.duration_days,
    }
