"""The directory's copy of what verified professionals show."""

from capitune.core.datamap import Retention, identity, map_table, owned, technical

map_table(
    "directory_entries",
    domain="directory",
    purpose="finds verified professionals; a copy of their account and practice",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "user_id": technical("whose it is"),
        "first_name": identity("their name, as shown", exported=False),
        "last_name": identity("their name, as shown", exported=False),
        "organization": identity("where they work, as shown", exported=False),
        "profession": identity("what they do, as shown", exported=False),
        "domain": identity("in which field, as shown", exported=False),
        "province": identity("where they work, as shown", exported=False),
        "scopes": technical("what their licence allows"),
        "languages": identity("the languages they work in, as shown", exported=False),
        "search": identity("the same words, to find them", exported=False),
        "licence_until": technical("until when their licence is good"),
        "place": technical("their place among the others, at random"),
        "dealt_on": technical("when that place was dealt"),
    },
)
