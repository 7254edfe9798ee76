"""A long menu on a phone: what has no place in the bar is one touch further."""

from collections.abc import Callable

import pytest

from tests.browser.journey.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]


def test_every_desk_is_reached_on_a_phone(visit: Callable[..., Visitor]) -> None:
    admin = visit("en", "phone")
    admin.sign_in("admin")
    admin.page.goto("/language/en?next=/admin/")
    bar = admin.page.locator(".c-bar")
    bar.get_by_text("More", exact=True).click()
    sheet = bar.locator(".c-menu-box")
    assert sheet.get_by_role("link").count() >= 8
    admin.page.keyboard.press("Escape")
    assert not sheet.is_visible()
    bar.get_by_text("More", exact=True).click()
    with admin.page.expect_navigation():
        sheet.get_by_role("link", name="Health").click()
    assert admin.path == "/admin/health/"
    assert bar.locator("summary[data-here]").count() == 1
