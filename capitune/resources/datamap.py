"""Resources are words of the team; what somebody did of a course is theirs."""

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
    "resources",
    domain="technical",
    purpose="guides, courses and checklists of the team",
    retention=Retention.ALWAYS,
    author=Author(("owner_id",), Because.OTHERS_RECORDS),
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was written"),
        "kind": nothing("what it is"),
        "status": nothing("who may read it"),
        "owner_id": nothing("who of the team answers for it"),
        "texts": nothing("what it says"),
        "lessons": nothing("the same, as pages show it"),
        "render_version": nothing("of which making that is"),
        "minutes": nothing("how long one reads"),
        "template": nothing("which template of the catalogue it prints"),
        "source_name": nothing("its source"),
        "source_url": nothing("where that is"),
        "valid_on": nothing("when it was last held against it"),
        "review_on": nothing("when it is to be held again"),
        "place": nothing("where it stands in the library"),
        "published_at": nothing("since when everybody may read it"),
        "version": nothing("optimistic lock"),
        "updated_at": nothing("when it was changed"),
        "search": nothing("its words, to find it"),
    },
)
map_table(
    "resource_lessons_done",
    domain="inside",
    purpose="how far they have come in the courses",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "user_id": technical("who"),
        "resource_id": technical("of which course", exported=True),
        "lesson": usage("which lesson"),
        "done_at": usage("when"),
    },
)
