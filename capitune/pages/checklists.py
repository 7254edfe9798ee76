"""A checklist of the library on paper, in the reader's language: only texts, which the layout shows as they are."""

from datetime import date
from typing import Any

from capitune.core.formats import day
from capitune.core.i18n import gettext as _
from capitune.dossiers.queries.lines.offers import TemplateDetail, TemplateDocument
from capitune.dossiers.states import Necessity
from capitune.dossiers.words.naming import named, typeset


def on_paper(
    title: str, source: str, valid_on: date, asked: TemplateDetail, language: str
) -> dict[str, Any]:
    """What ``papers/checklist.typ`` reads: the documents of the programme, those that everybody needs first."""
    titles = {
        Necessity.REQUIRED: (_("Everybody needs"), ""),
        Necessity.CONDITIONAL: (
            _("Depending on your situation"),
            _("Your dossier asks a few questions, and keeps those that concern you."),
        ),
        Necessity.OPTIONAL: (_("Useful if you have it"), ""),
    }
    told = _("Valid on %(day)s", day=day(valid_on))
    return {
        "language": language,
        "brand": "CAPITUNE",
        "title": typeset(title),
        "subtitle": named(asked.labels),
        "note": f"{told} · {source}",
        "groups": [
            {"title": head, "note": note, "lines": lines}
            for necessity, (head, note) in titles.items()
            if (lines := [_line(each) for each in asked.documents if each.necessity is necessity])
        ],
        "foot": _("This informs, and is no legal advice. Rules change: the official page counts."),
    }


def _line(document: TemplateDocument) -> dict[str, str]:
    return {"name": named(document.labels), "note": named(document.help)}
