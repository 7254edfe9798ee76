"""Places marked on a version as pictures, drawn of the page's own picture."""

import tempfile
import uuid
from collections.abc import Sequence

from capitune.core.errors import NotFound
from capitune.core.files.previews import Source, kept_or_drawn, page_picture
from capitune.core.files.render import RenderFailed, render_place
from capitune.dossiers.marks import Mark
from capitune.dossiers.previewkeys import mark_key

MARK_WIDTH = 720


def mark_picture(source: Source, review_id: uuid.UUID, marks: Sequence[Mark], number: int) -> bytes:
    """What is around the marked place ``number`` (from 1) of a decision, as WEBP. Slow the first time.

    Raises ``NotFound`` as ``page_picture``, and for a place that is not there.
    """
    if not 1 <= number <= len(marks):
        raise NotFound
    mark = marks[number - 1]
    return kept_or_drawn(
        mark_key(review_id, number), lambda: _place(page_picture(source, mark.page), mark)
    )


def _place(page: bytes, mark: Mark) -> bytes:
    with tempfile.NamedTemporaryFile(prefix="mark-") as temporary:
        temporary.write(page)
        temporary.flush()
        try:
            return render_place(
                temporary.name, (mark.x, mark.y, mark.width, mark.height), MARK_WIDTH
            )
        except RenderFailed as error:
            raise NotFound from error
