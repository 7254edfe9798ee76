"""Opens DOCX (ECMA-376): a zip archive of XML parts."""

import zipfile

from capitune.core.files.children.docx_active import refuse_active_parts
from capitune.core.files.children.docx_xml import ContentTypes, MainPart, Relationships, read_xml
from capitune.core.files.children.sandbox import Request, judging, serve
from capitune.core.files.facts import FileRefused, RefusalCode

MAX_PARTS = 5000
SMALL_BYTES = 20 * 1024 * 1024
MAX_RATIO = 100
CHUNK = 256 * 1024

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


def judge(request: Request) -> dict[str, int | None]:
    """That it is a Word document without password and macros, each of its parts readable."""
    with zipfile.ZipFile(request["path"]) as archive:
        parts = archive.infolist()
        _refuse_bomb(parts, request["limits"]["max_unpacked_bytes"])
        names = {part.filename for part in parts}
        if not {"[Content_Types].xml", "_rels/.rels"} <= names:
            raise FileRefused(RefusalCode.UNSUPPORTED, "an archive, but not of Office")
        if len(names) != len(parts):
            raise FileRefused(RefusalCode.DAMAGED, "two parts of one name")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise FileRefused(RefusalCode.ENCRYPTED, "encrypted parts")
        _read_all(archive, parts)
        if read_xml(archive, "[Content_Types].xml", ContentTypes()).has_macros:
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "macros by content type")
        main_part = read_xml(archive, "_rels/.rels", Relationships()).main_part
        if main_part not in names:
            raise FileRefused(RefusalCode.DAMAGED, "its main part is missing")
        read_xml(archive, main_part, MainPart())
        refuse_active_parts(archive, names)
    return {"pages": None, "width": None, "height": None}


def _refuse_bomb(parts: list[zipfile.ZipInfo], most: int) -> None:
    """By what the directory declares; ``_read_all`` holds the parts to it."""
    if len(parts) > MAX_PARTS:
        raise FileRefused(RefusalCode.BOMB, "too many parts")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > most:
        raise FileRefused(RefusalCode.BOMB, f"{unpacked} bytes unpacked")
    if unpacked > SMALL_BYTES and unpacked > MAX_RATIO * packed:
        raise FileRefused(RefusalCode.BOMB, f"{packed} bytes become {unpacked}")


def _read_all(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack every part: zipfile stops at the declared size, then compares the checksum."""
    for part in parts:
        if part.compress_type not in _METHODS:
            raise FileRefused(RefusalCode.DAMAGED, "packed by a method that Office does not use")
        size = 0
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
        if size != part.file_size:
            raise FileRefused(RefusalCode.DAMAGED, "a part is cut off")


if __name__ == "__main__":
    serve(judging(judge))
