"""What dossiers cost, what was agreed, what was paid."""

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

describe("budget", _("Their budget: lines, quotes, payments"))
map_table(
    "budget_lines",
    domain="budget",
    purpose="what a dossier costs",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("author_id",), Because.OTHERS_RECORDS, words=("label",)),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was written"),
        "dossier_id": technical("of which dossier", exported=True),
        "kind": content("who is paid"),
        "label": content("for what"),
        "amount_cents": content("how much"),
        "currency": content("in which currency"),
        "fee_code": content("which fee of the catalogue"),
        "author_id": technical("which professional wrote it", exported=True),
        "version": technical("two people may change it at once"),
        "removed_at": usage("when it was removed"),
    },
)
map_table(
    "quotes",
    domain="budget",
    purpose="the versions of the quote, and what was accepted",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(
        ("proposed_by_id",), Because.OTHERS_RECORDS, words=("lines", "terms", "accepted_text")
    ),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was proposed"),
        "dossier_id": technical("of which dossier", exported=True),
        "number": content("which version"),
        "lines": content("the services it lists"),
        "total_cents": content("how much in all"),
        "currency": content("in which currency"),
        "terms": content("what the professional wrote under it"),
        "proposed_by_id": technical("who proposed it", exported=True),
        "withdrawn_at": content("when it was withdrawn"),
        "accepted_at": content("when it was accepted"),
        "accepted_text": content("the text that was accepted"),
        "accepted_language": content("in which language it was read"),
    },
)
map_table(
    "payments",
    domain="budget",
    purpose="payments as they were recorded",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("recorded_by_id",), Because.OTHERS_RECORDS, words=("reason",)),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was recorded"),
        "dossier_id": technical("of which dossier", exported=True),
        "line_id": technical("of which line", exported=True),
        "amount_cents": content("how much"),
        "currency": content("in which currency"),
        "paid_on": content("on which day"),
        "recorded_by_id": technical("who recorded it", exported=True),
        "reverses_id": technical("which payment it takes back", exported=True),
        "reason": content("why"),
    },
)
