import uuid

import pytest

from capitune.accounts import countries, zones
from capitune.accounts.devices import device_name
from capitune.accounts.people import Face

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0"


def test_a_face_has_initials_and_a_ground() -> None:
    face = Face(uuid.UUID(int=1), "aminata", "Diallo")
    assert (face.name, face.initials, face.avatar_tone) == ("aminata Diallo", "AD", "b")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Android"),
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_device_is_named_in_words_its_owner_knows(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_countries_are_iso_codes_in_the_order_of_the_language() -> None:
    assert len(countries.CODES) in range(245, 255)
    assert {"SN", "CA", "FR", "CI"} <= countries.CODES
    assert not {"EU", "UN", "ZZ", "XA"} & countries.CODES
    french = [name for _, name in countries.choices("fr")]
    assert french.index("Espagne") < french.index("États-Unis") < french.index("Finlande")
    assert dict(countries.choices("en"))["SN"] == "Senegal"
    assert countries.name("SN", "fr") == "Sénégal"
    assert countries.name(None, "fr") == ""


ZONES = [
    ("Africa/Dakar", "fr", "Sénégal (Dakar)"),
    ("America/St_Johns", "en", "Canada (St. John’s)"),
    ("America/Port-au-Prince", "fr", "Haïti (Port-au-Prince)"),
    ("UTC", "fr", "UTC"),
    (None, "fr", ""),
]


@pytest.mark.parametrize(("zone", "language", "named"), ZONES)
def test_time_zones_are_named_by_country_and_city(
    zone: str | None, language: str, named: str
) -> None:
    assert zones.label(zone, language) == named


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_line_of_the_list_of_zones_is_another(language: str) -> None:
    offered = zones.choices(language)
    assert len(offered) > 380
    assert len({name for _, name in offered}) == len(offered)
    assert {"Africa/Dakar", "America/Toronto", "Asia/Kolkata", "Europe/Paris"} <= dict(
        offered
    ).keys()
