"""What professionals declare about themselves."""

from capitune.core.datamap import (
    Retention,
    content,
    describe,
    identity,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("practice", _("Your practice: where you work, in which profession and field"))
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
        "bio": content("how they introduce themselves"),
        "years": identity("how long they have practised"),
        "expertise": content("what they know best"),
        "languages": identity("the languages they work in"),
        "services": content("what they offer"),
        "portfolio": content("addresses of their work"),
    },
)
