"""Preferences, through the API."""

import pytest

from tests.functional.api.conftest import Cast
from tests.support.program import got, refused

PATH = "/api/users/me/preferences"


def test_all_of_it_is_read(cast: Cast) -> None:
    told = got(cast["owner"].get(PATH))
    assert set(told) == {"language", "timezone", "notifications", "digest", "communications"}
    assert told["notifications"]["document_rejected"] == {
        "in_app": True,
        "email": "now",
        "always": False,
    }
    assert told["notifications"]["address_refuses_mail"]["always"]
    assert (told["digest"], told["communications"]) == ("daily", False)
    assert "document_received" in got(cast["pro"].get(PATH))["notifications"]


def test_a_part_is_changed_and_the_rest_stays(cast: Cast) -> None:
    owner = cast["owner"]
    before = got(owner.get(PATH))
    sent = {
        "language": "en",
        "timezone": "Africa/Dakar",
        "digest": "weekly",
        "communications": True,
        "notifications": {"document_rejected": {"email": "off"}},
    }
    after = got(owner.put(PATH, json=sent))
    assert after == before | sent | {
        "notifications": before["notifications"]
        | {"document_rejected": {"in_app": True, "email": "off", "always": False}}
    }
    assert got(owner.get(PATH)) == after
    assert got(owner.put(PATH, json={})) == after
    assert got(owner.put(PATH, json={"timezone": None}))["timezone"] is None


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"notifications": {"nothing": {"in_app": True}}}, "unknown_kind", "notifications.nothing"),
        (
            {"notifications": {"address_refuses_mail": {"in_app": False}}},
            "always_told",
            "notifications.address_refuses_mail",
        ),
        ({"timezone": "Mars/Olympus"}, "unknown_timezone", "timezone"),
    ],
)
def test_what_cannot_be_chosen_is_refused(cast: Cast, sent: object, code: str, field: str) -> None:
    refused(cast["owner"].put(PATH, json=sent), 422, "invalid", (field, code))


@pytest.mark.parametrize(
    "sent",
    [
        {"digest": "hourly"},
        {"notifications": {"document_rejected": {"email": "sometimes"}}},
        {"notifications": {"document_rejected": {"in_app": "yes"}}},
        {"notifications": {"document_rejected": {"sms": True}}},
        {"notifications": {"x" * 61: {"in_app": True}}},
        {"notifications": {f"k{n}": {} for n in range(101)}},
        {"notifications": []},
        {"theme": "dark"},
    ],
)
def test_what_is_not_understood_is_refused(cast: Cast, sent: object) -> None:
    assert cast["owner"].put(PATH, json=sent).status_code == 422
