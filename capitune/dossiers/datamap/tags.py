"""How professionals order their own clients: theirs alone."""

from capitune.core.datamap import Retention, content, describe, map_table, owned, technical, usage
from capitune.core.i18n import lazy_gettext as _

describe("tags", _("The tags by which they order their clients"))
map_table(
    "dossier_tags",
    domain="tags",
    purpose="words by which a professional orders their clients",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was kept"),
        "user_id": technical("whose it is"),
        "name": content("what it says"),
        "folded": technical("the same, without capitals and accents"),
        "tint": technical("its colour"),
    },
)
map_table(
    "dossier_taggings",
    domain="tags",
    purpose="which of their clients' dossiers bear which tag",
    retention=Retention.ACCOUNT,
    rows=owned("professional_id"),
    columns={
        "professional_id": technical("whose it is"),
        "dossier_id": technical("which dossier", exported=True),
        "tag_id": technical("which tag", exported=True),
    },
)
describe("views", _("What they look for again and again among their clients"))
map_table(
    "saved_views",
    domain="views",
    purpose="filters that a professional keeps under a name",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was kept"),
        "user_id": technical("whose it is"),
        "name": content("what its owner calls it"),
        "folded": technical("the same, without capitals and accents"),
        "is_list": content("whether it opens as a list"),
        "chosen": content("what it looks for"),
    },
)
