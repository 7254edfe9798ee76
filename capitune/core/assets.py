"""Addresses of static files that may be cached for ever, because they change with the content."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Flask

PREFIX = "/static"
SHORT = 12


def versioned(root: Path, path: str) -> str:
    """The address of ``path`` under ``root``, with a version made of its content.

    Files under ``vendor/`` carry their version in their folder's name and stay as they are: style
    sheets name them too, and one file must have one address. Raises ``FileNotFoundError``.
    """
    content = (root / path).read_bytes()
    if path.startswith("vendor/"):
        return f"{PREFIX}/{path}"
    return f"{PREFIX}/{path}?v={hashlib.sha256(content).hexdigest()[:SHORT]}"


def asset_urls(root: Path, *, watch: bool = False) -> Callable[[str], str]:
    """A function from a path to its address; each file is read once, or at every call with ``watch``."""
    known: dict[str, str] = {}

    def asset(path: str) -> str:
        url = None if watch else known.get(path)
        if url is None:
            url = known[path] = versioned(root, path)
        return url

    return asset


def init_app(app: Flask) -> None:
    """Give templates ``asset(path)``. In debug mode an edited file gets its new address at once."""
    root = Path(app.root_path).parent / "static"
    app.jinja_env.globals["asset"] = asset_urls(root, watch=app.debug)
