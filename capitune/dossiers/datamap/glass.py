"""When one of the team looked into a dossier: in the copy of whoever's it is, and it goes with the dossier."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    content,
    describe,
    map_table,
    technical,
    through,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("glass", _("When our team looked into your dossier, and why"))
map_table(
    "glass_grants",
    domain="glass",
    purpose="when one of the team looked into a dossier, and why",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("admin_id",), Because.OTHERS_RECORDS, words=("reason",)),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was opened"),
        "dossier_id": technical("which dossier", exported=True),
        "admin_id": technical("who opened it"),
        "reason": content("why"),
        "until": usage("until when it could be read"),
        "ended_at": usage("when it was closed before that"),
    },
)
