"""Copies of one's data, and accounts that are deleted."""

from capitune.accounts.states import ExportStatus
from capitune.core.clock import now
from capitune.core.datamap import (
    Because,
    Column,
    Files,
    Kept,
    Retention,
    describe,
    document,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.core.i18n import lazy_gettext as _

REGISTER = Kept(Because.REGISTER)


def _stored(row: Row) -> list[str]:
    return [str(row["storage_key"])]


def _behind(key: str) -> str | None:
    return key if key.startswith("exports/") else None


def _due(row: Row) -> list[str]:
    lasts = row["expires_at"] is not None and row["expires_at"] > now()
    return _stored(row) if row["status"] is ExportStatus.READY and lasts else []


def _may(row: Row) -> list[str]:
    return [] if row["status"] is ExportStatus.EXPIRED else _stored(row)


def _kept(purpose: str) -> Column:
    return technical(purpose, erased=REGISTER)


describe("copies", _("The copies of your data that you asked for"))
map_table(
    "exports",
    domain="copies",
    purpose="the copies of their data that a person asked for",
    retention=Retention.WEEK,
    rows=owned(),
    files=Files(_stored, "storage_key", _behind, _due, _may),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was asked for"),
        "status": usage("how far it is"),
        "storage_key": technical("where the archive is kept"),
        "size": document("its size in bytes", exported=False),
        "ready_at": usage("when it was ready"),
        "expires_at": usage("until when it is kept"),
    },
)
map_table(
    "departures",
    domain="technical",
    purpose="when an account was erased, so that a restored backup forgets it too",
    retention=Retention.ALWAYS,
    rows=owned(),
    columns={
        "id": _kept("key"),
        "user_id": _kept("which account"),
        "created_at": _kept("when it was asked for"),
        "erases_at": _kept("from when there is no way back"),
        "came_back_at": _kept("when its owner came back"),
        "begun_at": _kept("when erasing began"),
        "erased_at": _kept("when nothing was left"),
    },
)
