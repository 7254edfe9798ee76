"""Which Chromium the browser tests drive: the system's own when there is one."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """Path of a Chromium: ``CHROMIUM``, else one on PATH, else one that Playwright fetched."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return _fetched_by_playwright()


def _fetched_by_playwright() -> str | None:
    default = Path.home() / ".cache" / "ms-playwright"
    browsers = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    found = sorted(browsers.glob("chromium-*/chrome-linux*/chrome"))
    found += sorted(browsers.glob("chromium-*/chrome-mac*/*.app/Contents/MacOS/*"))
    return str(found[-1]) if found else None
