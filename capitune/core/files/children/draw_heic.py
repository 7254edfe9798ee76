"""Draws HEIC."""

from capitune.core.files.children.heic import open_heic
from capitune.core.files.children.pictures import paint
from capitune.core.files.children.sandbox import Request, serve


def draw(request: Request) -> bytes:
    """The image as WEBP; empty when a second page is asked for."""
    with open_heic(request) as image:
        return paint(image, request) if request["page"] == 1 else b""


if __name__ == "__main__":
    serve(draw)
