"""Fees of the catalogue: a row for each amount, from the day on which it applies."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Fee
from capitune.dossiers.services.templates import update
from capitune.dossiers.states import LineKind

COPIED = ("code", "labels", "amount_cents", "currency", "source")
WEAK = "faible"  # inferred, or an estimate

Entry = dict[str, Any]


def seed_fees(entries: Iterable[Entry], *, keep_drafts: bool) -> int:
    """Write the dated rows of the catalogue's data; how many were new or different.

    Known by code and first day. A new amount is a new row: what applied before stays known. With
    ``keep_drafts`` weakly sourced ones start unpublished; what staff has published or verified stays so.
    """
    known = {(fee.code, fee.effective_from): fee for fee in db.session.scalars(select(Fee))}
    touched = 0
    for entry in entries:
        facts = _facts(entry)
        fee = known.get((facts["code"], facts["effective_from"]))
        if fee is not None:
            touched += update(fee, facts)
            continue
        db.session.add(Fee(**facts, published=facts["confirmed"] or not keep_drafts))
        touched += 1
    db.session.flush()
    return touched


def _facts(entry: Entry) -> Entry:
    until = entry["effective_to"]
    return {name: entry[name] for name in COPIED} | {
        "kind": LineKind(entry["kind"]),
        "effective_from": date.fromisoformat(entry["effective_from"]),
        "effective_to": date.fromisoformat(until) if until else None,
        "read_on": date.fromisoformat(entry["read_on"]),
        "confirmed": entry["confidence"] != WEAK,
    }
