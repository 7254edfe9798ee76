"""What was written in dossiers, and how far it was read."""

from collections.abc import Iterator, Sequence

from capitune.core.datamap import (
    Author,
    Because,
    Files,
    Retention,
    content,
    describe,
    document,
    map_table,
    owned,
    technical,
    through,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.core.files.intake import is_file
from capitune.core.i18n import lazy_gettext as _
from capitune.dossiers.states import Scan


def _stored(row: Row) -> list[str]:
    return [str(row["storage_key"])]


def _behind(key: str) -> str | None:
    return key if is_file(key) else None


def _due(row: Row) -> list[str]:
    over = row["deleted_at"] is not None or row["scan"] in (Scan.INFECTED, Scan.ERROR)
    return [] if over else _stored(row)


def _sent(rows: Sequence[Row], _language: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["scan"] == Scan.CLEAN and row["deleted_at"] is None:
            name = f"{row['created_at']:%Y-%m-%d}-{str(row['id'])[-6:]}-{row['file_name']}"
            yield str(row["storage_key"]), f"messages/{name}"


describe("messages", _("The conversations of their dossiers"))
map_table(
    "messages",
    domain="messages",
    purpose="the conversation of a dossier",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("author_id",), Because.OTHERS_RECORDS, words=("body",)),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was written"),
        "dossier_id": technical("of which dossier", exported=True),
        "author_id": technical("who wrote it", exported=True),
        "client_id": technical("makes sending twice once"),
        "body": content("what was written"),
        "reply_expected": content("whether its author waits for an answer"),
        "answered_at": usage("when it was answered"),
        "withdrawn_at": usage("when its author took it back"),
    },
)
map_table(
    "message_files",
    domain="messages",
    purpose="files sent with messages",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("author_id",), Because.OTHERS_RECORDS),
    files=Files(_stored, "storage_key", _behind, _due, _due, _sent),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was sent"),
        "dossier_id": technical("in which dossier", exported=True),
        "message_id": technical("with which message", exported=True),
        "author_id": technical("who sent it", exported=True),
        "scan": document("what the virus scanner said"),
        "storage_key": technical("where the file is kept"),
        "file_name": document("its name"),
        "mime_type": document("its format"),
        "size": document("its size in bytes"),
        "pages": document("how many pages"),
        "sha256": document("its fingerprint"),
        "deleted_at": document("when it went with its message"),
    },
)
map_table(
    "message_seen",
    domain="technical",
    purpose="how far a conversation was read",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "dossier_id": technical("of which dossier"),
        "user_id": technical("who reads"),
        "message_id": technical("the last message they saw"),
        "seen_at": usage("when", exported=False),
    },
)
describe("replies", _("The texts they keep to begin messages with"))
map_table(
    "canned_replies",
    domain="replies",
    purpose="texts a professional begins messages with",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was written"),
        "user_id": technical("whose it is"),
        "title": content("what its owner calls it"),
        "body": content("what it says"),
    },
)
