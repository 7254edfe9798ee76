"""Conditions are pure functions: every answer, in every order, over small worlds and the shipped data."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from capitune.core.errors import Invalid
from capitune.dossiers.answers import fit_answers
from capitune.dossiers.conditions import applies, choices_of, questions_for, wrong_conditions
from capitune.dossiers.services.catalogue import DATA, QUESTIONS
from capitune.dossiers.services.templates import with_questions

SHIPPED = json.loads(QUESTIONS.read_text(encoding="utf-8"))
TEMPLATES = json.loads(DATA.read_text(encoding="utf-8"))["templates"]
WORLD = {"a": ["x", "y"], "b": ["x", "y"], "c": ["x", "y"]}
CONDITIONS: list[list[dict[str, list[str]]]] = [
    [],
    [{}],
    [{"a": ["x"]}],
    [{"a": ["x"]}, {"b": ["y"]}],
    [{"a": ["x"], "b": ["y"]}],
    [{"a": ["x"], "b": ["x"]}, {"c": ["x"]}],
]


def situations(world: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """Every way of answering: nothing, one answer, or all of them, to each question."""
    ways = [[[], *([c] for c in choices), choices] for choices in world.values()]
    for answers in itertools.product(*ways):
        yield {q: a for q, a in zip(world, answers, strict=True) if a}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_with_all_answers_nothing_is_open_and_one_more_never_turns_it(condition: Any) -> None:
    for before in situations(WORLD):
        verdict = applies(condition, before)
        if before.keys() == WORLD.keys():
            assert verdict is not None
        for question in WORLD.keys() - before.keys():
            for answer in ("x", "y"):
                after = applies(condition, before | {question: [answer]})
                assert verdict is None or after is verdict


@pytest.mark.parametrize("condition", CONDITIONS)
def test_it_is_what_any_and_all_say_once_all_is_answered(condition: Any) -> None:
    for answers in situations(WORLD):
        if answers.keys() == WORLD.keys():
            plain = any(
                all(set(answers[q]) & set(fit) for q, fit in alternative.items())
                for alternative in condition
            )
            assert applies(condition, answers) is plain


def test_what_is_open_depends_on_an_answer_that_is_missing() -> None:
    for condition in CONDITIONS:
        for answers in situations(WORLD):
            if applies(condition, answers) is None:
                settled = {
                    applies(condition, answers | dict(zip(rest, more, strict=True)))
                    for rest in [sorted(WORLD.keys() - answers.keys())]
                    for more in itertools.product([["x"], ["y"]], repeat=len(rest))
                }
                assert settled == {True, False}


def test_without_a_condition_nothing_is_known() -> None:
    assert applies(None, {"a": ["x"]}) is None


@pytest.mark.parametrize("entry", TEMPLATES, ids=lambda entry: entry["code"])
def test_the_shipped_conditions_read_only_what_their_template_asks(entry: Any) -> None:
    whole = with_questions(entry, SHIPPED)
    conditions = [part["condition"] for part in whole["requirements"]]
    assert wrong_conditions(whole["questions"], conditions) == []
    assert len(whole["questions"]) >= 7
    for part in whole["requirements"]:
        assert part["necessity"] == "conditional" or part["condition"] is None
    # Each question decides something: one of its answers calls for a document.
    for question in whole["questions"]:
        called = [
            part["document"]
            for part in whole["requirements"]
            for choice in choices_of(question)
            if part["condition"] and applies(part["condition"], {question["code"]: [choice]})
        ]
        assert called, question["code"]


def test_the_shipped_questions_are_in_both_languages_and_all_are_asked() -> None:
    asked = {q["code"] for e in TEMPLATES for q in with_questions(e, SHIPPED)["questions"]}
    assert asked == {q["code"] for q in SHIPPED["questions"]}
    for question in SHIPPED["questions"]:
        words = [question["labels"], *(choice["labels"] for choice in question["choices"])]
        words += [question["help"]] if question["help"] else []
        assert all(w.keys() == {"fr", "en"} and all(w.values()) for w in words)


def test_questions_keep_their_order() -> None:
    questions = [{"code": code, "choices": []} for code in "abc"]
    found = questions_for(questions, [[{"c": ["x"]}], None, [{"a": ["x"], "c": ["y"]}]])
    assert [q["code"] for q in found] == ["a", "c"]


QUESTIONS_HERE = [
    {"code": "one", "many": False, "choices": [{"code": "yes"}, {"code": "no"}]},
    {"code": "some", "many": True, "choices": [{"code": "p"}, {"code": "q"}]},
]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"one": "", "some": []}, {}),
        ({"one": None}, {}),
        ({"one": "yes", "some": "q"}, {"one": ["yes"], "some": ["q"]}),
        ({"one": ["no"], "some": ["q", "p", "q"]}, {"one": ["no"], "some": ["p", "q"]}),
    ],
)
def test_answers_are_made_fit(given: Any, kept: Any) -> None:
    assert fit_answers(QUESTIONS_HERE, given) == kept


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"two": "yes"}, "answers.two", "unknown_question"),
        ({"z" * 400: "yes"}, f"answers.{'z' * 40}", "unknown_question"),
        ({"one": "perhaps"}, "answers.one", "unknown_answer"),
        ({"one": ["yes", "no"]}, "answers.one", "one_answer"),
        ({"some": ["p", {"q": 1}]}, "answers.some", "unknown_answer"),
        ({"some": [["p"]]}, "answers.some", "unknown_answer"),
    ],
)
def test_answers_that_are_refused(given: Any, field: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        fit_answers(QUESTIONS_HERE, given)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
