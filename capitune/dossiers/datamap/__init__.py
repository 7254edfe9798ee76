"""What is kept of dossiers. All of it goes with its candidate; what a professional did in it stays."""

from capitune.dossiers.datamap import (
    budget,
    catalogue,
    dossier,
    feeds,
    files,
    filings,
    glass,
    invitation,
    messages,
    notes,
    tags,
    uploads,
    waiting,
)

__all__ = [
    "budget",
    "catalogue",
    "dossier",
    "feeds",
    "files",
    "filings",
    "glass",
    "invitation",
    "messages",
    "notes",
    "tags",
    "uploads",
    "waiting",
]
