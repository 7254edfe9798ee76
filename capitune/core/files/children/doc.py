"""Opens DOC, the Word documents of before 2007 (MS-DOC in an OLE container, MS-CFB)."""

import struct

import olefile

from capitune.core.files.children.ole import refuse_packages
from capitune.core.files.children.sandbox import Request, judging, serve
from capitune.core.files.facts import FileRefused, RefusalCode

WORD_97 = 0xA5EC
WORD_6 = {0xA5DC, 0xA697, 0xA698, 0xA699}  # and 95, western and eastern

_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur", "project"}


def judge(request: Request) -> dict[str, int | None]:
    """That it is a Word document without password and macros, each of its streams readable."""
    with olefile.OleFileIO(request["path"]) as ole:
        top = {path[0].lower() for path in ole.listdir(storages=True)}
        if {"encryptedpackage", "encryptioninfo"} & top:
            raise FileRefused(RefusalCode.ENCRYPTED, "an encrypted OOXML document")
        if "worddocument" not in top:
            raise FileRefused(RefusalCode.UNSUPPORTED, "an OLE container, but not of Word")
        _read_header(ole, top)
        parts = {part.lower() for path in ole.listdir(storages=True) for part in path}
        if parts & _MACROS:
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "macros")
        refuse_packages(ole)
        _read_all(ole, request["limits"]["max_unpacked_bytes"])
    return {"pages": None, "width": None, "height": None}


def _read_header(ole: olefile.OleFileIO, top: set[str]) -> None:
    """The FIB, at the beginning of the main stream (MS-DOC 2.5.2): version and flags."""
    with ole.openstream("WordDocument") as stream:
        fib = stream.read(32)
    if len(fib) < 32:
        raise FileRefused(RefusalCode.DAMAGED, "no header")
    identity, flags = struct.unpack("<H8xH", fib[:12])
    if identity != WORD_97 and identity not in WORD_6:
        raise FileRefused(RefusalCode.DAMAGED, "not the header of Word")
    if flags & _ENCRYPTED:
        raise FileRefused(RefusalCode.ENCRYPTED, "flag of the header")
    table = "1table" if flags & _TABLE_1 else "0table"
    if identity == WORD_97 and table not in top:
        raise FileRefused(RefusalCode.DAMAGED, "its table stream is missing")


def _read_all(ole: olefile.OleFileIO, most: int) -> None:
    """Read every stream to its declared end. Streams may share sectors, so the sum is bounded."""
    total = 0
    for path in ole.listdir():
        size = ole.get_size(path)
        total += size
        if total > most:
            raise FileRefused(RefusalCode.BOMB, "streams larger than the file")
        with ole.openstream(path) as stream:
            if len(stream.read()) != size:
                raise FileRefused(RefusalCode.DAMAGED, "a stream is cut off")


if __name__ == "__main__":
    serve(judging(judge))
