"""Draws JPEG, PNG, WEBP and the pages of TIFF."""

from capitune.core.files.children.image import open_image
from capitune.core.files.children.pictures import paint, seek
from capitune.core.files.children.sandbox import Request, serve


def draw(request: Request) -> bytes:
    """The page as WEBP; empty when there is no such page."""
    with open_image(request) as image:
        if request["page"] > 1 and request["mime_type"] != "image/tiff":
            return b""
        return paint(image, request) if seek(image, request["page"] - 1) else b""


if __name__ == "__main__":
    serve(draw)
