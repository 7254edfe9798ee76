"""Several files as one PDF that is light enough."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from capitune.core.files import packing
from capitune.core.files.packing import PackFailed, Part, pack
from tests.support import corpus

JPEG, PNG, PDF, WORD = "image/jpeg", "image/png", "application/pdf", "application/msword"
MOST = 4_000_000


def noisy(width: int, height: int, kind: str) -> bytes:
    """A picture that no encoder makes small."""
    output = io.BytesIO()
    noise = Image.effect_noise((width, height), 80).convert("RGB")
    noise.save(output, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return output.getvalue()


@pytest.fixture
def part(tmp_path: Path):  # type: ignore[no-untyped-def]
    def made(data: bytes, mime_type: str) -> Part:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        path.write_bytes(data)
        return Part(path, mime_type)

    return made


def scan(pages: int, width: int = 900, height: int = 1200) -> bytes:
    output = io.BytesIO()
    first, *rest = (Image.effect_noise((width, height), 80).convert("RGB") for _ in range(pages))
    first.save(output, "PDF", save_all=True, append_images=rest, quality=95)
    return output.getvalue()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(w), round(h)) for w, h in (page.get_size() for page in document)]


def test_files_are_joined_in_order(part) -> None:  # type: ignore[no-untyped-def]
    parts = [
        part(noisy(1500, 2000, "JPEG"), JPEG),
        part(corpus.pdf(), PDF),
        part(noisy(800, 400, "PNG"), PNG),
    ]
    pdf = pack(parts, MOST)
    assert len(pdf) < MOST
    assert sizes(pdf)[0] == (595, 793)
    assert sizes(pdf)[-1] == (842, 421)
    assert len(sizes(pdf)) == 3


def test_what_is_light_stays_as_it_is(part) -> None:  # type: ignore[no-untyped-def]
    assert len(pack([part(corpus.pdf(), PDF)], MOST)) < 20_000


def test_what_is_heavy_becomes_lighter(part) -> None:  # type: ignore[no-untyped-def]
    heavy = scan(2)
    most = len(heavy) // 2
    pdf = pack([part(heavy, PDF)], most)
    assert len(pdf) < most
    assert sizes(pdf) == [(595, 793)] * 2


def test_the_heaviest_page_is_named(part) -> None:  # type: ignore[no-untyped-def]
    parts = [part(corpus.pdf(), PDF), part(noisy(600, 800, "JPEG"), JPEG), part(scan(1), PDF)]
    with pytest.raises(PackFailed) as failure:
        pack(parts, 20_000)
    assert (failure.value.code, failure.value.part, failure.value.page) == ("too_heavy", 2, 1)


@pytest.mark.parametrize(
    ("data", "mime_type", "code"),
    [
        (b"%PDF-1.7 nonsense", PDF, "damaged"),
        (b"", PDF, "damaged"),
        (b"\xff\xd8\xff nonsense", JPEG, "damaged"),
        (b"", WORD, "word"),
    ],
)
def test_the_file_that_stands_in_the_way_is_named(  # type: ignore[no-untyped-def]
    part, data: bytes, mime_type: str, code: str
) -> None:
    with pytest.raises(PackFailed) as failure:
        pack([part(corpus.pdf(), PDF), part(data, mime_type)], MOST)
    assert (failure.value.code, failure.value.part) == (code, 1)


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"{}", b'{"code": "too_heavy", "part": 7, "page": 1}', b'{"code": 1, "part": 0}'],
)
def test_nothing_a_child_says_is_believed(answer: bytes) -> None:
    assert packing._failure(answer, 2).code == "exhausted"
