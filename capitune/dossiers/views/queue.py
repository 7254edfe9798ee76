"""Where a version stands among those of its dossier that wait for the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from capitune.dossiers.models import Document
from capitune.dossiers.queries import QueueLine


@dataclass(frozen=True, slots=True)
class Place:
    """``index`` from 1, 0 for a version that does not wait; addresses are empty where there is none."""

    index: int
    total: int
    previous_url: str = ""
    next_url: str = ""


def place_of(queue: Sequence[QueueLine], document: Document) -> Place:
    """Its place; the last is followed by the first."""
    lines = [line for line in queue if line.dossier_id == document.dossier_id]
    ids = [line.document_id for line in lines]
    if document.id not in ids:
        return Place(0, len(lines), next_url=address(lines[0]) if lines else "")
    at = ids.index(document.id)
    previous = address(lines[at - 1]) if at else ""
    others = lines[at + 1 :] + lines[:at]
    return Place(at + 1, len(lines), previous, address(others[0]) if others else "")


def address(line: QueueLine) -> str:
    """The page on which to decide."""
    return f"/dossiers/{line.dossier_id}/documents/{line.document_id}/review"
