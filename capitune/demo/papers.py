"""Papers of the demo: legible, made up, drawn here."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# The product's own typeface: the one that Pillow brings knows no accents.
FONT = next(Path(__file__).parents[2].glob("static/vendor/inter-*/inter-latin-wght-normal.woff2"))
PAGE = (1240, 1754)  # A4 at 150 points an inch
INK, FAINT, PAPER = "#212121", "#7A8694", "#FFFFFF"
MARGIN, LINE = 130, 64


def _page(title: str, lines: list[str], number: str) -> Image.Image:
    page = Image.new("RGB", PAGE, PAPER)
    pen = ImageDraw.Draw(page)
    large, small = ImageFont.truetype(FONT, 52), ImageFont.truetype(FONT, 32)
    pen.ellipse((MARGIN, MARGIN, MARGIN + 110, MARGIN + 110), outline=FAINT, width=4)
    pen.text((MARGIN + 150, MARGIN + 30), title, fill=INK, font=large)
    pen.line((MARGIN, MARGIN + 160, PAGE[0] - MARGIN, MARGIN + 160), fill=FAINT, width=3)
    for row, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + 220 + row * LINE), line, fill=INK, font=small)
    foot = f"Document de démonstration, sans valeur  ·  {number}"
    pen.text((MARGIN, PAGE[1] - MARGIN), foot, fill=FAINT, font=small)
    return page


def pdf(title: str, *pages: list[str]) -> bytes:
    """A PDF with a page for each list of lines."""
    drawn = [_page(title, lines, f"{n}/{len(pages)}") for n, lines in enumerate(pages, 1)]
    file = io.BytesIO()
    drawn[0].save(file, "PDF", save_all=True, append_images=drawn[1:], resolution=150)
    return file.getvalue()


def photo(title: str, lines: list[str]) -> bytes:
    """A phone's photo of a page: JPEG, a little turned, on a table."""
    turned = _page(title, lines, "1/1").rotate(
        3, expand=True, fillcolor="#C9B79C", resample=Image.Resampling.BICUBIC
    )
    file = io.BytesIO()
    turned.save(file, "JPEG", quality=82)
    return file.getvalue()
