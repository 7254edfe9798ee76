"""How professionals order their own clients: theirs alone."""

from flask_babel import lazy_gettext as _

from capitune.core.datamap import Retention, content, describe, map_table, owned, technical, usage

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
