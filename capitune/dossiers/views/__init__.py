"""Pages of dossiers: for candidates, and for the professionals they have accepted."""

from capitune.dossiers.views import (
    assignments,
    comparing,
    documents,
    editing,
    exemptions,
    files,
    history,
    listing,
    offers,
    opening,
    parts,
    pictures,
    reading,
    sheet,
    steps,
    uploads,
    withdrawing,
)
from capitune.dossiers.views.blueprint import bp

__all__ = [
    "assignments",
    "bp",
    "comparing",
    "documents",
    "editing",
    "exemptions",
    "files",
    "history",
    "listing",
    "offers",
    "opening",
    "parts",
    "pictures",
    "reading",
    "sheet",
    "steps",
    "uploads",
    "withdrawing",
]
