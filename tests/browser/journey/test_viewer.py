"""The viewer and the marks, by pointer and by keys: what is drawn is what is sent, whichever way the page is turned."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
DOCUMENT = r"/dossiers/[0-9a-f-]{36}/documents/[0-9a-f-]{36}"


def find(person: Visitor, pattern: str, page: str) -> str:
    """The first address on ``page`` that looks so."""
    person.page.goto(page)
    found = re.search(pattern, person.page.content())
    assert found, f"no {pattern} on {page}"
    return found.group()


def draw(page: Page, x: float, y: float, width: float, height: float) -> None:
    """Drag a rectangle on the first page, in fractions of it as it is seen."""
    box = page.locator("#page-1").bounding_box()
    assert box
    left, top = box["x"] + x * box["width"], box["y"] + y * box["height"]
    page.locator("[data-marking]").click()
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + width * box["width"], top + height * box["height"], steps=4)
    page.mouse.up()


def marks(page: Page) -> list[list[float]]:
    """What the form would send."""
    values = page.locator("[data-marks] ol [name=marks]").evaluate_all(
        "all => all.map(i => i.value)"
    )
    return [[round(float(part), 2) for part in value.split(",")] for value in values]


def test_marks_are_drawn_turned_moved_and_removed(visit: Callable[..., Visitor]) -> None:
    anne = visit("fr", "desk")
    anne.sign_in("anne.pro")
    dossier = find(anne, r"/dossiers/[0-9a-f-]{36}", "/dossiers")
    page = anne.page
    page.goto(find(anne, f"{DOCUMENT}/review", dossier))
    page.locator("#page-1 img").evaluate("img => img.decode()")
    page.locator("#marks").evaluate("() => window.scrollTo(0, 0)")
    draw(page, 0.1, 0.05, 0.3, 0.1)
    expect(page.locator("[name=status][value=rejected]")).to_be_checked()
    assert marks(page) == [[1, 0.1, 0.05, 0.3, 0.1]]
    page.keyboard.type("Nom coupé")  # where one is, once it is drawn
    assert page.locator("[data-marks] ol [name=notes]").first.input_value() == "Nom coupé"

    page.locator("[data-rotate]").click()
    draw(page, 0.6, 0.1, 0.2, 0.1)  # to the right on a page on its side is up on the page upright
    assert marks(page)[1] == pytest.approx([1, 0.1, 0.2, 0.1, 0.2], abs=0.011)
    for _ in range(3):
        page.locator("[data-rotate]").click()

    page.locator("[data-marking]").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "Shift+ArrowDown", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    assert marks(page)[2] == [1, 0.26, 0.4, 0.49, 0.21]
    assert page.locator("#page-1 .c-marks rect").count() == 3
    page.keyboard.press("Delete")
    page.locator("[data-remove]").first.click()
    assert [mark[1] for mark in marks(page)] == [pytest.approx(0.1, abs=0.011)]
    assert page.locator("[data-adjust]").all_inner_texts() == ["1"]
    assert anne.violations() == []


def test_pages_by_keys_and_by_a_swipe(visit: Callable[..., Visitor]) -> None:
    jean = visit("fr", "phone")
    jean.sign_in("jean.candidat")
    dossier = find(jean, r"/dossiers/[0-9a-f-]{36}", "/dossiers")
    page = jean.page
    page.goto(find(jean, DOCUMENT, dossier))
    shown, desk = page.locator("[data-page-shown]"), page.locator(".c-view .page")
    expect(shown).to_have_text("1 sur 2")
    desk.focus()
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_text("2 sur 2")
    expect(page.locator(".c-thumbs [aria-current]")).to_have_text("Page 2")
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)  # quicker than anything scrolls, and not past the last
    expect(shown).to_have_text("1 sur 2")
    desk.evaluate(
        """desk => {
          const touch = x => new Touch({identifier: 1, target: desk, clientX: x, clientY: 300});
          desk.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(300)], changedTouches: [touch(300)]}));
          desk.dispatchEvent(new TouchEvent('touchend', {touches: [], changedTouches: [touch(100)]}));
        }"""
    )
    expect(shown).to_have_text("2 sur 2")
    page.keyboard.press("+")
    expect(page.locator("[data-zoom-shown]")).to_have_text("125 %")
    with page.expect_navigation():
        page.keyboard.press("n")
    expect(page.locator("[data-viewer]")).to_have_count(1)
    assert jean.violations() == []
