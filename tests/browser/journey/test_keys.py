"""The lists of the team by the keyboard alone; never in a field, and not at all for whoever switches it off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.journey.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
FOCUSED = "document.activeElement"


def test_a_list_is_searched_walked_and_opened_by_keys(visit: Callable[..., Visitor]) -> None:
    person = visit()
    person.sign_in("admin")
    page = person.page
    page.goto("/admin/users/")
    rows, press = page.locator("main tbody tr"), page.keyboard.press
    press("j")
    expect(rows.nth(0).locator("a").first).to_be_focused()
    press("j")
    expect(rows.nth(1).locator("a").first).to_be_focused()
    press("k")
    press("k")  # the first stays the first
    expect(rows.nth(0).locator("a").first).to_be_focused()
    press("/")
    search = page.locator("main [name=q]")
    expect(search).to_be_focused()
    page.keyboard.type("j?k/")
    expect(search).to_have_value("j?k/")
    expect(page.locator("[data-keys]")).not_to_have_attribute("open", "")
    search.evaluate("field => field.blur()")
    press("?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")
    assert person.violations() == []


def test_whoever_switches_them_off_keeps_them_off(visit: Callable[..., Visitor]) -> None:
    person = visit()
    person.sign_in("admin")
    page, press = person.page, person.page.keyboard.press
    page.goto("/admin/users/")
    press("?")
    page.locator("[data-keys-on]").uncheck()
    page.reload()
    press("/")
    press("j")
    assert page.evaluate(f"{FOCUSED} === document.body")
    page.locator("[data-keys] summary").click()
    page.locator("[data-keys-on]").check()
    press("j")
    here = page.locator("main tbody tr a").first.get_attribute("href")
    press("Enter")
    page.wait_for_url(f"**{here}")


@pytest.mark.parametrize(
    "desk", ["validations/", "catalogue/", "announcements/", "jobs/", "legal/", "assignments/"]
)
def test_each_desk_with_a_list_has_its_keys(visit: Callable[..., Visitor], desk: str) -> None:
    person = visit()
    person.sign_in("admin")
    page = person.page
    page.goto(f"/admin/{desk}")
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")
    assert ("/" in page.locator("[data-keys] kbd").all_inner_texts()) == bool(
        page.locator("main form[role=search]").count()
    )
    lines = page.locator(
        "main table.c-fold tbody tr:has(a), main table.c-fold tbody tr:has([type=checkbox])"
    )
    if lines.count():
        page.keyboard.press("j")
        assert page.evaluate(f"{FOCUSED}.closest('main tbody tr') !== null")
    assert person.violations() == []


def test_the_tables_of_a_desk_are_walked_as_one(visit: Callable[..., Visitor]) -> None:
    person = visit()
    person.sign_in("admin")
    page = person.page
    page.goto("/admin/catalogue/")
    tables = page.locator("main table.c-fold tbody")
    rows = tables.first.locator("tr:has(a)").count()
    for _ in range(rows + 1):
        page.keyboard.press("j")
    assert not tables.first.evaluate(f"body => body.contains({FOCUSED})")
