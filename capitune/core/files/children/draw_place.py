"""Draws a part of a picture, around a rectangle that it shows."""

from PIL import Image, ImageDraw

from capitune.core.files.children.image import open_image
from capitune.core.files.children.pictures import to_webp
from capitune.core.files.children.sandbox import Request, serve

INK = "#FF6B35"
# In fractions of the picture's width: what is seen around the rectangle, and at least in all.
MARGIN, LEAST_WIDTH, INK_WIDTH = 0.04, 0.5, 0.004
LEAST_HEIGHT = 0.4  # of the width of what is seen

Box = tuple[float, float, float, float]


def draw(request: Request) -> bytes:
    """The part as WEBP, at most ``width`` pixels wide."""
    with open_image(request) as image:
        picture = image.convert("RGB")
    x, y, width, height = request["box"]
    wide, high = picture.size
    place = (x * wide, y * high, (x + width) * wide, (y + height) * high)
    pen = ImageDraw.Draw(picture)
    pen.rectangle(place, outline=INK, width=max(3, round(INK_WIDTH * wide)))
    part = picture.crop(around(place, picture.size))
    part.thumbnail((request["width"], request["width"]), Image.Resampling.LANCZOS)
    return to_webp(part)


def around(place: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """``place`` with what surrounds it, within the picture, all in pixels."""
    wide, high = size
    left, right = _span(place[0], place[2], LEAST_WIDTH * wide, MARGIN * wide, wide)
    least = LEAST_HEIGHT * (right - left)
    top, bottom = _span(place[1], place[3], least, MARGIN * wide, high)
    return left, top, right, bottom


def _span(start: float, end: float, least: float, margin: float, most: int) -> tuple[int, int]:
    length = min(max(end - start + 2 * margin, least), most)
    first = min(max((start + end - length) / 2, 0), most - length)
    return round(first), round(first + length)


if __name__ == "__main__":
    serve(draw)
