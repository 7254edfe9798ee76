"""Addresses of work that a professional shows: https only, and what one reads is where one goes."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from capitune.core.errors import Invalid

LONGEST_LINK = 300
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
PATH, QUERY = "/%:@!$&'()*+,;=~-._", "/?%:@!$&'()*+,;=~-._"


def https_link(value: str, field: str) -> str:
    """The address in ASCII, the host as browsers look it up, without fragment; ``https://`` is added.

    Raises ``Invalid`` about ``field`` (``bad_link``): another scheme, a user name or a port in it, an IP
    address or a host of one word, spaces and control characters, over 300 characters.
    """
    tidy = value.strip()
    if "://" not in tidy and not re.match(r"[\w+.-]+:", tidy) and not tidy.startswith("/"):
        tidy = f"https://{tidy}"
    if len(tidy) > LONGEST_LINK or not tidy.isprintable() or re.search(r"[\s\\]", tidy):
        raise Invalid.on(field, "bad_link")
    try:
        parts = urlsplit(tidy)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        is_plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError as error:  # UnicodeError is one
        raise Invalid.on(field, "bad_link") from error
    if not is_plain or not HOST.fullmatch(host) or len(host) > 253:
        raise Invalid.on(field, "bad_link")
    clean = ("https", host, quote(parts.path, safe=PATH), quote(parts.query, safe=QUERY), "")
    link = urlunsplit(clean)
    if len(link) > LONGEST_LINK:
        raise Invalid.on(field, "bad_link")
    return link


def host_of(link: str) -> str:
    """What is written for the link: the host it leads to, and its path."""
    parts = urlsplit(link)
    return f"{parts.hostname}{parts.path}".rstrip("/")
