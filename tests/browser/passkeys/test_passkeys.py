"""Passkeys in a real Chromium, with the authenticator that its developer protocol offers."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, CDPSession, Page, expect

from capitune.accounts.models import User
from embedded.stores import Stores
from tests.factories.people import PASSWORD, make_person
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.signing import browser_of
from tests.support.web_server import WebServer, serving

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def server(
    stores: Stores, _live_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """A server that has a name: browsers keep no passkey for an IP address."""
    variables = environment(stores, url_of(stores, "live"), tmp_path_factory.mktemp("server"))
    with serving(variables, workers=1, name="localhost") as running:
        yield running


@pytest.fixture
def awa(live_app: Flask) -> User:
    return make_person(email="awa@example.com")


@pytest.fixture
def page(chrome: Browser, server: WebServer, live_app: Flask) -> Iterator[Page]:
    """A page in English; it fails the test on any script error or blocked content."""
    context = chrome.new_context(base_url=server.url, locale="en-CA")
    context.set_default_timeout(8000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def device(page: Page) -> CDPSession:
    """The computer keeps passkeys; its person is always there."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return protocol


def signed_in(page: Page, server: WebServer, app: Flask, user: User) -> None:
    cookie = browser_of(app, user).get_cookie("session")
    assert cookie
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": server.url}])


def add(page: Page) -> None:
    page.goto("/profile/security/factors/passkeys/new")
    page.get_by_role("button", name="Ajouter cet appareil").click()
    expect(page.get_by_role("heading", name="Vos codes de secours")).to_be_visible()


def test_added_then_in_without_a_password(
    page: Page, device: CDPSession, server: WebServer, live_app: Flask, awa: User
) -> None:
    signed_in(page, server, live_app, awa)
    add(page)
    page.context.clear_cookies()
    page.goto("/login?next=/profile")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{server.url}/profile")
    page.goto("/profile/security")
    expect(page.locator("#factor-passkeys")).to_contain_text("Dernière utilisation")


def test_as_a_second_step_then_to_confirm(
    page: Page, device: CDPSession, server: WebServer, live_app: Flask, awa: User
) -> None:
    signed_in(page, server, live_app, awa)
    add(page)
    page.context.clear_cookies()
    page.goto("/login?next=/confirm")
    page.locator("[name=email]").fill(awa.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{server.url}/confirm")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    expect(page).to_have_url(f"{server.url}/dashboard")


def test_a_device_without_a_key_says_so_and_the_password_stays(
    page: Page, device: CDPSession, awa: User
) -> None:
    page.goto("/login")
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()
    expect(page.get_by_text("The device gave no passkey.")).to_be_visible()
    expect(button).to_be_enabled()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def test_a_browser_that_knows_none_is_offered_none(page: Page, live_app: Flask) -> None:
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/login")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
