"""What professionals declare about themselves."""

from capitune.core.datamap import Retention, identity, map_table, owned, technical, usage

map_table(
    "practices",
    domain="practice",
    purpose="the practice that a professional declares",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was declared"),
        "organization": identity("where they work"),
        "profession": identity("what they do"),
        "domain": identity("in which field"),
        "province": identity("where they work"),
    },
)
