"""Reads the XML parts of a DOCX by events: no tree, no DTD, so no entity that multiplies."""

import re
import zipfile
from collections.abc import Mapping
from typing import Protocol, TypeVar
from xml.parsers import expat

from capitune.core.files.facts import FileRefused, RefusalCode

_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
MAX_INSTRUCTIONS = 1_000_000


class Reader(Protocol):
    """What is done with the elements of one part; names are ``namespace local``."""

    def element(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def text(self, text: str) -> None: ...
    def end(self) -> None: ...


AnyReader = TypeVar("AnyReader", bound=Reader)


def read_xml(archive: zipfile.ZipFile, part: str, reader: AnyReader) -> AnyReader:
    """Give the part to ``reader``, and the reader back; what is not XML raises ``ExpatError``."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.text
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    reader.end()
    return reader


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(RefusalCode.DAMAGED, "a document type, which Office never writes")


class ContentTypes:
    """The list of types: whether any part holds macros."""

    def __init__(self) -> None:
        self.has_macros = False

    def element(self, _name: str, attributes: Mapping[str, str]) -> None:
        if _MACRO_TYPE.search(attributes.get("ContentType", "")):
            self.has_macros = True

    def text(self, text: str) -> None:
        """There is none."""

    def end(self) -> None:
        """Nothing to conclude."""


class MainPart:
    """The text: its root is Word's, and no field of it starts another program (DDE)."""

    def __init__(self) -> None:
        self._root = ""
        self._in_instruction = False
        self._instructions: list[str] = []

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        self._root = self._root or name
        local = name.rpartition(" ")[2]
        self._in_instruction = local == "instrText"
        if local == "fldSimple":
            self._instructions += [v for n, v in attributes.items() if n.endswith(" instr")]

    def text(self, text: str) -> None:
        if self._in_instruction and len(self._instructions) < MAX_INSTRUCTIONS:
            self._instructions.append(text)

    def end(self) -> None:
        if self._root not in tuple(f"{space}document" for space in _WORD):
            raise FileRefused(RefusalCode.UNSUPPORTED, "an Office document, but not of Word")
        # Word joins an instruction from pieces, so it may be cut anywhere.
        if _DDE.search("".join(self._instructions)) or _DDE.search(" ".join(self._instructions)):
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "a DDE field")


class Relationships:
    """The links of a part: the main part, and whether any fetches something when it is opened."""

    def __init__(self) -> None:
        self.main_part = ""
        self.fetches = False

    def element(self, _name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            template = kind == "attachedTemplate" and target.lower().startswith("http")
            self.fetches |= template or kind in {"oleObject", "frame", "subDocument"}
        elif kind == "officeDocument":
            self.main_part = target.lstrip("/")

    def text(self, text: str) -> None:
        """There is none."""

    def end(self) -> None:
        """Nothing to conclude."""
