"""Accounts that the team closed for a while."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    describe,
    document,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("suspensions", _("When the team closed your account, and why"))
map_table(
    "suspensions",
    domain="suspensions",
    purpose="why an account was closed by the team, and until when",
    retention=Retention.ACCOUNT,
    rows=owned(),
    author=Author(("suspended_by", "lifted_by"), Because.OTHERS_RECORDS),
    columns={
        "id": technical("key"),
        "user_id": technical("whose account"),
        "created_at": usage("when"),
        "suspended_by": technical("by whom of the team"),
        "reason": usage("for what kind of reason"),
        "words": document("the reason in the words of the team"),
        "message": document("what the person was told"),
        "until": usage("until when"),
        "lifted_at": usage("when it was lifted"),
        "lifted_by": technical("by whom of the team"),
    },
)
