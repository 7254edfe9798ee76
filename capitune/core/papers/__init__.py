"""Papers: PDF from a layout and what stands in it, made in a limited child process."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from capitune.core.files.process import ChildFailed, run_child

HEAD = b"%PDF-"


class PaperFailed(Exception):
    """The paper could not be made."""


def paper(layout: Path, content: Mapping[str, Any]) -> bytes:
    """The PDF of a Typst ``layout``, which reads ``content`` as data: no text in it is ever read as markup.

    Takes about half a second, nearly all of it to start the child; call it outside of a transaction. Raises
    ``PaperFailed``.
    """
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as file:
        # By a file: an argument of a program has a length.
        json.dump(dict(content), file, ensure_ascii=False)
        file.flush()
        try:
            made = run_child(
                "capitune.core.papers.child", {"layout": str(layout), "content": file.name}
            )
        except ChildFailed as failure:
            raise PaperFailed from failure
    if not made.startswith(HEAD):
        raise PaperFailed
    return made
