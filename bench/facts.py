"""On what the figures were measured."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

PARTS = ("flask", "jinja2", "sqlalchemy", "psycopg", "gevent", "gunicorn", "orjson", "werkzeug")


def machine() -> dict[str, Any]:
    """Processors, memory, load and versions."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory_gb": round(memory / 1e9, 1),
        "load": [round(figure, 2) for figure in os.getloadavg()],
        "python": sys.version.split()[0],
        "parts": {name: version(name) for name in PARTS},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
