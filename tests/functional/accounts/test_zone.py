"""The time zone of the device: kept while none is known, never in the place of one that was chosen."""

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.core.db import db
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

ADDRESS = "/profile/timezone"


def zone_of(user: User) -> str | None:
    db.session.expire_all()
    return db.session.get_one(User, user.id).timezone


def tell(browser: Browserless, zone: str) -> int:
    return browser.submit(ADDRESS, {"timezone": zone}, page="/dashboard").status_code


def test_the_first_zone_that_is_told_is_kept(app: Flask) -> None:
    awa = make_person()
    browser = browser_of(app, awa)
    page = browser.get("/dashboard").text
    assert f'data-tell-zone="{ADDRESS}"' in page
    assert "js/timezone.js" in page
    assert tell(browser, "Africa/Dakar") == 204
    assert zone_of(awa) == "Africa/Dakar"
    page = browser.get("/dashboard").text
    assert "data-tell-zone" not in page
    assert "js/timezone.js" not in page
    assert tell(browser, "America/Toronto") == 204
    assert zone_of(awa) == "Africa/Dakar"


def test_a_chosen_zone_stays(app: Flask) -> None:
    awa = make_person(timezone="America/Moncton")
    browser = browser_of(app, awa)
    assert "data-tell-zone" not in browser.get("/dashboard").text
    assert tell(browser, "Africa/Dakar") == 204
    assert zone_of(awa) == "America/Moncton"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "<script>", "x" * 5000, "../../etc/passwd"])
def test_what_is_no_zone_is_refused(app: Flask, zone: str) -> None:
    awa = make_person()
    assert tell(browser_of(app, awa), zone) == 422
    assert zone_of(awa) is None


def test_nothing_told_is_nothing_known(app: Flask) -> None:
    awa = make_person()
    assert tell(browser_of(app, awa), "") == 204
    assert zone_of(awa) is None


def test_without_its_token_nothing_is_kept(app: Flask) -> None:
    awa = make_person()
    assert browser_of(app, awa).post(ADDRESS, data={"timezone": "Africa/Dakar"}).status_code == 400
    assert zone_of(awa) is None
