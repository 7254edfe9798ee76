"""Two web processes behind nginx, and two browsers: each talks to a process of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from capitune.accounts.models import User
from embedded.stores import Stores
from tests.browser.conftest import ARGUMENTS
from tests.support.chromium import installed
from tests.support.databases import url_of
from tests.support.nginx import Nginx, before
from tests.support.settings import environment
from tests.support.signing import browser_of
from tests.support.web_server import WebServer, serving


@dataclass(frozen=True, slots=True)
class Site:
    """nginx and the two servers behind it."""

    nginx: Nginx
    first: WebServer
    second: WebServer


Visit = Callable[..., Page]


@pytest.fixture
def site(
    stores: Stores, live_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Servers of the test's own: it may kill them."""
    folder = tmp_path_factory.mktemp("site")
    variables = environment(stores, url_of(stores, "live"), folder, TRUSTED_PROXIES="1")
    with (
        serving(variables, workers=1) as first,
        serving(variables, workers=1) as second,
        before(folder, first.port, second.port) as nginx,
    ):
        yield Site(nginx, first, second)


@pytest.fixture
def second_chrome(chrome: Browser) -> Iterator[Browser]:
    """A second Chromium beside the one of all tests."""
    browser = chrome.browser_type.launch(executable_path=installed(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def visit(site: Site, chrome: Browser, second_chrome: Browser, live_app: Flask) -> Iterator[Visit]:
    """Open a page of a signed-in person in the first or the ``second`` browser. Fails on any script error."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(user: User, path: str, *, second: bool = False, language: str = "en") -> Page:
        browser = second_chrome if second else chrome
        context = browser.new_context(
            base_url=site.nginx.url,
            locale=f"{language}-CA",
            user_agent="capitune-second" if second else "capitune-first",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        cookie = browser_of(live_app, user).get_cookie("session")
        assert cookie
        context.add_cookies([{"name": "session", "value": cookie.value, "url": site.nginx.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
