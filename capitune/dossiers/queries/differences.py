"""What differs between two versions of a template: pure functions, of records that are loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from capitune.dossiers.models import Template
from capitune.dossiers.queries.lines import Labels

OF_TEMPLATE = ("labels", "family", "is_open", "processing", "fees")
OF_DOCUMENT = ("necessity", "condition", "position")
OF_QUESTION = ("labels", "many", "choices")
OF_STEP = ("labels", "owner", "offset_days", "duration_days", "completes_with", "position")


class Part(StrEnum):
    """Which part of a template differs."""

    TEMPLATE = "template"
    DOCUMENT = "document"
    QUESTION = "question"
    STEP = "step"


class How(StrEnum):
    """How it differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that has changed."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is new, gone, or whose ``facts`` have changed."""

    part: Part
    how: How
    labels: Labels
    facts: tuple[Fact, ...] = ()


Named = Mapping[str, tuple[Labels, Mapping[str, Any]]]


def differences(before: Template, after: Template) -> list[Difference]:
    """What ``after`` changes: of the whole, then of documents, questions and steps in its own order."""
    whole = ({"": _of(before, OF_TEMPLATE)}, {"": _of(after, OF_TEMPLATE)})
    documents = (_documents(before), _documents(after))
    questions = (_questions(before), _questions(after))
    steps = (_steps(before), _steps(after))
    return [
        *_compared(Part.TEMPLATE, *whole),
        *_compared(Part.DOCUMENT, *documents),
        *_compared(Part.QUESTION, *questions),
        *_compared(Part.STEP, *steps),
    ]


def _compared(part: Part, before: Named, after: Named) -> Iterator[Difference]:
    for code, (labels, facts) in after.items():
        if code not in before:
            yield Difference(part, How.ADDED, labels)
            continue
        old = before[code][1]
        changed = tuple(Fact(n, old[n], facts[n]) for n in facts if old[n] != facts[n])
        if changed:
            yield Difference(part, How.CHANGED, labels, changed)
    for code, (labels, _facts) in before.items():
        if code not in after:
            yield Difference(part, How.REMOVED, labels)


def _of(row: Any, names: tuple[str, ...]) -> tuple[Labels, Mapping[str, Any]]:
    return row.labels, {name: getattr(row, name) for name in names}


def _documents(template: Template) -> Named:
    return {
        part.document_type.code: (
            part.document_type.labels,
            {name: getattr(part, name) for name in OF_DOCUMENT},
        )
        for part in template.requirements
    }


def _questions(template: Template) -> Named:
    return {
        question["code"]: (question["labels"], {name: question[name] for name in OF_QUESTION})
        for question in template.questions
    }


def _steps(template: Template) -> Named:
    return {step.code: _of(step, OF_STEP) for step in template.steps}
