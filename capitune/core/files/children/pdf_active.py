"""Looks for what could run in a PDF."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

from capitune.core.files.children.pdf_tokens import names_and_file_names
from capitune.core.files.children.suffixes import is_program
from capitune.core.files.facts import FileRefused, RefusalCode

# Actions that run something, and their scripts; rich media are Flash, /OnInstantiate a 3D's script.
ACTIVE_NAMES = {b"JS", b"JavaScript", b"Launch", b"OnInstantiate", b"RichMedia"}

_PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
)
# A form may be sent to a page or an address; the reader asks before it goes there.
_WEB = (b"http:", b"https:", b"mailto:")
_XFA_SCRIPT = re.compile(rb"<(?:\w+:)?script\b|javascript", re.IGNORECASE)


def refuse_tokens(data: bytes) -> None:
    """Raise when an object of this PDF names an action that runs something, or a program's file.

    Called with the file as it came, which shows also what readers other than pdfium may take for
    valid (older revisions, objects that its table does not list), and with the copy that pdfium
    writes, which shows what was inside compressed object streams. Not seen: an object that pdfium
    does not find *and* that is compressed; the insides of other streams (fonts, pictures, embedded
    files beyond their first bytes).
    """
    for is_name, token in names_and_file_names(data):
        if is_name and token in ACTIVE_NAMES:
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, token.decode())
        if not is_name and is_program(token) and not token.startswith(_WEB):
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "names a program's file")


def refuse_xfa(document: pypdfium2.PdfDocument) -> None:
    """Raise when an XFA form carries scripts: they lie in streams, where no token shows them."""
    for number in range(max(0, pdfium.FPDF_GetXFAPacketCount(document))):
        size = ctypes.c_ulong()
        pdfium.FPDF_GetXFAPacketContent(document, number, None, 0, size)
        buffer = ctypes.create_string_buffer(size.value)
        pdfium.FPDF_GetXFAPacketContent(document, number, buffer, size.value, size)
        if _XFA_SCRIPT.search(buffer.raw):
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "script in an XFA form")


def refuse_attachments(document: pypdfium2.PdfDocument) -> None:
    """Raise when an embedded file is a program by its name or by its first bytes."""
    for number in range(document.count_attachments()):
        attachment = document.get_attachment(number)
        head = _first_bytes(attachment)
        name = attachment.get_name().encode("utf-8", "replace")
        if is_program(name) or head.startswith(_PROGRAM_HEADS):
            raise FileRefused(RefusalCode.ACTIVE_CONTENT, "embedded program")


def _first_bytes(attachment: pypdfium2.PdfAttachment) -> bytes:
    try:
        return bytes(attachment.get_data()[:8])
    except pypdfium2.PdfiumError:
        return b""  # named, but empty
