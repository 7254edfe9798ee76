"""Photos become squares: upright, of two sizes, with nothing of the file but its pixels."""

import io
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, PngImagePlugin

from capitune.core import storage
from capitune.core.errors import Invalid, TooLarge
from capitune.core.files.squares import receive_squares, split
from capitune.core.storage import FileStorage, StorageUnavailable, current_storage
from tests.support import corpus
from tests.support.corpus.images import picture as picture_of

SIDES = (256, 64)
Make = Callable[[], bytes]


def key_of(squares_id: uuid.UUID, side: int) -> str:
    return f"squares/{squares_id}/{side}.webp"


def received(data: bytes) -> list[bytes]:
    pictures = []
    for key in receive_squares(io.BytesIO(data), SIDES, key_of).keys:
        with current_storage().open(key) as kept:
            pictures.append(kept.read())
    return pictures


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def stored_files(app: Flask) -> set[Path]:
    return {path for path in Path(app.config["STORAGE_PATH"]).rglob("*") if path.is_file()}


def colour(picture: bytes, x: float, y: float) -> tuple[int, ...]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    found: tuple[int, ...] = image.getpixel((int(image.width * x), int(image.height * y)))  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(make, id=name)
        for name, (make, kind) in corpus.HONEST.items()
        if kind in {"image/jpeg", "image/png", "image/webp", "image/heic"}
        and name != "moving web picture"
    ],
)
def test_each_is_a_square_of_the_size_asked(app: Flask, make: Make) -> None:
    for side, picture in zip(SIDES, received(make()), strict=True):
        image = Image.open(io.BytesIO(picture))
        assert (image.format, image.size) == ("WEBP", (side, side))


@pytest.mark.parametrize(
    ("size", "left", "right"),
    [((600, 200), "white", "white"), ((200, 600), "red", "blue")],
    ids=["wide", "high"],
)
def test_the_middle_is_kept(app: Flask, size: tuple[int, int], left: str, right: str) -> None:
    """The outer thirds of a wide picture are red and blue: a square of its middle shows neither."""
    image = Image.new("RGB", size, "white")
    third = size[0] // 3
    image.paste("red", (0, 0, third, size[1]))
    image.paste("blue", (size[0] - third, 0, *size))
    wanted = {"white": (255, 255, 255), "red": (255, 0, 0), "blue": (0, 0, 255)}
    (large, _) = received(saved(image, "PNG"))
    for place, name in ((0.05, left), (0.95, right)):
        found = colour(large, place, 0.5)
        assert all(abs(a - b) < 40 for a, b in zip(found, wanted[name], strict=True))


def test_a_photo_held_upright_is_turned(app: Flask) -> None:
    (large, _) = received(corpus.jpeg(400, 400, orientation=6))
    assert colour(large, 0.75, 0.25)[0] > 150
    assert colour(large, 0.75, 0.25)[1] < 90


def test_the_place_and_everything_else_the_file_says_are_gone(app: Flask) -> None:
    """GPS, make, comments, texts, profiles: what comes out has one chunk, of pixels."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Chantecler")
    exif = Image.Exif()
    exif[0x010E] = "Chantecler"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (45.0, 30.0, 0.0)
    image = picture_of(200, 200)
    profile = b"Chantecler" + bytes(150)
    for data in (
        corpus.jpeg(200, 200),
        saved(image, "JPEG", exif=exif, comment=b"Chantecler", icc_profile=profile),
        saved(image, "PNG", exif=exif, pnginfo=texts, icc_profile=profile),
        saved(image, "WEBP", exif=exif, xmp=b"<x>Chantecler</x>", icc_profile=profile),
        corpus.jpeg(200, 200) + b"Chantecler",
    ):
        assert Image.open(io.BytesIO(data)).getexif() or b"Chantecler" in data
        for picture in received(data):
            assert b"Chantecler" not in picture
            assert b"Telephone" not in picture
            found = Image.open(io.BytesIO(picture))
            assert not found.getexif()
            assert not found.info.keys() & {"exif", "xmp", "icc_profile", "comment"}
            assert picture[12:16] == b"VP8 "  # the plain form has no room for anything else
            assert int.from_bytes(picture[16:20], "little") + 20 in {len(picture), len(picture) - 1}


def test_of_what_moves_the_first_frame_is_kept(app: Flask) -> None:
    frames = [Image.new("RGB", (80, 80), name) for name in ("red", "blue")]
    more = {"save_all": True, "append_images": frames[1:], "duration": 100}
    for kind in ("WEBP", "PNG"):
        for picture in received(saved(frames[0], kind, **more)):
            found = Image.open(io.BytesIO(picture))
            assert getattr(found, "n_frames", 1) == 1
            assert colour(picture, 0.5, 0.5)[0] > 200


def test_what_is_transparent_lies_on_white(app: Flask) -> None:
    for picture in received(saved(Image.new("RGBA", (80, 80), (200, 0, 0, 0)), "PNG")):
        assert min(colour(picture, 0.5, 0.5)) > 250


# Of pictures, what is wrong is said; everything else is simply not a photo.
PICTURES = (
    "jpeg",
    "png",
    "webp",
    "heic",
    "signature of jpeg",
    "signature of png",
    "signature of heic",
)


def code_of(name: str, code: str) -> str:
    is_photo = name.startswith(PICTURES) and code != "unsupported"
    return f"file_{code}" if is_photo or code == "empty" else "file_not_a_photo"


NOT_PHOTOS: dict[str, tuple[Make, str]] = {
    "a PDF": (corpus.pdf, "file_not_a_photo"),
    "a Word document": (corpus.docx, "file_not_a_photo"),
    "a fax": (corpus.tiff, "file_not_a_photo"),
    "a dot": (lambda: corpus.png(1, 1), "photo_too_small"),
    "a line": (lambda: corpus.png(63, 2000), "photo_too_small"),
    **{
        name: (make, code_of(name, code))
        for name, (make, code) in corpus.HOSTILE.items()
        if code != "too_large"
    },
}


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(*case, id=name) for name, case in NOT_PHOTOS.items()]
)
def test_anything_else_is_refused_and_nothing_stays(app: Flask, make: Make, code: str) -> None:
    before = stored_files(app)
    with pytest.raises(Invalid) as refused:
        receive_squares(io.BytesIO(make()), SIDES, key_of)
    assert (refused.value.errors[0].field, refused.value.errors[0].code) == ("file", code)
    assert stored_files(app) == before


def test_sixteen_megabytes_are_too_many(app: Flask) -> None:
    data = corpus.jpeg(100, 100) + bytes(15 * 1024 * 1024)
    with pytest.raises(TooLarge) as refused:
        receive_squares(io.BytesIO(data), SIDES, key_of)
    assert refused.value.facts == {"limit_mb": 15}
    assert refused.value.errors[0].code == "photo_too_large"


def test_a_store_that_fails_keeps_nothing(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"not a folder")
    usual = app.extensions[storage.EXTENSION]
    app.extensions[storage.EXTENSION] = FileStorage(tmp_path / "store", "http://x", "x" * 32)
    try:
        with pytest.raises(StorageUnavailable):
            receive_squares(io.BytesIO(corpus.jpeg(100, 100)), SIDES, key_of)
    finally:
        app.extensions[storage.EXTENSION] = usual


def test_what_a_child_says_of_itself_is_not_believed() -> None:
    picture = saved(picture_of(64, 64), "WEBP")
    assert split(picture + picture) == [picture, picture]
    for answer in (b"", b"GIF89a", picture[:-1], picture + b"x", picture + picture[:40]):
        assert split(answer) == []
    assert split(b"RIFF\xff\xff\xff\xffWEBP" + picture) == []
