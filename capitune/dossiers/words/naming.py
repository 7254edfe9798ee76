"""Names as they are set: catalogue labels and titles with the typography of their language."""

import re

from capitune.core.i18n import current_language, label
from capitune.dossiers.queries.lines import Labels

BEFORE_SIGN = re.compile(r"(?<=\S) ?(?=[;:!?»](?:\s|$))")
NARROW = "\u202f"


def typeset(text: str) -> str:
    """Curly apostrophes, and in French a narrow space before the signs that take one."""
    curly = text.replace("'", "\u2019")
    return BEFORE_SIGN.sub(NARROW, curly) if current_language() == "fr" else curly


def named(labels: Labels | None) -> str:
    """The name of a thing of the catalogue, in the reader's language."""
    return typeset(label(labels))
