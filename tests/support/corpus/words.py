"""Word documents: zip archives (ECMA-376) and OLE containers (MS-CFB, MS-DOC)."""

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

MEGABYTE = 1024 * 1024

_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="%b"/></Types>'
)
_RELATIONSHIPS = (
    b'<?xml version="1.0"?><Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%b</Relationships>'
)
_OFFICE_DOCUMENT = (
    b'<Relationship Id="rId1" Target="word/document.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
)

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


def docx(
    body: bytes = b"<w:r><w:t>Bonjour</w:t></w:r>",
    parts: Mapping[str, bytes] | None = None,
    *,
    only: bool = False,
    strict: bool = False,
    prolog: bytes = b"",
    root: bytes = b"document",
    main_type: bytes = _MAIN_TYPE,
    relationships: bytes = b"",
) -> bytes:
    """A document that says "Bonjour", with further ``parts`` (``only`` those if asked)."""
    space = _STRICT if strict else _TRANSITIONAL
    main = (
        b'<?xml version="1.0" encoding="UTF-8"?>%b<w:%b xmlns:w="%b"><w:body><w:p>%b</w:p></w:body>'
        b"</w:%b>" % (prolog, root, space, body, root)
    )
    whole = {
        "[Content_Types].xml": _TYPES % main_type,
        "_rels/.rels": _RELATIONSHIPS % _OFFICE_DOCUMENT,
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _RELATIONSHIPS % relationships,
    }
    return _zipped({**({} if only else whole), **(parts or {})})


def external(kind: str, target: str) -> bytes:
    """A relationship of that kind with something outside, for ``docx(relationships=...)``."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<Relationship Id="r{kind}" Type="{space}/{kind}" Target="{target}" TargetMode="External"/>'
    ).encode()


def docx_with_macros() -> bytes:
    """A DOCM in all but its name."""
    return docx(parts={"word/vbaProject.bin": b"x"}, main_type=_MACRO_TYPE)


def package(name: str, data: bytes = b"x") -> bytes:
    """The content of a package stream: a file that a double click opens."""
    labels = name.encode() + b"\0" + b"C:\\" + name.encode() + b"\0"
    body = b"\x02\0" + labels + b"\0\0\x03\0" + struct.pack("<I", len(data)) + data
    return struct.pack("<I", len(body)) + body


def docx_bomb() -> bytes:
    """A document with a part of 60 MB of zeros: 60 KB."""
    return docx(parts={"word/media/image1.bmp": bytes(60 * MEGABYTE)})


def zip_bomb() -> bytes:
    """An archive of 16 parts of 2 MB, each a thousandth of that."""
    return _zipped({f"{number}.txt": bytes(2 * MEGABYTE) for number in range(16)})


def docx_with_one_name_twice() -> bytes:
    """Two main parts: one reader may show the first, another the second."""
    output = io.BytesIO(docx())
    with zipfile.ZipFile(output, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("word/document.xml", "<another/>")
    return output.getvalue()


def docx_with_broken_part() -> bytes:
    """A picture inside does not agree with its checksum."""
    data = bytearray(docx(parts={"word/media/image1.bin": b"picture" * 100}))
    data[data.index(b"word/media/image1.bin") + 25] ^= 0xFF
    return bytes(data)


def docx_with_zip_password() -> bytes:
    """An archive that says of each part that it is ciphered."""
    data = bytearray(docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


def docx_encrypted() -> bytes:
    """What Word saves for a DOCX with a password: an OLE container around the ciphered archive."""
    return ole({"EncryptionInfo": bytes(200), "EncryptedPackage": bytes(6000)})


def doc(
    more: Mapping[str, bytes] | None = None, *, encrypted: bool = False, table: bool = True
) -> bytes:
    """A Word 97 document: its header (FIB), a little text, its table stream."""
    flags = 0x0200 | (0x0100 if encrypted else 0)
    fib = struct.pack("<HHHHHH", 0xA5EC, 0x00C1, 0, 0x0C0C, 0, flags)
    streams = {"WordDocument": fib.ljust(1500, b"\0") + b"Bonjour".ljust(4000, b"\0")}
    if table:
        streams["1Table"] = bytes(4096)
    return ole({**streams, **(more or {})})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container with these streams in its root.

    Each stream is filled up to 4,096 bytes, below which it would belong in the small sectors.
    """
    filled = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    fat = [_FAT]
    directory_sectors = (len(filled) + 1 + 3) // 4
    fat += [*range(2, directory_sectors + 1), _END]
    entries, body = [_entry("Root Entry", 5, child=1 if filled else _NONE)], b""
    for number, (name, data) in enumerate(filled.items(), start=1):
        count = -(-len(data) // SECTOR)
        start = len(fat)
        fat += [*range(start + 1, start + count), _END]
        right = number + 1 if number < len(filled) else _NONE
        entries.append(_entry(name, 2, start=start, size=len(data), right=right))
        body += data.ljust(count * SECTOR, b"\0")
    assert len(fat) <= SECTOR // 4, "one sector of the table is enough for tests"
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return _header() + table + directory + body


def _header() -> bytes:
    """MS-CFB 2.2: version 3, sectors of 512 bytes, one sector of the table (0), directory at 1."""
    fixed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    fixed += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    fixed += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return fixed + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, start: int = 0, size: int = 0, right: int = _NONE, child: int = _NONE
) -> bytes:
    """MS-CFB 2.6: one of four entries in a sector of the directory; siblings form a chain."""
    text = name.encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text) + 2, kind, 1, _NONE, right, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()
