"""The ``Content-Disposition`` header, safe for any file name (RFC 6266, RFC 8187)."""

import unicodedata
from urllib.parse import quote

from capitune.core.storage.interface import Disposition


def content_disposition(file_name: str, disposition: Disposition) -> str:
    """The header's value: an ASCII name for old clients and the true one, percent-encoded.

    Nothing of ``file_name`` can end the quoted string or the header line.
    """
    if disposition not in ("attachment", "inline"):
        raise ValueError("a disposition is attachment or inline")
    folded = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    plain = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in folded).strip() or "file"
    return f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
