"""Conditions on answers: pure functions, of data only.

A condition is a list of alternatives; each alternative names questions with the answers that fit it. It applies
when in one alternative every question has a fitting answer. An answer that was not given leaves it open.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Answers = Mapping[str, Sequence[str]]
Alternative = Mapping[str, Sequence[str]]
Condition = Sequence[Alternative]
Question = Mapping[str, Any]


def applies(condition: Condition | None, answers: Answers) -> bool | None:
    """True: the answers fit. False: they cannot fit. None: it depends on an answer that is missing.

    Without a condition nothing is known: None. One more answer settles what was open, and never turns what
    was settled.
    """
    if condition is None:
        return None
    found = [_fits(alternative, answers) for alternative in condition]
    if True in found:
        return True
    return None if None in found else False


def _fits(alternative: Alternative, answers: Answers) -> bool | None:
    open_questions = False
    for question, fitting in alternative.items():
        given = answers.get(question)
        if not given:
            open_questions = True
        elif not set(given) & set(fitting):
            return False
    return None if open_questions else True


def asked_by(conditions: Iterable[Condition | None]) -> set[str]:
    """The codes of the questions on which these conditions depend."""
    return {code for found in conditions for alternative in found or () for code in alternative}


def questions_for(
    questions: Sequence[Question], conditions: Iterable[Condition | None]
) -> list[Question]:
    """The questions, in their order, whose answers these conditions read."""
    wanted = asked_by(conditions)
    return [question for question in questions if question["code"] in wanted]


def choices_of(question: Question) -> list[str]:
    """The codes of its possible answers, in order."""
    return [choice["code"] for choice in question["choices"]]


def wrong_conditions(
    questions: Sequence[Question], conditions: Iterable[Condition | None]
) -> list[str]:
    """What these conditions name that no question offers, as ``question`` or ``question:answer``."""
    known = {question["code"]: set(choices_of(question)) for question in questions}
    wrong = set()
    for found in conditions:
        for question, fitting in ((q, f) for alt in found or () for q, f in alt.items()):
            if question not in known:
                wrong.add(question)
            else:
                wrong |= {f"{question}:{code}" for code in fitting if code not in known[question]}
    return sorted(wrong)
