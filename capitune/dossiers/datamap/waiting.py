"""What waits for whom: kept beside what it follows from."""

from capitune.core.datamap import Author, Because, Retention, map_table, technical, through

map_table(
    "review_waits",
    domain="documents",
    purpose="which version waits for which professional, until it is decided on",
    retention=Retention.LIFE,
    rows=through("document_id", "documents"),
    author=Author(("professional_id",), Because.OTHERS_RECORDS),
    columns={
        "professional_id": technical("who may decide"),
        "document_id": technical("about which version"),
        "dossier_id": technical("of which dossier"),
        "code": technical("its document type"),
        "role": technical("the role that decides"),
        "needs": technical("the licence that a decision needs"),
    },
)
