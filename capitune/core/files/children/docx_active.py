"""Looks for what could run in a DOCX."""

import io
import zipfile

import olefile

from capitune.core.files.children.docx_xml import Relationships, read_xml
from capitune.core.files.children.ole import refuse_packages
from capitune.core.files.children.suffixes import is_program
from capitune.core.files.facts import FileRefused, RefusalCode

_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")


def refuse_active_parts(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Raise on macros, ActiveX controls, embedded programs, and links that fetch a program.

    An embedded table or drawing is fine; of what is embedded as another container only the names
    are looked at, not the macros inside an embedded workbook of the old format.
    """
    for name in sorted(names):
        lower = name.lower()
        if lower.endswith(_MACROS) or "/activex/" in lower or is_program(lower.encode()):
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "macro, control or program")
        if lower.endswith(".rels") and read_xml(archive, name, Relationships()).fetches:
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "fetches from elsewhere")
        if "/embeddings/" in lower and lower.endswith(".bin"):
            _refuse_package(archive.read(name))


def _refuse_package(data: bytes) -> None:
    if olefile.isOleFile(data=data):
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            refuse_packages(ole)
