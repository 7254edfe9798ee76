"""What people were told in the product."""

from capitune.core.datamap import Retention, content, map_table, owned, technical, usage

map_table(
    "notifications",
    domain="notifications",
    purpose="what a person was told in the product",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("who is told"),
        "created_at": usage("when"),
        "kind": usage("about what"),
        "key": technical("makes telling twice once"),
        "facts": content("ids, codes and public titles that the words are made of"),
        "url": technical("where it leads"),
        "read_at": usage("when it was read"),
    },
)
