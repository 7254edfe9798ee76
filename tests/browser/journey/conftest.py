"""One product for the journeys; every page is held to a clean console."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from embedded.stores import Stores
from tests.browser.journey.product import Product, served
from tests.browser.journey.visitor import HEIGHT, WIDTHS, Visitor

LOCALES = {"fr": "fr-CA", "en": "en-CA"}


@pytest.fixture(scope="session")
def product(
    stores: Stores, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """The product as `make run` serves it, with the demo."""
    with served(stores, template_database, tmp_path_factory.mktemp("product")) as running:
        yield running


@pytest.fixture
def visit(product: Product, chrome: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of one's own: ``visit("fr", "phone")``. Fails on any script or CSP error."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_browser(language: str = "fr", width: str = "desk") -> Visitor:
        context = chrome.new_context(
            base_url=product.base_url,
            locale=LOCALES[language],
            viewport={"width": WIDTHS[width], "height": HEIGHT},
            has_touch=width == "phone",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        visitors.append(Visitor(context.new_page(), product))
        return visitors[-1]

    yield open_browser
    for context in contexts:
        context.close()
    assert [wrong for visitor in visitors for wrong in visitor.wrong] == []
