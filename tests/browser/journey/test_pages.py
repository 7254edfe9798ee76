"""Every page of every role, in both languages and at both widths: axe finds nothing, nothing overflows."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.browser.journey import places
from tests.browser.journey.pages import OWN_LANGUAGE, PAGES
from tests.browser.journey.places import Places
from tests.browser.journey.product import Product
from tests.browser.journey.visitor import WIDTHS, Visitor

Visit = Callable[..., Visitor]

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]


@pytest.fixture(scope="module")
def known(product: Product) -> Places:
    """The links and ids of the list."""
    return places.make(product)


def is_alive(listed: str) -> bool:
    """Whether the page is one that opens; the others say that a link is dead, or that there is nothing."""
    return not listed.endswith(("/dead", "/nowhere"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_pages_are_accessible_and_fit(
    visit: Visit, known: Places, name: str, language: str
) -> None:
    person = visit(language, "phone")
    if name in known.cookies:
        person.hold(known.cookies[name])
    elif name:
        person.sign_in(name)
    wrong = {}
    for listed in PAGES[name]:
        address = listed.format_map(known.values)
        answer = person.page.goto(f"/language/{language}?next={quote(address)}")
        spoken = person.page.locator("html").get_attribute("lang")
        assert spoken == language or listed in OWN_LANGUAGE
        found = [f"{width}: {what}" for width in WIDTHS for what in person.faults(width)]
        if answer is None or (person.path, answer.ok) != (
            address.partition("?")[0],
            is_alive(listed),
        ):
            found.append(f"leads to {person.path}, {answer and answer.status}")
        if found:
            wrong[listed] = found
    if name:
        person.page.goto("/language/fr?next=/dashboard")
    assert wrong == {}
