"""The square of a photo is chosen in the browser, by dragging or by the keyboard; what is kept is that square."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.browser.journey.visitor import Visitor

RED, BLUE = (220, 30, 30), (30, 30, 220)


def two_halves() -> bytes:
    """A photo twice as wide as high, red at left and blue at right."""
    photo = Image.new("RGB", (800, 400), BLUE)
    photo.paste(RED, (0, 0, 400, 400))
    kept = io.BytesIO()
    photo.save(kept, "JPEG", quality=95)
    return kept.getvalue()


def by_keyboard(person: Visitor) -> None:
    person.page.locator("#crop-across").press("Home")


def by_dragging(person: Visitor) -> None:
    box = person.page.locator("[data-crop] canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    person.page.mouse.move(x, y)
    person.page.mouse.down()
    person.page.mouse.move(x + box["width"] * 0.7, y, steps=5)
    person.page.mouse.up()


@pytest.mark.parametrize("choose", [by_keyboard, by_dragging])
def test_the_chosen_square_is_kept(
    visit: Callable[..., Visitor], choose: Callable[[Visitor], None]
) -> None:
    person = visit("fr", "phone" if choose is by_keyboard else "desk")
    person.sign_in("marie.candidate")
    person.page.goto("/profile/picture")
    assert person.page.locator("[data-crop]").is_hidden()
    photo = {"name": "plage.jpg", "mimeType": "image/jpeg", "buffer": two_halves()}
    person.page.locator("input[type=file]").set_input_files(photo)  # type: ignore[arg-type]
    person.page.locator("[data-crop] canvas").wait_for(state="visible")
    assert person.violations() == []
    assert person.overflow() <= 0
    choose(person)
    person.submit(person.form("/picture"))
    assert person.path == "/profile"
    address = person.page.locator(".avatar img").first.get_attribute("src")
    answer = person.page.request.get(str(address))
    kept = Image.open(io.BytesIO(answer.body())).convert("RGB")
    for place in (0.15, 0.5, 0.85):
        red, _green, blue = kept.getpixel((int(kept.width * place), kept.height // 2))  # type: ignore[misc]
        assert red > 180, place
        assert blue < 90, place
    person.page.goto("/profile/picture")
    person.submit(person.form("/remove"))
