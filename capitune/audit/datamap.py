"""The trail: what was done, by whom, on what. It stays, with ids only."""

from capitune.core.datamap import (
    Because,
    Column,
    Kept,
    Replaced,
    Retention,
    content,
    describe,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("journal", _("The journal of what you did"))
STAYS = Kept(Because.TRAIL)


def _id(purpose: str) -> Column:
    return technical(purpose, erased=STAYS)


map_table(
    "audit_events",
    domain="journal",
    purpose="proves who opened or changed what, and when",
    retention=Retention.TRAIL,
    rows=owned("actor_id"),
    columns={
        "id": _id("key"),
        "created_at": _id("when it was written"),
        "at": usage("when", erased=STAYS),
        "act": usage("what was done", erased=STAYS),
        "actor_id": _id("who did it"),
        "actor_name": _id("which part of the machine did it; empty for people"),
        "actor_role": _id("in which role"),
        "door": usage("by a page, a program or the machine", erased=STAYS),
        "subject_type": usage("on what kind of thing", erased=STAYS),
        "subject_id": _id("on what"),
        "context_id": _id("in whose journal it appears"),
        "data": content("ids and codes of what changed", exported=False, erased=STAYS),
        "address": usage("from which address", erased=Replaced(None)),
        "request_id": _id("which request"),
    },
)

map_table(
    "audit_links",
    domain="journal",
    purpose="proves that no line of a journal was altered, removed or put in",
    retention=Retention.TRAIL,
    columns={
        "context_id": technical("whose journal", erased=STAYS),
        "number": technical("which line", erased=STAYS),
        "event_id": technical("of which act", erased=STAYS),
        "hash": technical("fingerprint of all lines up to this one", erased=STAYS),
    },
)
