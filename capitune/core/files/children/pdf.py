"""Opens PDF."""

import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from capitune.core.files.children.pdf_active import refuse_attachments, refuse_tokens, refuse_xfa
from capitune.core.files.children.sandbox import Request, judging, serve
from capitune.core.files.facts import FileRefused, RefusalCode

END_BYTES = 1024

_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
_NOT_ENCRYPTED = -1


def judge(request: Request) -> dict[str, int | None]:
    """The number of pages of a PDF that opens whole, without password and without programs."""
    data = Path(request["path"]).read_bytes()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = RefusalCode.ENCRYPTED if error.err_code in _LOCKED else RefusalCode.DAMAGED
        raise FileRefused(code, str(error)) from error
    with document:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) != _NOT_ENCRYPTED:
            raise FileRefused(RefusalCode.ENCRYPTED, "opens without password, but locked")
        pages = _load_pages(document, data, request["limits"]["max_pages"])
        refuse_tokens(data)
        refuse_tokens(_rewritten(document))
        refuse_xfa(document)
        refuse_attachments(document)
    return {"pages": pages, "width": None, "height": None}


def _load_pages(document: pypdfium2.PdfDocument, data: bytes, max_pages: int) -> int:
    """Load every page: pdfium repairs much, also what was cut off, so the end is looked at too."""
    if b"%%EOF" not in data.rstrip(b"\0\t\n\f\r ")[-END_BYTES:]:
        raise FileRefused(RefusalCode.DAMAGED, "the end is missing")
    pages = len(document)
    if pages == 0:
        raise FileRefused(RefusalCode.DAMAGED, "no page")
    if pages > max_pages:
        raise FileRefused(RefusalCode.BOMB, "too many pages")
    for number in range(pages):
        document[number].close()
    return pages


def _rewritten(document: pypdfium2.PdfDocument) -> bytes:
    """The same document as pdfium writes it: no object hidden in a compressed stream, names plain."""
    copy = io.BytesIO()
    document.save(copy)
    return copy.getvalue()


if __name__ == "__main__":
    serve(judging(judge))
