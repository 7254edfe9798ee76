"""One stage for the behaviours."""

import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.behaviours.stage import Stage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def whole(app: "WSGIApplication") -> "WSGIApplication":
    """The same answers, read to their end: the test's server leaves a file open when a browser hangs up on it."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        parts = app(environ, start)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@pytest.fixture(scope="session")
def played() -> Iterator[tuple[Stage, str]]:
    stage = Stage()
    server = make_server("127.0.0.1", 0, whole(stage.app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield stage, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def stage(played: tuple[Stage, str]) -> Stage:
    played[0].reset()
    return played[0]


@pytest.fixture
def page(chrome: Browser, played: tuple[Stage, str], stage: Stage) -> Iterator[Page]:
    """A page in French; it fails the test on any script error or blocked content."""
    context = chrome.new_context(
        base_url=played[1], locale="fr-CA", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(8000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    stage.gate.set()
    context.close()
    assert wrong == []
