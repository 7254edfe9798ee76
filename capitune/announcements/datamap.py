"""Announcements are words of the team; who put one aside is that person's."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    map_table,
    nothing,
    owned,
    technical,
    usage,
)

map_table(
    "announcements",
    domain="technical",
    purpose="what the team tells everybody for a while",
    retention=Retention.ALWAYS,
    author=Author(("author_id",), Because.OTHERS_RECORDS),
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was written"),
        "author_id": nothing("by whom of the team"),
        "tone": nothing("news or a warning"),
        "audience": nothing("for which roles"),
        "texts": nothing("what it says"),
        "starts_at": nothing("from when"),
        "ends_at": nothing("until when"),
        "withdrawn_at": nothing("when it was taken back"),
        "version": nothing("optimistic lock"),
        "updated_at": nothing("when it was changed"),
    },
)
map_table(
    "announcement_reads",
    domain="notifications",
    purpose="which announcements a person has put aside",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "user_id": technical("who"),
        "announcement_id": technical("which"),
        "read_at": usage("when"),
    },
)
