"""Pages of a stored file as pictures: drawn once, kept beside the file under a key of their own."""

import io
import shutil
import tempfile
from pathlib import Path

from capitune.core.errors import NotFound
from capitune.core.files.render import RenderFailed, render_page
from capitune.core.storage import StorageMissing, current_storage
from capitune.dossiers.models import Document
from capitune.dossiers.previewkeys import preview_key

WIDTH = 1600
WEBP = "image/webp"


def page_image(document: Document, number: int) -> bytes:
    """Page ``number`` (from 1) as WEBP, 1600 pixels wide. Slow the first time.

    Raises ``NotFound`` for a page that is not there or cannot be drawn (a Word document).
    """
    if not 1 <= number <= (document.pages or 1):
        raise NotFound
    key = preview_key(document.storage_key, number)
    storage = current_storage()
    try:
        with storage.open(key) as kept:
            return kept.read()
    except StorageMissing:
        drawn = _draw(document, number)
    storage.put(key, io.BytesIO(drawn), content_type=WEBP)
    return drawn


def _draw(document: Document, number: int) -> bytes:
    with tempfile.NamedTemporaryFile(prefix="preview-") as temporary:
        try:
            with current_storage().open(document.storage_key) as source:
                shutil.copyfileobj(source, temporary)
            temporary.flush()
            return render_page(Path(temporary.name), document.mime_type, number, WIDTH)
        except (StorageMissing, RenderFailed) as error:
            raise NotFound from error
