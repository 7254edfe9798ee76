"""PDFs written object by object (ISO 32000-1)."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable

from PIL import Image

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))


def pdf(
    pages: int = 1, text: str = "CAPITUNE", image: bytes | None = None, *, compressed: bool = False
) -> bytes:
    """Pages in A4 that say ``text``, over a JPEG that fills them if one is given.

    ``compressed`` puts the objects in an object stream, as most programs do since PDF 1.5.
    """
    objects = _pages(pages, text, image)
    return _with_object_stream(objects) if compressed else _plain(objects)


def pdf_form() -> bytes:
    """One page with a field whose content is a black square, 100 to 200 points from left and bottom."""
    objects = _pages(1, "form", None)
    objects[1] = objects[1].replace(b"/Pages", b"/AcroForm << /Fields [90 0 R] >> /Pages", 1)
    objects[100] = objects[100].replace(b"/Contents", b"/Annots [90 0 R] /Contents", 1)
    objects[90] = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /V (value) /F 4 "
        b"/Rect [100 100 200 200] /AP << /N 91 0 R >> >>"
    )
    objects[91] = _stream(
        b"0 0 0 rg 0 0 100 100 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 100 100]"
    )
    return _plain(objects)


def pdf_with_active_object(action: bytes) -> bytes:
    """One page; ``action`` (a dictionary) runs when the document is opened."""
    objects = _pages(1, "active", None)
    objects[1] = objects[1].replace(b"/Pages", b"/OpenAction 90 0 R /Pages", 1)
    return _plain({**objects, 90: action})


def pdf_with_hidden_script() -> bytes:
    """JavaScript that no search of the raw bytes finds: its object is compressed."""
    objects = _pages(1, "hidden", None)
    objects[1] = objects[1].replace(b"/Pages", b"/OpenAction 90 0 R /Pages", 1)
    objects[90] = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    data = _with_object_stream(objects)
    assert b"JavaScript" not in data
    return data


def pdf_with_old_script() -> bytes:
    """JavaScript in the first revision, replaced by a harmless action in the second."""
    data = pdf_with_active_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")
    first = data.rindex(b"startxref\n") + len(b"startxref\n")
    previous = int(data[first : data.index(b"\n", first)])
    place = len(data)
    data += b"90 0 obj\n<< /S /GoTo /D [100 0 R /Fit] >>\nendobj\n"
    start = len(data)
    data += b"xref\n90 1\n%010d 00000 n \n" % place
    data += b"trailer\n<< /Size 101 /Root 1 0 R /Prev %d >>\n" % previous
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % start


def pdf_with_xfa(packet: bytes) -> bytes:
    """One page with an XFA form, its packet compressed."""
    objects = _pages(1, "form", None)
    form = b"/AcroForm << /Fields [] /XFA [(template) 90 0 R] >> /Pages"
    objects[1] = objects[1].replace(b"/Pages", form, 1)
    objects[90] = _stream(zlib.compress(packet), b"/Filter /FlateDecode")
    return _plain(objects)


def pdf_with_attachment(name: str, data: bytes) -> bytes:
    """One page with an embedded file."""
    objects = _pages(1, "attached", None)
    names = b"/Names << /EmbeddedFiles << /Names [(file) 91 0 R] >> >> /Pages"
    objects[1] = objects[1].replace(b"/Pages", names, 1)
    objects[91] = b"<< /Type /Filespec /F (%b) /EF << /F 92 0 R >> >>" % name.encode()
    objects[92] = _stream(data, b"/Type /EmbeddedFile")
    return _plain(objects)


def pdf_with_zip() -> bytes:
    """A PDF that archivers open too."""
    archive = io.BytesIO(pdf())
    with zipfile.ZipFile(archive, "a") as appended:
        appended.writestr("inside.txt", "hello")
    return archive.getvalue() + b"\n%%EOF\n"


def pdf_bomb() -> bytes:
    """One page whose content is a gigabyte and a half, in a file of a megabyte and a half."""
    megabyte, deflater = b" " * 2**20, zlib.compressobj(9)
    first, again = (
        deflater.compress(megabyte) + deflater.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    objects = _pages(1, "", None)
    objects[4] = _stream(first + again * 1500 + deflater.flush(), b"/Filter /FlateDecode")
    return _plain(objects)


def pdf_encrypted(user_password: bytes, owner_password: bytes = b"owner") -> bytes:
    """One page under the standard handler, revision 2 (RC4, 40 bits; 7.6.3).

    Without a user password anyone opens it, and only printing or copying is locked.
    """
    owner_key = hashlib.md5(_padded(owner_password)).digest()[:5]  # noqa: S324 the standard's
    owner = _rc4(owner_key, _padded(user_password))
    permissions = (-64).to_bytes(4, "little", signed=True)
    secret = _padded(user_password) + owner + permissions + _ID
    key = hashlib.md5(secret).digest()[:5]  # noqa: S324 the standard's
    user = _rc4(key, _PAD)
    objects = _pages(1, "locked", None)
    objects[4] = _stream(_rc4(_object_key(key, 4), b"BT /F1 24 Tf (locked) Tj ET"))
    locks = b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -64 >>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )
    identity = _ID.hex().encode()
    return _plain({**objects, 93: locks}, b"/Encrypt 93 0 R /ID [<%b> <%b>]" % (identity, identity))


def _pages(count: int, text: str, image: bytes | None) -> dict[int, bytes]:
    """1 catalogue, 2 tree, 3 font, 4 text of all pages, 5 image, from 100 on the pages."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1")
    drawing = b"q 595 0 0 842 0 0 cm /Im1 Do Q " if image else b""
    kids = b" ".join(b"%d 0 R" % (100 + i) for i in range(count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: _stream(drawing + b"BT /F1 24 Tf 72 700 Td (%b) Tj ET" % escaped),
    }
    resources = b"/Font << /F1 3 0 R >>"
    if image:
        width, height = Image.open(io.BytesIO(image)).size
        objects[5] = _stream(
            image,
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
            b"/BitsPerComponent 8 /Filter /DCTDecode" % (width, height),
        )
        resources += b" /XObject << /Im1 5 0 R >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << %b >> >>" % resources
    )
    return objects | {100 + i: page for i in range(count)}


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def _plain(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """With a table of offsets, as before PDF 1.5."""
    data, offsets = _body(objects.items())
    size = max(objects) + 1
    start = len(data)
    data += b"xref\n0 %d\n" % size
    for number in range(size):
        offset = offsets.get(number)
        data += b"0000000000 65535 f \n" if offset is None else b"%010d 00000 n \n" % offset
    data += b"trailer\n<< /Size %d /Root 1 0 R %b >>\n" % (size, trailer)
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % start


def _with_object_stream(objects: dict[int, bytes]) -> bytes:
    """With all but the streams compressed in object 98, and the offsets in stream 99 (7.5.7, 7.5.8)."""
    inside = {n: text for n, text in objects.items() if b"stream" not in text}
    outside = [(n, text) for n, text in objects.items() if n not in inside]
    index, bodies = b"", b""
    for number, text in inside.items():
        index += b"%d %d " % (number, len(bodies))
        bodies += text + b" "
    packed = zlib.compress(index + bodies)
    head = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inside), len(index))
    data, offsets = _body([*outside, (98, _stream(packed, head))])
    rows = {number: (1, offset, 0) for number, offset in offsets.items()}
    rows |= {number: (2, 98, place) for place, number in enumerate(inside)}
    rows[99] = (1, len(data), 0)
    size = max(rows) + 1
    table = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in (rows.get(number, (0, 0, 65535)) for number in range(size))
    )
    entries = b"/Type /XRef /Size %d /Root 1 0 R /W [1 4 2] /Filter /FlateDecode" % size
    start = len(data)
    data += b"99 0 obj\n" + _stream(zlib.compress(table), entries) + b"\nendobj\n"
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % start


def _body(objects: Iterable[tuple[int, bytes]]) -> tuple[bytearray, dict[int, int]]:
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number, text in objects:
        offsets[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    return data, offsets


def _padded(password: bytes) -> bytes:
    return (password + _PAD)[:32]


def _object_key(key: bytes, number: int) -> bytes:
    salted = key + number.to_bytes(3, "little") + bytes(2)
    return hashlib.md5(salted).digest()[: len(key) + 5]  # noqa: S324 the standard's


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
