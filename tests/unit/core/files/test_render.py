import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from capitune.core.files.render import RenderFailed, render_page
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
