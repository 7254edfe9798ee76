"""Internal notes: their author's, in whose copy alone they are; they go with the dossier too."""

from capitune.core.datamap import (
    Retention,
    content,
    describe,
    map_table,
    owned,
    technical,
    through,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("notes", _("Their internal notes on dossiers"))
map_table(
    "notes",
    domain="notes",
    purpose="what professionals keep in mind about a dossier",
    retention=Retention.ACCOUNT,
    rows=owned("author_id"),
    traces=through("dossier_id", "dossiers"),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was written"),
        "dossier_id": technical("on which dossier", exported=True),
        "author_id": technical("who wrote it", exported=True),
        "body": content("what was written"),
        "remind_on": content("the day to be reminded on"),
        "edited_at": usage("when it was last changed"),
        "version": technical("two windows may change it at once"),
    },
)
