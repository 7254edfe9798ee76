"""Pictures, as telephones and scanners make them and as they should not be."""

import functools
import io
import struct
import zipfile
import zlib

from PIL import Image
from pillow_heif import from_pillow

_ORIENTATION = 0x0112
_MAKE = 0x010F
_GPS = 0x8825


def picture(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A noisy picture whose top left quarter is red (dark in modes without colour)."""
    image = Image.effect_noise((width, height), 40).convert("RGB")
    image.paste((200, 20, 20), (0, 0, width // 2, height // 2))
    if mode == "I;16":
        grey = image.convert("L")
        wide = b"".join(struct.pack("<H", value * 256) for value in grey.tobytes())
        return Image.frombytes("I;16", grey.size, wide)
    return image.convert(mode)


def jpeg(width: int = 800, height: int = 600, mode: str = "RGB", orientation: int = 1) -> bytes:
    """A photo with the EXIF of a telephone: make, place, and how it was held."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MAKE] = "Telephone"
    exif.get_ifd(_GPS)[1] = "N"
    exif.get_ifd(_GPS)[2] = (45.0, 30.0, 0.0)
    return _saved(picture(width, height, mode), "JPEG", exif=exif, quality=85)


def png(width: int = 320, height: int = 640, mode: str = "RGB") -> bytes:
    """A screenshot."""
    return _saved(picture(width, height, mode), "PNG")


def webp(width: int = 320, height: int = 240) -> bytes:
    """A picture from the web."""
    return _saved(picture(width, height), "WEBP")


def tiff(
    pages: int = 1,
    mode: str = "L",
    compression: str | None = None,
    size: tuple[int, int] = (200, 280),
) -> bytes:
    """What a scanner makes, in several pages."""
    frames = [picture(*size, mode) for _ in range(min(pages, 2))]
    more = [frames[i % len(frames)] for i in range(1, pages)]
    return _saved(
        frames[0], "TIFF", save_all=pages > 1, append_images=more, compression=compression
    )


@functools.cache
def heic(width: int = 320, height: int = 240) -> bytes:
    """What a telephone of today saves."""
    output = io.BytesIO()
    from_pillow(picture(width, height)).save(output, quality=60)
    return output.getvalue()


def huge_png(width: int = 12_000, height: int = 12_000) -> bytes:
    """A PNG of few bytes with 144 megapixels, white, of one bit each (of more, only the beginning)."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    rows = row * min(height, 20_000_000 // len(row))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def moving_webp() -> bytes:
    """An animation of two frames."""
    frames = [picture(32, 24), picture(32, 24)]
    return _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def jpeg_with_comment(comment: bytes) -> bytes:
    """A photo that carries a text of another kind near its beginning."""
    return _saved(picture(64, 64), "JPEG", comment=comment)


def jpeg_with_zip() -> bytes:
    """A photo that archivers open too."""
    archive = io.BytesIO(jpeg(64, 64))
    with zipfile.ZipFile(archive, "a") as appended:
        appended.writestr("inside.txt", "hello")
    return archive.getvalue()


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()
