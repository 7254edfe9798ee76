"""What is kept of the address under which a calendar reads somebody's deadlines."""

from capitune.core.datamap import (
    Retention,
    describe,
    map_table,
    owned,
    secret,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("calendar", _("Your deadlines in your own calendar: when you made the address"))
map_table(
    "calendar_feeds",
    domain="calendar",
    purpose="the private address under which a person's own calendar reads their deadlines",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was made"),
        "user_id": technical("whose deadlines"),
        "secret_hash": secret("the hash of the secret in the address"),
        "last_read_on": usage("on which day a calendar last read it"),
    },
)
