"""Tabs on a phone: the present one stands in sight; without scripts all of them do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.journey.product import Product
from tests.browser.journey.visitor import Visitor

ABOUT_ONESELF = ["/profile", "/profile/security", "/profile/consents", "/profile/data"]
IN_SIGHT = """([bar, tabs]) => {
  const edges = document.querySelector(bar).getBoundingClientRect();
  return [...document.querySelectorAll(`${bar} ${tabs}`)].every((tab) => {
    const at = tab.getBoundingClientRect();
    return at.left >= edges.left - 1 && at.right <= edges.right + 1;
  });
}"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_present_tab_is_in_sight(visit: Callable[..., Visitor], language: str) -> None:
    person = visit(language, "phone")
    person.sign_in("jean.candidat")
    for address in ABOUT_ONESELF:
        person.page.goto(f"/language/{language}?next={address}")
        person.page.wait_for_load_state("load")
        assert person.page.evaluate(IN_SIGHT, [".c-nav", "[aria-current]"]), address
    person.page.goto("/language/fr?next=/dashboard")


def test_without_scripts_all_tabs_are_in_sight(product: Product, chrome: Browser) -> None:
    context = chrome.new_context(
        base_url=product.base_url,
        locale="fr-CA",
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    person = Visitor(context.new_page(), product)
    person.sign_in("jean.candidat")
    person.page.goto("/profile/data")
    wide = person.page.locator("#account-tabs .c-nav").bounding_box()
    assert wide
    for tab in person.page.locator("#account-tabs .c-nav a").all():
        at = tab.bounding_box()
        assert at
        assert at["x"] + at["width"] <= wide["x"] + wide["width"] + 1
    context.close()
