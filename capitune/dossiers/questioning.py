"""The questions of a template as fields of a form. Which answers are allowed is judged by the services."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from wtforms import RadioField
from wtforms.fields import SelectChoice

from capitune.core.i18n import gettext as _
from capitune.dossiers.conditions import Question
from capitune.dossiers.forms import ANSWERS, QuestionsForm, ReasonsField
from capitune.dossiers.words.naming import named

Kind = TypeVar("Kind", bound=QuestionsForm)


def with_questions(
    kind: type[Kind],
    questions: Sequence[Question],
    answers: Mapping[str, Sequence[str]] | None = None,
) -> type[Kind]:
    """``kind`` with a field for each question, filled with the ``answers`` given before."""
    given = answers or {}
    fields = {f"{ANSWERS}{q['code']}": _field(q, given.get(q["code"], ())) for q in questions}
    return type(kind.__name__, (kind,), fields)


def _field(question: Question, given: Sequence[str]) -> Any:
    choices = [SelectChoice(c["code"], named(c["labels"])) for c in question["choices"]]
    text = {"label": named(question["labels"]), "description": named(question["help"])}
    if question["many"]:
        return ReasonsField(**text, choices=choices, validate_choice=False, default=list(given))
    unknown = SelectChoice("", _("I do not know yet"))
    first = given[0] if given else ""
    return RadioField(**text, choices=[*choices, unknown], validate_choice=False, default=first)


def told(question: Question, answers: Mapping[str, Sequence[str]]) -> str:
    """What was answered, in words; empty when nothing was."""
    given = answers.get(question["code"], ())
    return ", ".join(named(c["labels"]) for c in question["choices"] if c["code"] in given)
