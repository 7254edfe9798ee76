"""The pages of files that are to become one PDF, and how each is drawn."""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from capitune.core.files.children.image import open_image
from capitune.core.files.children.pictures import eight_bits, seek
from capitune.core.files.children.sandbox import Request

POINTS = 72  # to an inch
A4 = (595.0, 842.0)  # in points


@dataclass(frozen=True, slots=True)
class Quality:
    """Dots to an inch, and the quality of a JPEG (of 100)."""

    dots: int
    jpeg: int


@dataclass(slots=True)
class Leaf:
    """Page ``page`` (from 1) of file ``part`` (from 0)."""

    source: Any
    part: int
    page: int
    _weight: int | None = field(default=None)

    @property
    def document(self) -> Any:
        """The PDF that it is a page of."""
        return self.source.document

    @property
    def weight(self) -> int:
        """What it weighs by itself, as it is."""
        if self._weight is None:
            self._weight = self.source.weight(self.page)
        return self._weight

    def is_kept(self, quality: Quality | None, fair: int) -> bool:
        """Whether it stays as it is: pages of PDFs, when nothing must become lighter or they are light."""
        if isinstance(self.source, PictureLeaves):
            return False
        return quality is None or self.weight <= fair

    def drawn(self, quality: Quality) -> tuple[float, float, bytes]:
        """Width and height in points, and the page as JPEG."""
        drawn: tuple[float, float, bytes] = self.source.drawn(self.page, quality)
        return drawn


class PdfLeaves:
    """The pages of a PDF, with what was filled in and noted on them made part of them."""

    def __init__(self, part: Request, number: int) -> None:
        self.document = pypdfium2.PdfDocument(part["path"])
        self.number = number
        if self.document.init_forms():
            for page in self.document:
                page.flatten()
                page.close()

    def leaves(self) -> Iterator[Leaf]:
        """In order."""
        return (Leaf(self, self.number, page) for page in range(1, len(self.document) + 1))

    def weight(self, page: int) -> int:
        """Of the page alone, with its fonts and pictures."""
        alone = pypdfium2.PdfDocument.new()
        try:
            alone.import_pages(self.document, [page - 1])
            output = io.BytesIO()
            alone.save(output)
            return len(output.getvalue())
        finally:
            alone.close()

    def drawn(self, page: int, quality: Quality) -> tuple[float, float, bytes]:
        """See ``Leaf.drawn``."""
        found = self.document[page - 1]
        # Phones make pages of a PDF as large as their pictures have pixels.
        width, height = found.get_size()
        shrunk = min(1.0, fit(width, height))
        bitmap = found.render(scale=shrunk * quality.dots / POINTS)
        jpeg = to_jpeg(bitmap.to_pil(), quality)
        bitmap.close()
        found.close()
        return width * shrunk, height * shrunk, jpeg


class PictureLeaves:
    """The pages of a picture: one, or those of a TIFF; each fills a sheet of A4, upright or across."""

    def __init__(self, part: Request, number: int) -> None:
        self.image = open_image(part)
        self.number = number
        self.pages = 1
        if part["mime_type"] == "image/tiff":
            while seek(self.image, self.pages):
                self.pages += 1

    def leaves(self) -> Iterator[Leaf]:
        """In order."""
        return (Leaf(self, self.number, page) for page in range(1, self.pages + 1))

    def drawn(self, page: int, quality: Quality) -> tuple[float, float, bytes]:
        """See ``Leaf.drawn``."""
        seek(self.image, page - 1)
        upright = eight_bits(ImageOps.exif_transpose(self.image))
        scale = fit(upright.width, upright.height)
        width, height = upright.width * scale, upright.height * scale
        dots = (width * quality.dots / POINTS, height * quality.dots / POINTS)
        upright.thumbnail((math.ceil(dots[0]), math.ceil(dots[1])), reducing_gap=3.0)
        return width, height, to_jpeg(upright, quality)


def fit(width: float, height: float) -> float:
    """By how much to multiply so that it fills a sheet of A4, upright or across."""
    short, long = A4
    sheet = (long, short) if width > height else (short, long)
    return min(sheet[0] / width, sheet[1] / height)


def to_jpeg(image: Image.Image, quality: Quality) -> bytes:
    """The pixels on white, and nothing else."""
    bare = Image.new("RGB", image.size, "white")
    layered = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    bare.paste(layered, mask=layered if layered.mode == "RGBA" else None)
    output = io.BytesIO()
    bare.save(output, "JPEG", quality=quality.jpeg, optimize=True)
    return output.getvalue()
