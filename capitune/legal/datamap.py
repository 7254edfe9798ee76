"""Legal texts are words of the team; who agreed to which of them stands with their consents."""

from capitune.core.datamap import Author, Because, Retention, map_table, nothing

map_table(
    "legal_texts",
    domain="technical",
    purpose="the texts that bind, to which consents refer",
    retention=Retention.ALWAYS,
    author=Author(("author_id", "publisher_id"), Because.OTHERS_RECORDS),
    columns={
        "id": nothing("key"),
        "created_at": nothing("when the draft was begun"),
        "kind": nothing("terms or privacy"),
        "texts": nothing("what it says"),
        "label": nothing("what consents call it"),
        "effective_on": nothing("from which day it counts"),
        "author_id": nothing("who of the team wrote it last"),
        "published_at": nothing("when it was published"),
        "publisher_id": nothing("by whom of the team"),
        "version": nothing("optimistic lock"),
        "updated_at": nothing("when it was changed"),
    },
)
