"""Words to somebody one does not know yet: text only, no way out of the product."""

import re
import unicodedata

from capitune.accounts import typed
from capitune.core.errors import Invalid

ENDINGS = "com|ca|net|org|info|biz|fr|quebec|io|co|app|link|site|online|shop|xyz|eu|uk|us|ch|ly|gg|gl|gle|ru|cn"
# Endings that are words too (me, ma) count only before a path.
LINK = re.compile(
    rf"[a-z][a-z0-9+.-]*://|\bwww\.|\w@\w|\w\.(?:{ENDINGS})\b|\w\.[a-z]{{2,}}/", re.IGNORECASE
)
PHONE = re.compile(r"\+?\d(?:[ ().\-/]{0,3}\d){8,}")


def plain_words(value: str, field: str, *, most: int) -> str:
    """``value`` with its lines. Raises ``Invalid`` about ``field``: ``required``, ``too_long``, ``bad_text``,
    ``no_links`` (addresses of the web or of mail, however disguised by look-alike signs) or ``no_phones``.
    """
    text = typed.paragraphs(value, field, most=most)
    if not text:
        raise Invalid.on(field, "required")
    read = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    if LINK.search(read):
        raise Invalid.on(field, "no_links")
    if PHONE.search(read):
        raise Invalid.on(field, "no_phones")
    return text
