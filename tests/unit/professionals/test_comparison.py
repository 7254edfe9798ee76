"""What was declared beside what the register shows."""

import dataclasses

import pytest
from flask import Flask

from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.comparison import Verdict, compare
from capitune.professionals.models import Credential
from capitune.professionals.services import Declaration
from capitune.professionals.states import Body, LicenceClass
from tests.factories.people import acting
from tests.unit.professionals.scene import FACTS, Scene, fresh

SAME, DIFFERENT, UNREAD = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNREAD
SEEN = dataclasses.replace(FACTS, number="R123456", licence_class="rcic", jurisdiction="CA")


def licence(**found: object) -> Credential:
    """Not stored: the consultant R123456, and what was copied."""
    facts = {"register_name": "", "register_number": "", "register_contact": ""}
    return Credential(
        body=Body.CICC,
        number="R123456",
        licence_class=LicenceClass.RCIC,
        jurisdiction="CA",
        **({"register_class": None, "register_jurisdiction": ""} | facts | found),
    )


def verdict(field: str, name: str = "Anne Lefèbvre", **found: object) -> Verdict:
    lines = compare(licence(**found), name=name, email="Anne@cabinet.example")
    return {line.field: line.verdict for line in lines}[field]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Anne Lefèbvre", SAME),
        ("LEFEBVRE, Anne", SAME),
        ("Anne Lefebvre-Roy", DIFFERENT),
        ("Anna Lefebvre", DIFFERENT),
        ("", UNREAD),
    ],
)
def test_a_name_is_the_same_however_the_register_writes_it(shown: str, expected: Verdict) -> None:
    assert verdict("name", register_name=shown) is expected


def test_names_joined_by_a_hyphen_are_the_same_apart() -> None:
    assert verdict("name", "Jean-Pierre Roy", register_name="ROY Jean Pierre") is SAME


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("r 123 456", SAME), ("R123457", DIFFERENT), ("123456", DIFFERENT), ("", UNREAD)],
)
def test_a_number_is_compared_in_its_one_form(shown: str, expected: Verdict) -> None:
    assert verdict("number", register_number=shown) is expected


def test_class_place_and_address_are_compared_as_they_are() -> None:
    assert verdict("class", register_class=LicenceClass.RCIC) is SAME
    assert verdict("class", register_class=LicenceClass.RISIA) is DIFFERENT
    assert verdict("jurisdiction", register_jurisdiction="CA") is SAME
    assert verdict("jurisdiction", register_jurisdiction="CA-QC") is DIFFERENT
    assert verdict("email", register_contact="anne@Cabinet.example") is SAME
    assert verdict("email", register_contact="other@cabinet.example") is DIFFERENT


def test_what_the_register_shows_is_kept_and_forgotten_with_the_licence(app: Flask) -> None:
    scene = Scene()
    anne = scene.professional()
    credential = scene.submitted(anne)
    scene.record(credential, SEEN)
    kept = fresh(credential)
    assert (kept.register_number, kept.register_class) == ("R123456", LicenceClass.RCIC)
    assert kept.register_jurisdiction == "CA"
    with unit_of_work():
        services.reject(scene.admin, kept, "Not yours.")
    with unit_of_work():
        services.edit(acting(anne), fresh(credential), Declaration("cicc", "R654321", "rcic"))
    gone = fresh(credential)
    assert (gone.register_number, gone.register_jurisdiction) == ("", "")
    assert gone.register_class is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"licence_class": "king"}, "register_class"),
        ({"jurisdiction": "outside"}, "register_jurisdiction"),
        ({"number": "R" * 41}, "register_number"),
    ],
)
def test_nothing_else_is_copied(app: Flask, wrong: dict[str, str], field: str) -> None:
    scene = Scene()
    credential = scene.submitted(scene.professional())
    with pytest.raises(Invalid) as refused:
        scene.record(credential, dataclasses.replace(SEEN, **wrong))
    assert [error.field for error in refused.value.errors] == [field]
