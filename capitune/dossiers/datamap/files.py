"""The files of dossiers, and the decisions on them."""

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
    technical,
    through,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.core.files.previewkeys import file_behind, preview_keys
from capitune.core.i18n import lazy_gettext as _
from capitune.dossiers.previewkeys import mark_keys, review_behind
from capitune.dossiers.queries.requirements import names_of
from capitune.dossiers.states import Scan

UNKEPT = frozenset({Scan.INFECTED, Scan.ERROR, Scan.WITHDRAWN})


def _stored(row: Row) -> list[str]:
    key = str(row["storage_key"])
    return [key, *preview_keys(key, row["pages"])]


def _is_over(row: Row) -> bool:
    return row["deleted_at"] is not None or row["scan"] in UNKEPT


def _may(row: Row) -> list[str]:
    return [] if _is_over(row) else _stored(row)


def _due(row: Row) -> list[str]:
    # Pictures are drawn when somebody looks.
    return [] if _is_over(row) else [str(row["storage_key"])]


def _marked(row: Row) -> list[str]:
    return mark_keys(row["id"], len(row["marks"]))


def _sent(rows: Sequence[Row], language: str) -> Iterator[tuple[str, str]]:
    """Every version that was found clean, under the number of its dossier and the name of what was asked."""
    named = names_of([row["requirement_id"] for row in rows])
    for row in rows:
        if row["scan"] == Scan.CLEAN and row["deleted_at"] is None:
            number, labels = named[row["requirement_id"]]
            label = labels.get(language) or labels["fr"]
            version = f"{row['position']}-{row['kind']}-{row['number']}-{row['file_name']}"
            yield str(row["storage_key"]), f"{number}/{label}/{version}"


describe("documents", _("The files you sent, every version"))
describe("decisions", _("What professionals decided about your documents"))
map_table(
    "documents",
    domain="documents",
    purpose="the files that a candidate sent, every version",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("uploaded_by_id",), Because.OTHERS_RECORDS),
    files=Files(_stored, "storage_key", file_behind, _due, _may, _sent),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was sent"),
        "dossier_id": technical("of which dossier", exported=True),
        "requirement_id": technical("for which requirement", exported=True),
        "uploaded_by_id": technical("who sent it"),
        "file_id": technical("of which file it is a version or a translation", exported=True),
        "position": document("the place of that file"),
        "kind": document("original or translation"),
        "number": document("which version"),
        "status": document("how far it is"),
        "version": technical("two people may decide at once"),
        "scan": document("what the virus scanner said"),
        "preview": technical("whether its pages can be shown"),
        "storage_key": technical("where the file is kept"),
        "file_name": document("its name"),
        "mime_type": document("its format"),
        "size": document("its size in bytes"),
        "pages": document("how many pages"),
        "sha256": document("its fingerprint"),
        "issued_on": document("when it was issued"),
        "expires_on": document("until when it is valid"),
        "needs_translation": document("whether it needs a translation"),
        "duplicate_of_id": technical("the same file, sent before"),
        "source_id": technical("the version of another dossier that serves here", exported=True),
        "withdrawn_at": document("when that was taken back"),
        "superseded_at": document("when a newer version came"),
        "deleted_at": document("when it was taken back"),
    },
)
map_table(
    "reviews",
    domain="decisions",
    purpose="what professionals decided about documents",
    retention=Retention.ACCOUNT,
    rows=through("document_id", "documents"),
    author=Author(("reviewer_id", "ended_by_id"), Because.OTHERS_RECORDS, words=("comment",)),
    files=Files(_marked, "id", review_behind, lambda _row: [], _marked),
    columns={
        "id": technical("key"),
        "created_at": usage("when"),
        "document_id": technical("about which document", exported=True),
        "reviewer_id": technical("who decided", exported=True),
        "decision": content("validated or to correct"),
        "reasons": content("why"),
        "comment": content("what was said to the candidate"),
        "marks": content("which places on the pages, and what is wrong there"),
        "ended_at": content("since when it stands no longer"),
        "ended_by_id": technical("who ended it", exported=True),
        "ending": content("overturned or withdrawn"),
    },
)
