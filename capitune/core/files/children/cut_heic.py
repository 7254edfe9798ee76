"""Cuts squares out of HEIC."""

from capitune.core.files.children.heic import open_heic
from capitune.core.files.children.sandbox import Request, serve
from capitune.core.files.children.squares import cut


def squares(request: Request) -> bytes:
    """WEBPs, one after the other."""
    with open_heic(request) as image:
        return cut(image, request)


if __name__ == "__main__":
    serve(squares)
