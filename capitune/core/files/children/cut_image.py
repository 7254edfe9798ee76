"""Cuts squares out of JPEG, PNG and WEBP; of what moves, the first frame."""

from capitune.core.files.children.image import open_image
from capitune.core.files.children.sandbox import Request, serve
from capitune.core.files.children.squares import cut


def squares(request: Request) -> bytes:
    """WEBPs, one after the other."""
    with open_image(request) as image:
        return cut(image, request)


if __name__ == "__main__":
    serve(squares)
