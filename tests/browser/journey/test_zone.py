"""The browser tells its time zone once, to an account that has none, and only then."""

from collections.abc import Callable

from playwright.sync_api import Browser, Request

from tests.browser.journey.product import Product
from tests.browser.journey.visitor import Visitor

ADDRESS = "/profile/timezone"


def test_the_zone_of_the_device_is_told_once(product: Product, chrome: Browser) -> None:
    context = chrome.new_context(
        base_url=product.base_url, locale="fr-CA", timezone_id="Africa/Douala"
    )
    page = context.new_page()
    told: list[Request] = []
    page.on("request", lambda request: told.append(request) if ADDRESS in request.url else None)
    person = Visitor(page, product)
    person.sign_in("paul.pro")
    page.goto("/profile/edit")
    page.locator("[name=timezone]").select_option("")  # as on my device
    with page.expect_response(lambda answer: ADDRESS in answer.url) as heard:
        person.submit(page.locator("main form").first)
    assert heard.value.status == 204
    assert told[0].post_data == "timezone=Africa%2FDouala"
    page.goto("/profile")
    assert "Cameroun" in person.text() or "Douala" in person.text()
    page.goto("/dashboard")
    assert len(told) == 1
    assert person.wrong == []
    context.close()


def test_a_chosen_zone_is_left_alone(product: Product, visit: Callable[..., Visitor]) -> None:
    person = visit()
    told: list[str] = []
    person.page.on("request", lambda request: told.append(request.url))
    person.sign_in("paul.pro")
    person.page.wait_for_load_state("networkidle")
    assert [url for url in told if ADDRESS in url] == []
