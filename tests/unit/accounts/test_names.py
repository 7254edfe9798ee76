"""Names that could deceive are refused; honest ones are not."""

import pytest

from capitune.accounts import names
from capitune.authz.actor import Role
from capitune.core.errors import Invalid

HONEST = [
    "Aminata Diallo",
    "Cicéron Ambroise",
    "Jean-François d’Alembert",
    "Nguyễn Thị Ánh",
    "محمد علي",
    "Victor Gouverneur",
    "Marie-Alice Service",
    "O'Brien-Łukasz",
    "Canada Dry",
    "Irc Cicotte",
]
DECEIVING = [
    "CAPITUNE",
    "Équipe Capitune",
    "Capi tune",
    "ＣＡＰＩＴＵＮＥ",
    "IRCC",
    "I.R.C.C.",
    "i r c c",
    "IRСС",  # two Cyrillic letters
    "1RCC",
    "CIC Montréal",
    "CI\u200bC",
    "CISR",
    "Mifi",
    "Gouvernement du Québec",
    "Ambassade du Canada",
    "Service  Canada",
    "ServiceCanada",
]


@pytest.mark.parametrize("name", HONEST)
def test_honest_names_pass(name: str) -> None:
    names.refuse_reserved(tuple(name.split()), Role.CANDIDATE, "last_name")
    assert names.name(name, "last_name") == name


@pytest.mark.parametrize("name", DECEIVING)
def test_names_of_authorities_and_of_the_team_are_for_staff(name: str) -> None:
    for role in (Role.CANDIDATE, Role.PROFESSIONAL):
        with pytest.raises(Invalid) as refusal:
            names.refuse_reserved((name,), role, "last_name")
        assert refusal.value.errors[0].code == "name_reserved"
    names.refuse_reserved((name,), Role.MODERATOR, "last_name")


def test_the_two_names_are_read_together() -> None:
    with pytest.raises(Invalid):
        names.refuse_reserved(("Service", "Canada"), Role.CANDIDATE, "last_name")


@pytest.mark.parametrize("name", ["Anne ✔", "Anne ✅", "☑ Anne", "Anne √", "Anne 🛡", "⭐Anne"])
def test_nobody_wears_a_badge_in_their_name(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        names.name(name, "first_name")
    assert refusal.value.errors[0].code == "name_mark"


@pytest.mark.parametrize("given", ["Awa 514 555-0199", "Jean jean@example.com", "Awa wa.me/1514"])
def test_a_name_is_no_way_to_reach_somebody(given: str) -> None:
    with pytest.raises(Invalid) as refusal:
        names.name(given, "first_name")
    assert refusal.value.code == "name_contact"
