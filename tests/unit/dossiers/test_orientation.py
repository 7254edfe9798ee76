"""The shipped questions: every path ends somewhere, for a reason, and nobody is left without a next step."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from capitune.dossiers.conditions import choices_of, wrong_conditions
from capitune.dossiers.orientation import Guidance, guide, shipped
from capitune.dossiers.services.catalogue import DATA

SHIPPED = shipped()
TEMPLATES = json.loads(DATA.read_text(encoding="utf-8"))["templates"]
OPEN = {entry["code"] for entry in TEMPLATES if entry["status"] == "open"}


def paths(given: dict[str, str]) -> Iterator[tuple[dict[str, str], Guidance]]:
    """Every way of answering, to its end."""
    found = guide(SHIPPED, given, OPEN)
    if found.question is None:
        yield given, found
        return
    for choice in choices_of(found.question):
        yield from paths(given | {found.question["code"]: choice})


ENDS = list(paths({}))


def test_every_path_ends_in_a_programme_or_in_advice() -> None:
    assert len(ENDS) == 3 * 2 + 3 * 4 + 3 * 3 + 3 * 2 + 1
    assert all(found.suggestions or found.advice for _, found in ENDS)


def test_every_open_programme_is_reached_and_no_closed_one() -> None:
    assert {s.template for _, found in ENDS for s in found.suggestions} == OPEN
    assert all(rule["template"] in OPEN for rule in SHIPPED["rules"] if "template" in rule)


def test_each_reason_and_each_advice_is_met_by_somebody() -> None:
    met = [s.why for _, found in ENDS for s in found.suggestions]
    met += [a.text for _, found in ENDS for a in found.advice]
    for rule in SHIPPED["rules"]:
        assert rule.get("why", rule.get("text")) in met


def test_the_rules_read_only_what_is_asked_and_speak_both_languages() -> None:
    asked = [q["when"] for q in SHIPPED["questions"]] + [r["when"] for r in SHIPPED["rules"]]
    assert wrong_conditions(SHIPPED["questions"], asked) == []
    words = [r[name] for r in SHIPPED["rules"] for name in ("why", "title", "text") if name in r]
    for question in SHIPPED["questions"]:
        words += [question["labels"], *(choice["labels"] for choice in question["choices"])]
    assert all(w.keys() == {"fr", "en"} and all(w.values()) for w in words)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"purpose": "study", "place": "quebec", "acceptance": "yes"}, ["ETU-QC"]),
        ({"purpose": "study", "place": "elsewhere", "acceptance": "yes"}, ["ETU-ROC"]),
        ({"purpose": "study", "place": "unsure", "acceptance": "yes"}, ["ETU-QC", "ETU-ROC"]),
        ({"purpose": "work", "place": "quebec", "offer": "lmia"}, ["TRA-QC"]),
        ({"purpose": "work", "place": "elsewhere", "offer": "lmia"}, ["TRA-EIMT"]),
        ({"purpose": "work", "place": "quebec", "offer": "exempt"}, ["TRA-PMI"]),
        ({"purpose": "work", "place": "elsewhere", "offer": "none"}, ["RP-EE"]),
        ({"purpose": "settle", "place": "quebec", "invited": "no"}, ["RP-PSTQ"]),
        ({"purpose": "business", "place": "quebec", "venture": "own"}, ["ENT-C11"]),
        ({"purpose": "business", "place": "quebec", "venture": "province"}, []),
        ({"purpose": "business", "place": "unsure", "venture": "startup"}, []),
        ({"purpose": "other"}, []),
    ],
)
def test_where_answers_lead(given: dict[str, str], codes: list[str]) -> None:
    assert [s.template for s in guide(SHIPPED, given, OPEN).suggestions] == codes


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"purpose": "gold"},
        {"purpose": ""},
        {"place": "quebec", "offer": "lmia"},
        {"purpose": "x" * 10_000, "<script>": "y"},
    ],
)
def test_answers_that_are_none_ask_again(given: dict[str, Any]) -> None:
    found = guide(SHIPPED, given, OPEN)
    assert found.question is not None
    assert (found.question["code"], found.answers) == ("purpose", ())


def test_answers_to_questions_that_are_not_asked_do_not_count() -> None:
    given = {"purpose": "study", "place": "quebec", "acceptance": "yes", "offer": "lmia"}
    assert [q["code"] for q, _ in guide(SHIPPED, given, OPEN).answers] == [
        "purpose",
        "place",
        "acceptance",
    ]


def test_what_is_no_longer_offered_is_not_suggested() -> None:
    given = {"purpose": "study", "place": "unsure", "acceptance": "yes"}
    assert [s.template for s in guide(SHIPPED, given, OPEN - {"ETU-QC"}).suggestions] == ["ETU-ROC"]
    assert guide(SHIPPED, given, set()).suggestions == ()
