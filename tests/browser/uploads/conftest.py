"""The product's own server, its worker, and a candidate's page in Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Dialog, Page, Request

from capitune.dossiers.models import Dossier
from embedded.stores import Stores
from tests.factories.documents import requirement_of
from tests.factories.dossiers import make_dossier
from tests.factories.people import make_person
from tests.factories.uploads import big_pdf
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.signing import browser_of
from tests.support.web_server import WebServer, serving

SIZE = 12_000_000  # three parts, the last one smaller


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its files."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(stores: Stores, _live_app: Flask, folder: Path) -> Iterator[WebServer]:
    variables = environment(stores, url_of(stores, "live"), folder)
    with serving(variables, workers=1, name="localhost") as running:
        yield running


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan from a phone on a weak line."""
    path = tmp_path_factory.mktemp("scans") / "diplome.pdf"
    path.write_bytes(big_pdf(SIZE))
    return path


@dataclass
class Candidate:
    """Somebody before the slot of one document."""

    page: Page
    dossier: Dossier
    sent: list[str] = field(default_factory=list)

    def open(self) -> None:
        row = requirement_of(self.dossier).id
        self.page.goto(f"/dossiers/{self.dossier.id}?open={row}#requirement-{row}")

    def choose(self, file: Path) -> None:
        self.page.locator("input[type=file][name=file]").first.set_input_files(file)


@pytest.fixture
def candidate(chrome: Browser, server: WebServer, live_app: Flask) -> Iterator[Candidate]:
    """A page in French; it fails the test on any script error or blocked content."""
    person = make_person()
    cookie = browser_of(live_app, person).get_cookie("session")
    assert cookie
    context = chrome.new_context(base_url=server.url, locale="fr-CA")
    context.add_cookies([{"name": "session", "value": cookie.value, "url": server.url}])
    context.set_default_timeout(10_000)
    page = context.new_page()
    found = Candidate(page, make_dossier(person))
    wrong: list[str] = []

    def leave(dialog: Dialog) -> None:
        dialog.accept()

    def count(request: Request) -> None:
        if request.method == "PUT":
            found.sent.append(request.url)

    page.on("dialog", leave)
    page.on("request", count)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security" in said.text else None,
    )
    found.open()
    yield found
    context.close()
    assert wrong == []
