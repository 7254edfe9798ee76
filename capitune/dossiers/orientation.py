"""From a few answers to the programmes that fit, and why: a pure function of data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from capitune.dossiers.conditions import Question, applies, choices_of

DATA = Path(__file__).parent / "data" / "orientation.json"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme that fits, and the reason, in both languages."""

    template: str
    why: Words


@dataclass(frozen=True, slots=True)
class Advice:
    """What to know or to do first, in both languages."""

    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Guidance:
    """``answers`` are those that count; ``question`` is the next one, None at the end, where the rest stands."""

    answers: tuple[tuple[Question, str], ...]
    question: Question | None
    suggestions: tuple[Suggestion, ...] = ()
    advice: tuple[Advice, ...] = ()


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The questions and the rules that ship with the catalogue, with their ``version``."""
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def guide(data: Mapping[str, Any], given: Mapping[str, str], offered: Iterable[str]) -> Guidance:
    """Where these answers lead. Answers to questions that are not asked, or that no choice offers, do not count.

    Only programmes ``offered`` now are suggested.
    """
    answers: dict[str, list[str]] = {}
    counted: list[tuple[Question, str]] = []
    for question in data["questions"]:
        if question["when"] is not None and not applies(question["when"], answers):
            continue
        answer = given.get(question["code"], "")
        if answer not in choices_of(question):
            return Guidance(tuple(counted), question)
        answers[question["code"]] = [answer]
        counted.append((question, answer))
    return _end(data, counted, answers, set(offered))


def _end(
    data: Mapping[str, Any],
    counted: list[tuple[Question, str]],
    answers: Mapping[str, list[str]],
    offered: set[str],
) -> Guidance:
    fitting = [rule for rule in data["rules"] if applies(rule["when"], answers)]
    suggestions = [
        Suggestion(rule["template"], rule["why"])
        for rule in fitting
        if rule.get("template") in offered
    ]
    advice = [Advice(rule["title"], rule["text"]) for rule in fitting if "text" in rule]
    return Guidance(tuple(counted), None, tuple(suggestions), tuple(advice))
