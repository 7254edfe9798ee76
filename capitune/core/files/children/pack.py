"""Joins files into one PDF that weighs less than it may."""

import io
import json
import pathlib
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from capitune.core.files.children.image import FORMATS
from capitune.core.files.children.leaves import Leaf, PdfLeaves, PictureLeaves, Quality
from capitune.core.files.children.sandbox import Request, serve

CPU_SECONDS = 120
MOST_PAGES = 300
# More than that is not joined as it is: it would not become light by being joined.
MOST_AS_IS = 64 * 1024**2
STEPS = (
    Quality(200, 80),
    Quality(150, 70),
    Quality(120, 55),
    Quality(100, 40),
)


class Unpackable(Exception):
    """Why there is no PDF: a code, which file (from 0), which page of it (from 1)."""

    def __init__(self, code: str, part: int, page: int = 0) -> None:
        super().__init__(code)
        self.answer = {"code": code, "part": part, "page": page}


def pack(request: Request) -> bytes:
    """The PDF of ``parts`` in order, lighter than ``most`` bytes; else, as JSON, what stands in its way.

    Pages of PDFs stay as they are when that is light enough; else the heavy ones become pictures, in lower and
    lower quality.
    """
    try:
        return _packed(request)
    except Unpackable as reason:
        return json.dumps(reason.answer).encode()


def _packed(request: Request) -> bytes:
    most = request["most"]
    sources = [_opened(part, number) for number, part in enumerate(request["parts"])]
    leaves = [leaf for source in sources for leaf in source.leaves()]
    if len(leaves) > MOST_PAGES:
        raise Unpackable("too_many_pages", leaves[MOST_PAGES].part, leaves[MOST_PAGES].page)
    if sum(pathlib.Path(part["path"]).stat().st_size for part in request["parts"]) <= MOST_AS_IS:
        whole, _weights = _joined(leaves, None, most, None)
        if len(whole) < most:
            return whole
    # What a page may weigh when all weigh the same.
    fair = most // len(leaves)
    weights: list[int] = []
    for quality in STEPS:
        # All pages are weighed in the last step only, to name the heaviest; before, too much is too much.
        enough = None if quality is STEPS[-1] else most
        whole, weights = _joined(leaves, quality, fair, enough)
        if whole and len(whole) < most:
            return whole
    heaviest = max(zip(weights, leaves, strict=True), key=lambda pair: pair[0])[1]
    raise Unpackable("too_heavy", heaviest.part, heaviest.page)


def _opened(part: Request, number: int) -> PdfLeaves | PictureLeaves:
    try:
        if part["mime_type"] in FORMATS:
            return PictureLeaves(part, number)
        return PdfLeaves(part, number)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unpackable("encrypted" if locked else "damaged", number) from error
    except Exception as error:
        raise Unpackable("damaged", number) from error


def _joined(
    leaves: list[Leaf], quality: Quality | None, fair: int, enough: int | None
) -> tuple[bytes, list[int]]:
    """The PDF, and what each of its pages weighs; no PDF once pictures weigh more than ``enough``."""
    output = pypdfium2.PdfDocument.new()
    weights: list[int] = []
    try:
        # Pages taken over together share their fonts.
        for (_part, kept), group in groupby(
            leaves, lambda leaf: (leaf.part, leaf.is_kept(quality, fair))
        ):
            some = list(group)
            if kept:
                output.import_pages(some[0].document, [leaf.page - 1 for leaf in some])
                weights += [leaf.weight if quality else 0 for leaf in some]
                continue
            for leaf in some:
                weights.append(_draw(output, leaf, quality or STEPS[0]))
                if enough is not None and sum(weights) > enough:
                    return b"", weights
        whole = io.BytesIO()
        output.save(whole)
        return whole.getvalue(), weights
    finally:
        output.close()


def _draw(output: pypdfium2.PdfDocument, leaf: Leaf, quality: Quality) -> int:
    try:
        width, height, jpeg = leaf.drawn(quality)
    except Exception as error:
        raise Unpackable("damaged", leaf.part, leaf.page) from error
    page = output.new_page(width, height)
    picture = pypdfium2.PdfImage.new(output)
    picture.load_jpeg(io.BytesIO(jpeg), inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
    page.gen_content()
    page.close()
    return len(jpeg)


if __name__ == "__main__":
    serve(pack, CPU_SECONDS)
