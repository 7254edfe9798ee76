"""Addresses of official registers."""

import pytest

from capitune.core.errors import Invalid
from capitune.professionals import registers
from capitune.professionals.states import PROVINCES, Body


@pytest.mark.parametrize("province", [p for p in PROVINCES if p != "outside"])
def test_each_law_society_has_its_register(province: str) -> None:
    address = registers.official(Body.LAW_SOCIETY, province)
    assert registers.checked(address, Body.LAW_SOCIETY, province) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://college-ic.ca/x?number=R123456",
        "https://www.college-ic.ca/",
        "https://register.college-ic.ca/Public-Register-EN/Licensee/Profile.aspx?ID=1",
    ],
)
def test_the_official_host_and_what_is_below_it(address: str) -> None:
    assert registers.checked(f" {address} ", Body.CICC, "CA") == address


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "required"),
        ("http://college-ic.ca/", "not_official"),
        ("https://college-ic.ca.example.com/", "not_official"),
        ("https://evil-college-ic.ca/", "not_official"),
        ("https://college-ic.ca@example.com/", "not_official"),
        ("https://example.com\\@college-ic.ca/", "not_official"),
        ("https://cоllege-ic.ca/", "not_official"),
        ("javascript:alert(1)//https://college-ic.ca", "not_official"),
        ("https://[college-ic.ca", "not_official"),
        ("https://www.lso.ca/", "not_official"),
        ("https://college-ic.ca/" + "x" * 500, "not_official"),
    ],
)
def test_any_other_address_is_refused(address: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        registers.checked(address, Body.CICC, "CA")
    assert refused.value.code == code
