"""The middle of a picture as squares."""

from PIL import Image, ImageOps

from capitune.core.files.children.pictures import eight_bits, to_webp
from capitune.core.files.children.sandbox import Request


def cut(image: Image.Image, request: Request) -> bytes:
    """The middle square of the present frame, upright, in each of ``sides`` pixels, as WEBPs one after
    the other. A smaller picture is made larger: each is exactly as asked.
    """
    largest = max(request["sides"])
    image.draft("RGB", (largest, largest))  # a JPEG is then decoded at a fraction of its size
    square = _middle(eight_bits(ImageOps.exif_transpose(image)))
    sizes = ((side, side) for side in request["sides"])
    return b"".join(
        to_webp(square.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)) for size in sizes
    )


def _middle(image: Image.Image) -> Image.Image:
    """In colours that can be mixed: a palette cannot."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    square = image.crop((left, top, left + side, top + side))
    return square.convert("RGBA" if square.has_transparency_data else "RGB")
