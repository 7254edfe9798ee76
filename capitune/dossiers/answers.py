"""Answers to the questions of a template, made fit to be kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from capitune.core.errors import FieldError, Invalid
from capitune.dossiers.conditions import Question, choices_of

Kept = dict[str, list[str]]


def fit_answers(questions: Sequence[Question], given: Mapping[str, Any]) -> Kept:
    """The answers to ``questions`` among those ``given``: codes, in the order of the choices.

    One code or a list of codes; nothing (an empty text or list, None) leaves a question open. Raises
    ``Invalid`` on ``answers.<question>``: ``unknown_question``, ``unknown_answer``, ``one_answer``.
    """
    by_code = {question["code"]: question for question in questions}
    errors = [_field(code, "unknown_question") for code in given if code not in by_code]
    kept: Kept = {}
    for code, question in by_code.items():
        codes = _codes(given.get(code))
        problem = _problem(question, codes)
        if problem:
            errors.append(_field(code, problem))
        elif codes:
            kept[code] = [choice for choice in choices_of(question) if choice in codes]
    if errors:
        raise Invalid(code=errors[0].code, errors=tuple(errors))
    return kept


def _codes(value: Any) -> list[Any]:
    """The codes of one answer, as they came."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _problem(question: Question, codes: list[Any]) -> str | None:
    offered = choices_of(question)
    if any(code not in offered for code in codes):
        return "unknown_answer"
    if not question["many"] and len(set(codes)) > 1:
        return "one_answer"
    return None


def _field(code: str, problem: str) -> FieldError:
    return FieldError(f"answers.{str(code)[:40]}", problem)
