"""Files made by code, honest and hostile; each function returns the bytes of one.

    from tests.support import corpus
    client.post(url, data={"file": (io.BytesIO(corpus.pdf(pages=3)), "relevé.pdf")})

``HONEST`` maps a name to a file that must be accepted, with the type it is; ``HOSTILE`` maps a name to a
file that must be refused, with the code. Both are cheap to build but for ``too_large``, which is 51 MB
of memory: ``write_sparse`` makes it on the disk for nothing. ``NAMES`` are file names to be survived.
"""

from collections.abc import Callable

from tests.support.corpus.images import (
    heic,
    huge_png,
    jpeg,
    jpeg_with_comment,
    jpeg_with_zip,
    moving_webp,
    png,
    tiff,
    webp,
)
from tests.support.corpus.others import NAMES, too_large, write_sparse
from tests.support.corpus.pdfs import (
    pdf,
    pdf_bomb,
    pdf_encrypted,
    pdf_form,
    pdf_with_active_object,
    pdf_with_attachment,
    pdf_with_hidden_script,
    pdf_with_old_script,
    pdf_with_xfa,
    pdf_with_zip,
)
from tests.support.corpus.words import (
    doc,
    docx,
    docx_bomb,
    docx_encrypted,
    docx_with_broken_part,
    docx_with_macros,
    docx_with_one_name_twice,
    docx_with_zip_password,
    external,
    ole,
    package,
    zip_bomb,
)

__all__ = [
    "DOCX_TYPE",
    "HONEST",
    "HOSTILE",
    "NAMES",
    "doc",
    "docx",
    "docx_bomb",
    "docx_encrypted",
    "docx_with_broken_part",
    "docx_with_macros",
    "docx_with_one_name_twice",
    "docx_with_zip_password",
    "external",
    "heic",
    "huge_png",
    "jpeg",
    "jpeg_with_comment",
    "jpeg_with_zip",
    "moving_webp",
    "ole",
    "package",
    "pdf",
    "pdf_bomb",
    "pdf_encrypted",
    "pdf_form",
    "pdf_with_active_object",
    "pdf_with_attachment",
    "pdf_with_hidden_script",
    "pdf_with_old_script",
    "pdf_with_xfa",
    "pdf_with_zip",
    "png",
    "tiff",
    "too_large",
    "webp",
    "write_sparse",
    "zip_bomb",
]

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

HONEST: dict[str, tuple[Callable[[], bytes], str]] = {
    "one page": (pdf, "application/pdf"),
    "twelve pages": (lambda: pdf(pages=12), "application/pdf"),
    "pdf with a scanned page": (lambda: pdf(image=jpeg(600, 800)), "application/pdf"),
    "pdf of object streams": (lambda: pdf(compressed=True), "application/pdf"),
    "pdf that speaks of scripts": (
        lambda: pdf(text="I write HTML, /JavaScript and /JS (well); setup.exe"),
        "application/pdf",
    ),
    "filled form": (pdf_form, "application/pdf"),
    "form of another kind": (lambda: pdf_with_xfa(b"<template/>"), "application/pdf"),
    "pdf padded with zeros": (lambda: pdf() + bytes(4000), "application/pdf"),
    "pdf with an attached table": (
        lambda: pdf_with_attachment("comptes.csv", b"a;b\n1;2\n"),
        "application/pdf",
    ),
    "photo": (lambda: jpeg(800, 600), "image/jpeg"),
    "photo held upright": (lambda: jpeg(800, 600, orientation=6), "image/jpeg"),
    "grey photo": (lambda: jpeg(300, 200, mode="L"), "image/jpeg"),
    "photo for print": (lambda: jpeg(300, 200, mode="CMYK"), "image/jpeg"),
    "telephone photo": (heic, "image/heic"),
    "screenshot": (lambda: png(320, 640), "image/png"),
    "transparent picture": (lambda: png(64, 64, mode="RGBA"), "image/png"),
    "drawing of 256 colours": (lambda: png(64, 64, mode="P"), "image/png"),
    "moving web picture": (moving_webp, "image/webp"),
    "web picture": (lambda: webp(320, 240), "image/webp"),
    "fax": (lambda: tiff(3, mode="1", compression="group4"), "image/tiff"),
    "grey scan": (lambda: tiff(2, mode="L", compression="tiff_lzw"), "image/tiff"),
    "deep scan": (lambda: tiff(1, mode="I;16"), "image/tiff"),
    "word document": (docx, DOCX_TYPE),
    "strict word document": (lambda: docx(strict=True), DOCX_TYPE),
    "word document with links and a template of its owner": (
        lambda: docx(
            relationships=external("hyperlink", "https://example.com")
            + external("attachedTemplate", "file:///C:/Users/x/Normal.dotm")
        ),
        DOCX_TYPE,
    ),
    "word document with a drawing and a page": (
        lambda: docx(parts={"word/media/image1.svg": b"<svg/>", "word/chunk.htm": b"<html>"}),
        DOCX_TYPE,
    ),
    "word document with a photo packaged": (
        lambda: docx(parts={"word/embeddings/o.bin": ole({"\x01Ole10Native": package("a.jpg")})}),
        DOCX_TYPE,
    ),
    "old word document": (doc, "application/msword"),
    "old word document with a drawing": (
        lambda: doc(more={"\x01Ole10Native": b"\x40\0\0\0BM" + bytes(60)}),
        "application/msword",
    ),
}

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (bytes, "empty"),
    "one zero": (lambda: b"\0", "unsupported"),
    "zeros": (lambda: bytes(10_000), "unsupported"),
    "51 MB": (too_large, "too_large"),
    "text": (lambda: b"Bonjour\n" * 50, "unsupported"),
    "html": (lambda: b"<html><script>alert(1)</script></html>", "unsupported"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "unsupported"),
    "program of Windows": (lambda: b"MZ" + bytes(500), "unsupported"),
    "program of Linux": (lambda: b"\x7fELF" + bytes(500), "unsupported"),
    "shell script": (lambda: b"#!/bin/sh\nrm -rf /\n", "unsupported"),
    "gif": (lambda: b"GIF89a" + bytes(100), "unsupported"),
    "html before a pdf": (lambda: b"<html><script>1</script>\n" + pdf(), "unsupported"),
    "one byte before a pdf": (lambda: b"\n" + pdf(), "unsupported"),
    "signature of pdf alone": (lambda: b"%PDF-1.7\n", "damaged"),
    "signature of jpeg alone": (lambda: b"\xff\xd8\xff\xe0", "damaged"),
    "signature of png alone": (lambda: b"\x89PNG\r\n\x1a\n", "damaged"),
    "signature of zip alone": (lambda: b"PK\x03\x04", "damaged"),
    "signature of ole alone": (lambda: ole({})[:8], "damaged"),
    "signature of heic alone": (lambda: heic(64, 64)[:40], "damaged"),
    "script under a pdf signature": (
        lambda: b"%PDF-1.7\n<script>alert(1)</script>\n" + pdf()[9:],
        "active_content",
    ),
    "pdf cut in half": (lambda: _half(pdf(pages=12)), "damaged"),
    "pdf without its last bytes": (lambda: pdf()[:-8], "damaged"),
    "pdf with password": (lambda: pdf_encrypted(user_password=b"secret"), "encrypted"),
    "pdf locked by its owner": (lambda: pdf_encrypted(user_password=b""), "encrypted"),
    "pdf of 501 pages": (lambda: pdf(pages=501), "bomb"),
    "pdf of 20,000 pages": (lambda: pdf(pages=20_000), "bomb"),
    "pdf without pages": (lambda: pdf(pages=0), "damaged"),
    "pdf with JavaScript": (
        lambda: pdf_with_active_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "active_content",
    ),
    "pdf with JavaScript in escapes": (
        lambda: pdf_with_active_object(b"<< /S /J#61va#53cript /J#53 <6170702e> >>"),
        "active_content",
    ),
    "pdf with Launch": (
        lambda: pdf_with_active_object(b"<< /S /Launch /F (cmd) >>"),
        "active_content",
    ),
    "pdf that opens a program": (
        lambda: pdf_with_active_object(b"<< /S /GoToR /F (..\\\\s\\145tup.e\\170e) /D [0 /Fit] >>"),
        "active_content",
    ),
    "pdf with hidden JavaScript": (pdf_with_hidden_script, "active_content"),
    "pdf with JavaScript in an older revision": (pdf_with_old_script, "active_content"),
    "pdf with a script in its form": (
        lambda: pdf_with_xfa(b"<template><event><script>x()</script></event></template>"),
        "active_content",
    ),
    "pdf with a program attached": (
        lambda: pdf_with_attachment("facture.exe", b"x"),
        "active_content",
    ),
    "pdf with a program attached under another name": (
        lambda: pdf_with_attachment("facture.txt", b"MZ" + bytes(100)),
        "active_content",
    ),
    "pdf that is a zip": (pdf_with_zip, "unsupported"),
    "jpeg cut in half": (lambda: _half(jpeg(800, 600)), "damaged"),
    "png cut in half": (lambda: _half(png(320, 640)), "damaged"),
    "webp cut in half": (lambda: _half(webp(320, 240)), "damaged"),
    "tiff cut in half": (lambda: _half(tiff(3, mode="L", compression="tiff_lzw")), "damaged"),
    "heic cut in half": (lambda: _half(heic()), "damaged"),
    "png of 144 megapixels": (huge_png, "too_many_pixels"),
    "png of 10 gigapixels": (lambda: huge_png(100_000, 100_000), "too_many_pixels"),
    "jpeg that is a page": (
        lambda: jpeg_with_comment(b"<HTML><script>alert(1)</script>"),
        "active_content",
    ),
    "jpeg that is a pdf": (lambda: jpeg_with_comment(b"\n" + pdf()[:600]), "unsupported"),
    "jpeg that is a zip": (jpeg_with_zip, "unsupported"),
    "tiff of 501 pages": (lambda: tiff(501, size=(8, 8)), "bomb"),
    "zip": (lambda: docx(parts={"readme.txt": b"hello"}, only=True), "unsupported"),
    "zip bomb": (zip_bomb, "bomb"),
    "docx bomb": (docx_bomb, "bomb"),
    "docx cut in half": (lambda: _half(docx()), "damaged"),
    "docx with one name twice": (docx_with_one_name_twice, "damaged"),
    "docx with a broken part": (docx_with_broken_part, "damaged"),
    "docx with a password of zip": (docx_with_zip_password, "encrypted"),
    "docx with macros": (docx_with_macros, "active_content"),
    "docx with a control": (
        lambda: docx(parts={"word/activeX/activeX1.bin": b"x"}),
        "active_content",
    ),
    "docx with a program": (
        lambda: docx(parts={"word/embeddings/setup.exe": b"MZ"}),
        "active_content",
    ),
    "docx with a template from elsewhere": (
        lambda: docx(relationships=external("attachedTemplate", "https://x.test/t.dotm")),
        "active_content",
    ),
    "docx with an object from elsewhere": (
        lambda: docx(relationships=external("oleObject", "mhtml:http://x.test/a.html")),
        "active_content",
    ),
    "docx with a package": (
        lambda: docx(
            parts={"word/embeddings/oleObject1.bin": ole({"\x01Ole10Native": package("a.js")})}
        ),
        "active_content",
    ),
    "docx with a field that runs": (
        lambda: docx(body=b"<w:instrText>DDE</w:instrText><w:instrText>AUTO c</w:instrText>"),
        "active_content",
    ),
    "docx with entities": (
        lambda: docx(prolog=b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'),
        "damaged",
    ),
    "docx of another root": (lambda: docx(root=b"workbook"), "unsupported"),
    "docx with password": (docx_encrypted, "encrypted"),
    "doc with password": (lambda: doc(encrypted=True), "encrypted"),
    "doc with macros": (lambda: doc(more={"Macros": b"x"}), "active_content"),
    "doc with a package": (
        lambda: doc(more={"\x01Ole10Native": package("a.EXE")}),
        "active_content",
    ),
    "doc cut in half": (lambda: _half(doc()), "damaged"),
    "doc without its table": (lambda: doc(table=False), "damaged"),
    "ole of another program": (lambda: ole({"Workbook": bytes(5000)}), "unsupported"),
}


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]
