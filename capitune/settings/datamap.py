"""Switches of the service: about no person, but for who turned them."""

from capitune.core.datamap import Author, Because, Retention, map_table, nothing

map_table(
    "switches",
    domain="technical",
    purpose="what an admin allows on the service",
    retention=Retention.ALWAYS,
    author=Author(("turned_by_id",), Because.OTHERS_RECORDS),
    columns={
        "name": nothing("which switch"),
        "is_on": nothing("how it stands"),
        "version": nothing("optimistic lock"),
        "turned_at": nothing("since when"),
        "turned_by_id": nothing("by whom of the team"),
    },
)
