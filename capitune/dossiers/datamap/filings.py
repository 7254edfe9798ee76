"""What was prepared for submission."""

from capitune.core.clock import now
from capitune.core.datamap import (
    Author,
    Because,
    Files,
    Retention,
    document,
    map_table,
    technical,
    through,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.dossiers.states import FilingStatus


def _stored(row: Row) -> list[str]:
    return [str(row["storage_key"])]


def _behind(key: str) -> str | None:
    return key if key.startswith("filings/") else None


def _due(row: Row) -> list[str]:
    lasts = row["expires_at"] is not None and row["expires_at"] > now()
    return _stored(row) if row["status"] is FilingStatus.READY and lasts else []


def _may(row: Row) -> list[str]:
    over = row["status"] in (FilingStatus.EXPIRED, FilingStatus.FAILED)
    return [] if over else _stored(row)


map_table(
    "filings",
    domain="documents",
    purpose="the PDFs that were prepared for submission",
    retention=Retention.WEEK,
    rows=through("dossier_id", "dossiers"),
    author=Author(("asked_by_id",), Because.OTHERS_RECORDS),
    files=Files(_stored, "storage_key", _behind, _due, _may),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was asked for"),
        "dossier_id": technical("of which dossier"),
        "asked_by_id": technical("who asked"),
        "language": usage("the language of its names"),
        "status": usage("how far it is"),
        "storage_key": technical("where the archive is kept"),
        "size": document("its size in bytes", exported=False),
        "made": document("how many PDFs", exported=False),
        "left_out": document("what has no PDF, and why", exported=False),
        "ready_at": usage("when it was ready"),
        "expires_at": usage("until when it is kept"),
    },
)
