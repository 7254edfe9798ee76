"""The language: the account's, else the cookie's, else the browser's, else French."""

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.core.db import db
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of


def language_of(browser: Browserless, path: str = "/", **headers: str) -> str:
    html = browser.get(path, headers=headers).get_data(as_text=True)
    return html.split('<html lang="')[1][:2]


def kept(user: User) -> Language:
    db.session.expire_all()
    return db.session.get_one(User, user.id).language


def test_the_browser_then_the_cookie(client: Browserless) -> None:
    assert language_of(client) == "fr"
    assert language_of(client, **{"Accept-Language": "en-CA,en;q=0.9"}) == "en"
    answer = client.get("/language/en?next=/legal/terms")
    assert (answer.status_code, answer.location) == (303, "/legal/terms")
    cookie = client.get_cookie("language")
    assert cookie is not None
    assert cookie.http_only
    assert language_of(client, **{"Accept-Language": "fr"}) == "en"


def test_the_account_keeps_it(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    assert language_of(browser, "/dashboard") == "fr"
    browser.get("/language/en")
    assert kept(user) is Language.EN
    assert language_of(browser, "/dashboard") == "en"


def test_another_site_cannot_change_the_account(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    browser.get("/language/en", headers={"Sec-Fetch-Site": "cross-site"})
    assert kept(user) is Language.FR


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil", "evil"])
def test_it_leads_nowhere_else(client: Browserless, target: str) -> None:
    assert client.get("/language/fr", query_string={"next": target}).location == "/"


def test_other_languages_are_not_there(client: Browserless) -> None:
    assert client.get("/language/de").status_code == 404


def test_every_page_offers_itself_in_the_other_language(client: Browserless) -> None:
    html = client.get("/legal/terms?x=1").get_data(as_text=True)
    assert 'href="/language/en?next=/legal/terms%3Fx%3D1"' in html
