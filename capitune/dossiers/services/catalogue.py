"""Filling the catalogue from the data that ships with the product."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.dossiers.models import DocumentType, RejectionReason
from capitune.dossiers.services.fees import seed_fees
from capitune.dossiers.services.templates import seed_template, update, with_questions

DATA = Path(__file__).parent.parent / "data" / "catalogue.json"
# Which answers call for a conditional document, the questions, and how long authorities say they take.
QUESTIONS = DATA.with_name("questions.json")
FEES = DATA.with_name("fees.json")
# Not sourced ("domain knowledge") or weakly so: for staff to confirm before anyone relies on it.
UNCONFIRMED = {("basis", "dk"), ("confidence", "faible")}
LOCK = 0x6361_7461  # one seeding at a time, whichever release runs it

Entry = dict[str, Any]


def seed_catalogue(actor: Actor, *, keep_drafts: bool = False) -> int:
    """Write document types, templates, reasons and fees; returns how many entries were new or different.

    Again changes nothing that is the same. With ``keep_drafts`` (production) entries that nobody has
    confirmed start unpublished; what staff has published or withdrawn since stays so. A template whose
    documents, conditions or steps changed becomes a new version: dossiers keep the one they started with.
    """
    require(actor, Permission.CATALOGUE_SEED)
    db.session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    data = json.loads(DATA.read_text(encoding="utf-8"))
    changed = _write(DocumentType, (_type(e, keep_drafts) for e in data["document_types"]))
    changed += _write(
        RejectionReason, (_reason(e, place) for place, e in enumerate(data["reject_reasons"]))
    )
    types = {kind.code: kind for kind in db.session.scalars(select(DocumentType))}
    asked = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    fees = json.loads(FEES.read_text(encoding="utf-8"))
    changed += seed_fees(fees["fees"], keep_drafts=keep_drafts)
    complete = (
        with_questions(entry, asked) | {"fees": fees["templates"].get(entry["code"], [])}
        for entry in data["templates"]
    )
    changed += sum(seed_template(entry, types) for entry in complete)
    if changed:
        record(actor, Act.CATALOGUE_SEEDED, ("catalogue", None), data={"changed": changed})
    return changed


def _type(entry: Entry, keep_drafts: bool) -> Entry:  # noqa: FBT001 told once, above
    draft = keep_drafts and any(entry.get(field) == value for field, value in UNCONFIRMED)
    copied = "code category labels help validity reviewer_role sensitive lead_days"
    own = {"files": entry.get("files", 1), "published": not draft}
    return {name: entry[name] for name in copied.split()} | own


def _reason(entry: Entry, place: int) -> Entry:
    copied = ("code", "labels", "applies_to")
    return {name: entry[name] for name in copied} | {"position": place, "published": True}


def _write(kind: type[DocumentType] | type[RejectionReason], entries: Iterable[Entry]) -> int:
    """Add what is new by its code, bring the rest up to date; how many were touched."""
    stored: Any = db.session.scalars(select(kind))
    known = {row.code: row for row in stored}
    touched = 0
    for entry in entries:
        row = known.get(entry["code"])
        if row is None:
            db.session.add(kind(**entry))
            touched += 1
        else:
            del entry["published"]
            touched += update(row, entry)
    db.session.flush()
    return touched
