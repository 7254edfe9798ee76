"""Fees that are published."""

from sqlalchemy import select

from capitune.core.reads import Read
from capitune.dossiers.models import Fee
from capitune.dossiers.queries.lines import FeeLine

# The fields of ``FeeLine``, in order.
FEE_COLUMNS = (
    Fee.code,
    Fee.labels,
    Fee.kind,
    Fee.amount_cents,
    Fee.currency,
    Fee.effective_from,
    Fee.effective_to,
    Fee.source,
    Fee.read_on,
    Fee.verified_on,
    Fee.confirmed,
)
FEES = Read(
    select(*FEE_COLUMNS).where(Fee.published).order_by(Fee.code, Fee.effective_from),
    into=FeeLine,
)


def published_fees() -> list[FeeLine]:
    """Every published row, by code, the oldest amount first (one statement)."""
    return FEES.rows()
