"""The whole catalogue as data, in the shape of the files from which it is filled."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_

from capitune.core.db import Model, db
from capitune.dossiers.models import DocumentType, Fee, RejectionReason, Template
from capitune.dossiers.queries.templates import WHOLE
from capitune.dossiers.states import Owner

OWNERS = {
    Owner.CANDIDATE: "candidat",
    Owner.AUTHORITY: "autorite",
    Owner.THIRD_PARTY: "tiers",
    Owner.PROFESSIONAL: "pro",
}
TYPE = [
    "code",
    "category",
    "labels",
    "help",
    "validity",
    "reviewer_role",
    "sensitive",
    "lead_days",
    "files",
    "source",
]
FEE = ["code", "labels", "kind", "amount_cents", "currency", "source"]
STEP = ["code", "labels", "offset_days", "duration_days", "completes_with"]

Entry = dict[str, Any]


def whole_catalogue() -> dict[str, list[Entry]]:
    """Types of document, the newest published version of each template, reasons and fees (six statements).

    Unlike in the files that ship, a template holds its questions, its conditions and its fees itself.
    """
    newest = (
        select(Template.code, func.max(Template.version))
        .where(Template.published)
        .group_by(Template.code)
    )
    offered = WHOLE.where(Template.published).order_by(Template.code, Template.version)
    latest = {row.code: row for row in db.session.scalars(offered.where(_pair().in_(newest)))}
    types = db.session.scalars(select(DocumentType).order_by(DocumentType.code))
    reasons = select(RejectionReason).order_by(RejectionReason.position, RejectionReason.code)
    fees = db.session.scalars(select(Fee).order_by(Fee.code, Fee.effective_from))
    return {
        "document_types": [type_entry(kind) for kind in types],
        "templates": [_template(template) for template in latest.values()],
        "reject_reasons": [reason_entry(reason) for reason in db.session.scalars(reasons)],
        "fees": [fee_entry(fee) for fee in fees],
    }


def _pair() -> Any:
    return tuple_(Template.code, Template.version)


def _named(row: Model, names: Iterable[str]) -> Entry:
    return {name: getattr(row, name) for name in names}


def type_entry(kind: DocumentType) -> Entry:
    """What nobody has confirmed is said to be without a source."""
    return _named(kind, TYPE) | {
        "basis": "src" if kind.published else "dk",
        "read_on": _day(kind.read_on),
        "verified_on": _day(kind.verified_on),
    }


def reason_entry(reason: RejectionReason) -> Entry:
    """A reason as it stands in the file."""
    return _named(reason, ("code", "labels", "applies_to"))


def fee_entry(fee: Fee) -> Entry:
    """An amount as it stands in the file."""
    days = ("effective_from", "effective_to", "read_on", "verified_on")
    return _named(fee, FEE) | {
        **{name: _day(getattr(fee, name)) for name in days},
        "confidence": "bonne" if fee.confirmed else "faible",
        "published": fee.published,
    }


def _template(template: Template) -> Entry:
    return {
        "code": template.code,
        "version": template.version,
        "kind": template.family,
        "labels": template.labels,
        "status": "open" if template.is_open else "closed_to_new",
        "questions": template.questions,
        "processing": template.processing,
        "fees": template.fees,
        "steps": [_named(step, STEP) | {"owner": OWNERS[step.owner]} for step in template.steps],
        "requirements": [
            {
                "document": part.document_type.code,
                "necessity": part.necessity,
                "condition": part.condition,
            }
            for part in template.requirements
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
