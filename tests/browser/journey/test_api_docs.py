"""The API's documentation runs under the strict policy of every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.journey.visitor import Visitor
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def scrolled_to(page: Page, place: Locator) -> bool:
    """True once it is there; else a little further down."""
    page.evaluate("scrollBy(0, 300)")
    return place.count() > 0


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_swagger_ui_breaks_no_policy(visit: Callable[..., Visitor], width: str) -> None:
    visitor = visit("en", width)
    page, outside = visitor.page, []
    page.on("request", lambda asked: outside.append(asked.url))
    page.add_init_script(VIOLATIONS)
    page.goto("/api/docs")
    page.locator(".opblock").first.wait_for()

    page.locator(".opblock-post .opblock-summary-control").first.click()
    page.locator(".opblock-body .model-example").first.wait_for()
    page.locator("button.authorize").first.click()
    page.locator(".auth-container input").fill("a-token")
    page.locator(".auth-btn-wrapper .authorize").click()
    page.locator(".btn-done").click()

    # Of a long list it draws what is looked at.
    template = page.locator("#operations-templates-list_templates")
    eventually(lambda: scrolled_to(page, template), "the operation further down to be drawn", 20)
    template.locator(".opblock-summary-control").click()
    template.locator(".try-out__btn").click()
    template.locator(".execute").click()
    answer = template.locator(".live-responses-table .response .response-col_status").first
    answer.wait_for()
    assert answer.inner_text().startswith("200")

    assert page.evaluate("window.violations") == []
    # The proof that a violation would have been seen.
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.violations.length > 0")
    visitor.wrong.clear()
    own = visitor.product.base_url
    assert [url for url in outside if not url.startswith((own, "data:", "blob:"))] == []
    assert visitor.overflow() <= 0
