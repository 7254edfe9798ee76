import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from capitune.core.files.render import RenderFailed, render_page, render_place
from tests.support import corpus

Write = Callable[[bytes], Path]

DRAWN = {name: case for name, case in corpus.HONEST.items() if "word" not in name}


def drawn(path: Path, mime_type: str, page: int = 1, width: int = 200) -> Image.Image:
    picture = Image.open(io.BytesIO(render_page(path, mime_type, page, width)))
    assert picture.format == "WEBP"
    return picture


def is_red(picture: Image.Image, x: float, y: float) -> bool:
    place = (int(picture.width * x), int(picture.height * y))
    red, green, blue = picture.convert("RGB").getpixel(place)  # type: ignore[misc]
    return red > 150 and green < 90 and blue < 90


@pytest.mark.parametrize(
    ("make", "mime_type"), [pytest.param(*case, id=name) for name, case in DRAWN.items()]
)
def test_draws_what_was_accepted(write: Write, make: Callable[[], bytes], mime_type: str) -> None:
    picture = drawn(write(make()), mime_type)
    assert 1 <= picture.width <= 200
    assert not picture.info.keys() & {"exif", "icc_profile", "xmp"}
    low, high = picture.convert("L").getextrema()  # type: ignore[misc]
    assert low < high, "there is something on it"


@pytest.mark.parametrize(
    ("orientation", "red_at"), [(1, (0.25, 0.25)), (6, (0.75, 0.25)), (3, (0.75, 0.75))]
)
def test_photos_are_turned_upright(
    write: Write, orientation: int, red_at: tuple[float, float]
) -> None:
    path = write(corpus.jpeg(800, 600, orientation=orientation))
    picture = drawn(path, "image/jpeg", width=300)
    assert picture.width == 300
    assert (picture.height > picture.width) is (orientation == 6)
    assert is_red(picture, *red_at)
    assert not is_red(picture, 1 - red_at[0], red_at[1])


@pytest.mark.parametrize(
    ("data", "mime_type"),
    [
        (corpus.jpeg(80, 60), "image/jpeg"),
        (corpus.png(80, 60), "image/png"),
        (corpus.webp(80, 60), "image/webp"),
        (corpus.heic(80, 60), "image/heic"),
        (corpus.tiff(1, size=(80, 60)), "image/tiff"),
    ],
)
def test_images_are_never_made_larger(write: Write, data: bytes, mime_type: str) -> None:
    assert drawn(write(data), mime_type, width=2000).size == (80, 60)


@pytest.mark.parametrize("width", [1, 100, 1200])
def test_a_pdf_is_drawn_at_the_width_asked(a_pdf: Path, width: int) -> None:
    assert drawn(a_pdf, "application/pdf", width=width).width == width


def test_filled_fields_are_drawn(write: Write) -> None:
    picture = drawn(write(corpus.pdf_form()), "application/pdf", width=595).convert("L")
    assert picture.getpixel((150, 842 - 150)) < 50  # type: ignore[operator]
    assert picture.getpixel((250, 842 - 150)) > 200  # type: ignore[operator]


@pytest.mark.parametrize("box", [b"[0 0 1 14400]", b"[0 0 400 1200]", b"[0 0 14400 1]"])
def test_a_page_out_of_measure_stays_in_measure(write: Write, box: bytes) -> None:
    path = write(corpus.pdf().replace(b"[0 0 595 842]", box.ljust(13)))
    picture = drawn(path, "application/pdf", width=4000)
    assert picture.width * picture.height <= 20_100_000
    assert max(picture.size) <= 16_383


def test_transparency_is_on_white(write: Write) -> None:
    output = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(output, "PNG")
    assert drawn(write(output.getvalue()), "image/png").convert("L").getextrema() == (255, 255)


def test_deep_scans_are_not_washed_out(write: Write) -> None:
    picture = drawn(write(corpus.tiff(1, mode="I;16")), "image/tiff").convert("L")
    dark, noise = (
        ImageStat.Stat(picture.crop(box)).mean[0]
        for box in ((0, 0, 100, 140), (100, 140, 200, 280))
    )
    assert dark < 100 < noise < 160


@pytest.mark.parametrize(
    ("data", "mime_type", "page", "code"),
    [
        (corpus.pdf(pages=2), "application/pdf", 2, None),
        (corpus.pdf(pages=2), "application/pdf", 3, "no_page"),
        (corpus.pdf(pages=2), "application/pdf", 0, "no_page"),
        (corpus.tiff(2), "image/tiff", 2, None),
        (corpus.tiff(2), "image/tiff", 3, "no_page"),
        (corpus.jpeg(80, 60), "image/jpeg", 2, "no_page"),
        (corpus.heic(80, 60), "image/heic", 2, "no_page"),
        (corpus.moving_webp(), "image/webp", 2, "no_page"),
        (corpus.docx(), corpus.DOCX_TYPE, 1, "unsupported"),
        (corpus.doc(), "application/msword", 1, "unsupported"),
        (b"<html>", "text/html", 1, "unsupported"),
        (corpus.pdf()[:200], "application/pdf", 1, "failed"),
        (corpus.jpeg(80, 60)[:500], "image/jpeg", 1, "failed"),
        (corpus.png(80, 60), "image/jpeg", 1, "failed"),
        (corpus.huge_png(30_000, 30_000), "image/png", 1, "failed"),
        (corpus.pdf_bomb(), "application/pdf", 1, "failed"),
    ],
)
def test_pages(write: Write, data: bytes, mime_type: str, page: int, code: str | None) -> None:
    path = write(data)
    if code is None:
        assert drawn(path, mime_type, page).width > 0
    else:
        with pytest.raises(RenderFailed) as caught:
            render_page(path, mime_type, page, 100)
        assert caught.value.code == code


@pytest.mark.parametrize("width", [-1, 0, 4001])
def test_widths_are_bounded(a_pdf: Path, width: int) -> None:
    with pytest.raises(ValueError, match="a width is"):
        render_page(a_pdf, "application/pdf", 1, width)


@pytest.mark.parametrize(
    "make",
    [
        lambda: corpus.pdf_with_active_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        corpus.pdf_with_hidden_script,
        corpus.pdf_with_old_script,
    ],
)
def test_a_script_in_a_pdf_is_not_run_nor_in_the_way(
    write: Write, make: Callable[[], bytes]
) -> None:
    assert drawn(write(make()), "application/pdf").width == 200


def test_one_page_of_twenty_thousand_is_drawn_as_any(write: Write) -> None:
    path = write(corpus.pdf(pages=20_000))
    assert drawn(path, "application/pdf", 20_000).width == 200


def test_a_tiff_that_says_it_is_immense_is_not_unpacked(write: Write) -> None:
    data = corpus.tiff(1, size=(64, 64))
    width = (256).to_bytes(2, "little") + (4).to_bytes(2, "little") + (1).to_bytes(4, "little")
    found = data.find((256).to_bytes(2, "little"), int.from_bytes(data[4:8], "little"))
    immense = data[:found] + width + (2**31 - 1).to_bytes(4, "little") + data[found + 12 :]
    with pytest.raises(RenderFailed):
        render_page(write(immense), "image/tiff", 1, 200)


def around(write: Write, box: tuple[float, float, float, float], width: int = 300) -> Image.Image:
    page = write(corpus.webp(400, 600))
    return Image.open(io.BytesIO(render_place(page, box, width)))


def orange(picture: Image.Image) -> int:
    pixels = picture.convert("RGB").get_flattened_data()
    return sum(abs(r - 255) < 40 and abs(g - 107) < 50 and b < 110 for r, g, b in pixels)


def test_a_place_is_shown_with_its_outline_and_what_surrounds_it(write: Write) -> None:
    small = around(write, (0.4, 0.4, 0.05, 0.05))
    assert small.format == "WEBP"
    assert small.size == (200, 80)  # half the page wide, however small the place
    assert orange(small) > 60


@pytest.mark.parametrize("box", [(0.0, 0.0, 1.0, 1.0), (0.99, 0.99, 0.01, 0.01), (0, 0, 0.01, 1)])
def test_a_place_at_the_edge_stays_on_the_page(
    write: Write, box: tuple[float, float, float, float]
) -> None:
    picture = around(write, box)
    assert max(picture.size) <= 300
    assert orange(picture) > 0


def test_a_place_in_what_is_no_picture(write: Write) -> None:
    with pytest.raises(RenderFailed):
        render_place(write(b"RIFF....WEBP"), (0, 0, 1, 1), 100)
