"""Files on their way."""

from capitune.core.datamap import (
    Files,
    Retention,
    describe,
    document,
    map_table,
    technical,
    through,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.core.files.previewkeys import file_behind
from capitune.core.i18n import lazy_gettext as _


def _stored(row: Row) -> list[str]:
    """Nothing is due: it may still be in parts."""
    return [str(row["storage_key"])]


describe("uploads", _("Files that you began to send, for a day"))
map_table(
    "uploads",
    domain="uploads",
    purpose="files that a candidate began to send",
    retention=Retention.DAY,
    rows=through("requirement_id", "requirements"),
    files=Files(_stored, "storage_key", file_behind, lambda _row: [], _stored),
    columns={
        "id": technical("key"),
        "created_at": usage("when sending began"),
        "requirement_id": technical("for which requirement", exported=True),
        "kind": document("original or translation"),
        "file_id": technical("of which file it will be a version"),
        "is_new": technical("whether it is one file more"),
        "file_name": document("its name"),
        "size": document("its size in bytes"),
        "fingerprint": technical("knows the same file again when it is chosen once more"),
        "storage_key": technical("where the file will be kept"),
        "store_id": technical("the store's own name for what is under way"),
        "document_id": technical("the version that it became", exported=True),
    },
)
