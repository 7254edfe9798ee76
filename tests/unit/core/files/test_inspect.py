import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from capitune.core.files import inspect as inspection
from capitune.core.files.inspect import FileFacts, FileRefused, Limits, RefusalCode, inspect
from capitune.core.files.process import run_child
from tests.support import corpus

Write = Callable[[bytes], Path]

LIMITS = Limits()
ROGUE = "tests.support.rogue_child"


def refusal(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(FileRefused) as caught:
        inspect(path, limits=limits)
    assert isinstance(caught.value.code, RefusalCode)
    return caught.value.code.value


@pytest.mark.parametrize(
    ("make", "mime_type"), [pytest.param(*case, id=name) for name, case in corpus.HONEST.items()]
)
def test_accepts(write: Write, make: Callable[[], bytes], mime_type: str) -> None:
    data = make()
    facts = inspect(write(data))
    assert facts.mime_type == mime_type
    assert facts.size == len(data)
    assert facts.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(*case, id=name) for name, case in corpus.HOSTILE.items()]
)
def test_refuses(write: Write, make: Callable[[], bytes], code: str) -> None:
    assert refusal(write(make())) == code


@pytest.mark.parametrize(
    ("data", "extension", "pages", "width", "height"),
    [
        (corpus.pdf(pages=12), "pdf", 12, None, None),
        (corpus.jpeg(800, 600), "jpg", 1, 800, 600),
        (corpus.jpeg(800, 600, orientation=6), "jpg", 1, 600, 800),
        (corpus.png(32, 64), "png", 1, 32, 64),
        (corpus.heic(320, 240), "heic", 1, 320, 240),
        (corpus.webp(32, 24), "webp", 1, 32, 24),
        (corpus.tiff(3, size=(20, 30)), "tiff", 3, 20, 30),
        (corpus.doc(), "doc", None, None, None),
        (corpus.docx(), "docx", None, None, None),
    ],
)
def test_tells_the_facts(
    write: Write,
    data: bytes,
    extension: str,
    pages: int | None,
    width: int | None,
    height: int | None,
) -> None:
    facts = inspect(write(data))
    found = (facts.extension, facts.pages, facts.width, facts.height)
    assert found == (extension, pages, width, height)


def test_the_locked_pdf_is_a_true_one(write: Write) -> None:
    path = write(corpus.pdf_encrypted(user_password=b"secret"))
    with pypdfium2.PdfDocument(path, password="secret") as document:
        assert len(document) == 1


def test_size_is_looked_at_before_anything_is_read(tmp_path: Path) -> None:
    assert refusal(corpus.write_sparse(tmp_path / "sparse.pdf")) == "too_large"


@pytest.mark.parametrize(
    ("data", "most", "one_less"),
    [
        (corpus.pdf(pages=3), Limits(max_pages=3), Limits(max_pages=2)),
        (corpus.tiff(3), Limits(max_pages=3), Limits(max_pages=2)),
        (corpus.png(20, 30), Limits(max_pixels=600), Limits(max_pixels=599)),
        (corpus.heic(320, 240), Limits(max_pixels=76_800), Limits(max_pixels=76_799)),
        (corpus.png(20, 30), None, None),
        (corpus.doc(), Limits(max_unpacked_bytes=9_596), Limits(max_unpacked_bytes=9_595)),
        (corpus.docx(), Limits(max_unpacked_bytes=872), Limits(max_unpacked_bytes=871)),
    ],
)
def test_limits_are_exact(
    write: Write, data: bytes, most: Limits | None, one_less: Limits | None
) -> None:
    path = write(data)
    inspect(path, limits=most or replace(LIMITS, max_bytes=len(data)))
    with pytest.raises(FileRefused):
        inspect(path, limits=one_less or replace(LIMITS, max_bytes=len(data) - 1))


@pytest.mark.parametrize(
    ("brands", "accepted"),
    [
        (b"heic\0\0\0\0mif1heic", True),
        (b"mif1\0\0\0\0mif1heic", True),
        (b"mif1\0\0\0\0mif1avif", False),
        (b"avif\0\0\0\0avifmif1", False),
        (b"isom\0\0\0\0isommp41", False),
        (b"qt  \0\0\0\0qt  heic", False),
    ],
)
def test_of_the_iso_containers_only_heic(write: Write, brands: bytes, accepted: bool) -> None:
    data = corpus.heic()
    end = int.from_bytes(data[:4], "big")
    box = (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands
    # The box keeps its length, so that the offsets in the file stay true.
    box = (end).to_bytes(4, "big") + box[4:].ljust(end - 4, b"\0")
    path = write(box + data[end:])
    if accepted:
        assert inspect(path).mime_type == "image/heic"
    else:
        assert refusal(path) == "unsupported"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ('{"pages": 3, "width": null, "height": null}', None),
        ("", "damaged"),
        ("nonsense", "damaged"),
        ("[1]", "damaged"),
        ("3", "damaged"),
        ('{"pages": 3}', "damaged"),
        ('{"pages": -1, "width": null, "height": null}', "damaged"),
        ('{"pages": "3", "width": null, "height": null}', "damaged"),
        ('{"pages": true, "width": null, "height": null}', "damaged"),
        ('{"pages": 1e9, "width": null, "height": null}', "damaged"),
        ('{"pages": 3, "width": 1, "height": 99999999}', "damaged"),
        ('{"refused": "encrypted"}', "encrypted"),
        ('{"refused": "accepted"}', "damaged"),
        ('{"refused": null}', "damaged"),
    ],
)
def test_the_childs_answer_is_not_trusted(
    write: Write, monkeypatch: pytest.MonkeyPatch, answer: str, code: str | None
) -> None:
    path = write(corpus.pdf())
    request = {"how": "answers", "answer": answer, "pid_path": str(path.parent / "pid")}
    monkeypatch.setattr(inspection, "run_child", lambda *_: run_child(ROGUE, request))
    if code is None:
        assert isinstance(inspect(path), FileFacts)
    else:
        assert refusal(path) == code
