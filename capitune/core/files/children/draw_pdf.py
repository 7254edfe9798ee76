"""Draws a page of a PDF."""

import math

import pypdfium2

from capitune.core.files.children.pictures import MAX_SIDE, to_webp
from capitune.core.files.children.sandbox import Request, serve

MAX_PIXELS = 20_000_000


def draw(request: Request) -> bytes:
    """The page as WEBP, with its annotations and filled fields; empty when there is no such page."""
    with pypdfium2.PdfDocument(request["path"]) as document:
        if request["page"] > len(document):
            return b""
        document.init_forms()
        page = document[request["page"] - 1]
        page_width, page_height = page.get_size()
        bitmap = page.render(scale=_scale(page_width, page_height, request["width"]))
        return to_webp(bitmap.to_pil())


def _scale(page_width: float, page_height: float, width: int) -> float:
    """Pixels per point that give the width wanted, less when the picture would be out of measure."""
    return min(
        (width - 0.5) / page_width,  # the size is rounded up
        (MAX_SIDE - 1) / page_height,
        math.sqrt(MAX_PIXELS / (page_width * page_height)),
    )


if __name__ == "__main__":
    serve(draw)
