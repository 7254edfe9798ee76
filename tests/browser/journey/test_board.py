"""The board: a dossier dragged to the next stage, and back by its arrow. The list: ticks, and what is done with them."""

from collections.abc import Callable

from tests.browser.journey.visitor import Visitor


def test_a_dossier_is_dragged_on_and_sent_back(visit: Callable[..., Visitor]) -> None:
    person = visit("en", "desk")
    person.sign_in("anne.pro")
    page = person.page
    page.goto("/dossiers")
    tile = page.locator("[data-case]").first
    key, stage = tile.get_attribute("id"), tile.get_attribute("data-case")
    button = page.locator(f"#{key} .c-move button").first
    beside = button.get_attribute("value")
    tile.locator(".mute").first.drag_to(page.locator(f"[data-lane={beside}] h2"))
    page.wait_for_url(f"**/dossiers#{key}")
    moved = page.locator(f"[data-lane={beside}] #{key}")
    moved.wait_for()
    far = page.locator("[data-lane]").nth(3 if beside in ("prospect", "interested") else 0)
    moved.locator(".mute").first.drag_to(far.locator("h2"))
    assert page.locator(f"[data-lane={beside}] #{key}").count() == 1  # never two stages at once
    moved.locator(f"button[value={stage}]").press("Enter")
    page.locator(f"[data-lane={stage}] #{key}").wait_for()


def test_ticks_outlive_a_refresh_and_lead_to_one_act(visit: Callable[..., Visitor]) -> None:
    person = visit("en", "desk")
    person.sign_in("anne.pro")
    page = person.page
    page.goto("/dossiers?view=list")
    every, told = page.locator("[data-picks-all] input"), page.locator("[data-picks-count]")
    ticks, ticked = page.locator("input[data-kept]"), page.locator("input[data-kept]:checked")
    every.press("Space")
    assert ticked.count() == ticks.count() > 0
    every.press("Space")
    assert ticked.count() == 0
    # Other tests may have given Anne more clients meanwhile: one of them is enough.
    tick = page.locator("#pipeline tbody tr", has_text="Jean Mbarga").locator("input[data-kept]")
    tick.press("Space")
    assert tick.is_checked()
    with page.expect_response(lambda answer: "view=list" in answer.url):
        page.evaluate("""() => {
          const row = document.querySelector("#pipeline tbody input[data-kept]:checked").closest("tr");
          row.querySelector("td a").textContent = "Somebody";
          document.querySelector("[data-live=queue]").dispatchEvent(new Event("live"));
        }""")
    page.get_by_text("Somebody").wait_for(state="detached")  # the row is fresh, its tick stays
    assert tick.is_checked()
    assert "1" in told.inner_text()
    page.locator("#bulk button[value=message]").press("Enter")
    page.locator("textarea").fill("Hello {first name}")
    page.locator("main form button[type=submit]").first.press("Enter")
    page.get_by_text("Hello Jean").wait_for()
    page.locator("button[value=do]").press("Enter")
    page.locator("#done").wait_for(state="attached")
