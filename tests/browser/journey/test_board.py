"""The board: a dossier dragged to the next stage, and back by its arrow."""

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
