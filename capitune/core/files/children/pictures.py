"""What the children for images have in common."""

import io
from typing import Any

from PIL import Image, ImageOps

from capitune.core.files.children.sandbox import Request
from capitune.core.files.facts import FileRefused, RefusalCode

MAX_SIDE = 16_383  # of a WEBP
QUALITY = 80

_ORIENTATION = 0x0112
_TURNED = range(5, 9)

# We measure before decoding, by our own limit; Pillow's only warns.
Image.MAX_IMAGE_PIXELS = None


def judge_picture(image: Image.Image, limits: dict[str, Any]) -> dict[str, int | None]:
    """Decode an opened image (its present frame) to its last pixel."""
    pixels = image.width * image.height
    if pixels > limits["max_pixels"]:
        raise FileRefused(RefusalCode.TOO_MANY_PIXELS, f"{image.width} x {image.height}")
    image.load()
    width, height = image.size
    if image.getexif().get(_ORIENTATION) in _TURNED:
        width, height = height, width
    return {"pages": 1, "width": width, "height": height}


def judge_pages(image: Image.Image, limits: dict[str, Any]) -> dict[str, int | None]:
    """The same for each page of a TIFF; the size is the first page's."""
    first = judge_picture(image, limits)
    pages = 1
    while seek(image, pages):
        pages += 1
        if pages > limits["max_pages"]:
            raise FileRefused(RefusalCode.BOMB, "too many pages")
        judge_picture(image, limits)
    return {**first, "pages": pages}


def seek(image: Image.Image, page: int) -> bool:
    """Go to a page (from 0); False when there is none."""
    try:
        image.seek(page)
    except EOFError:
        return False
    return True


def paint(image: Image.Image, request: Request) -> bytes:
    """The present frame as WEBP, upright, at most ``width`` wide, never larger than it is."""
    width = request["width"]
    image.draft("RGB", (width, width))  # a JPEG is then decoded at a fraction of its size
    upright = eight_bits(ImageOps.exif_transpose(image))
    upright.thumbnail((width, MAX_SIDE), reducing_gap=3.0)
    return to_webp(upright)


def to_webp(image: Image.Image) -> bytes:
    """The pixels on white, and nothing else: no EXIF, no profile, no comment."""
    bare = Image.new("RGB", image.size, "white")
    layered = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    bare.paste(layered, mask=layered if layered.mode == "RGBA" else None)
    output = io.BytesIO()
    bare.save(output, "WEBP", quality=QUALITY, method=4)
    return output.getvalue()


def eight_bits(image: Image.Image) -> Image.Image:
    """Scanners' 16-bit greys, which Pillow would otherwise cut off at white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image
