"""The virus scanner: clamd, or in development a stand-in that says it is one."""

from typing import cast

from flask import Flask, current_app

from capitune.core.scanner.clamd import ClamdScanner
from capitune.core.scanner.eicar import EICAR
from capitune.core.scanner.interface import Outcome, Scanner, ScannerUnavailable, Verdict
from capitune.core.scanner.stand_in import StandInScanner

__all__ = [
    "EICAR",
    "ClamdScanner",
    "Outcome",
    "Scanner",
    "ScannerUnavailable",
    "StandInScanner",
    "Verdict",
    "current_scanner",
    "init_app",
]

EXTENSION = "capitune.scanner"


def init_app(app: Flask) -> None:
    """Bind clamd when ``CLAMAV_HOST`` is set, else the stand-in, which production never gets."""
    host = app.config.get("CLAMAV_HOST")
    if not host and app.config["CAPITUNE_ENV"] == "production":
        raise RuntimeError("CLAMAV_HOST is missing: files would go unscanned")
    app.extensions[EXTENSION] = ClamdScanner(host) if host else StandInScanner()


def current_scanner() -> Scanner:
    """The scanner of the running application."""
    return cast("Scanner", current_app.extensions[EXTENSION])
