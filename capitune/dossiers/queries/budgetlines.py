"""One line of a budget, for the acts on it: stored, or a fee that the template calls for and nobody touched."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import BudgetLine, Dossier, Fee, Template
from capitune.dossiers.queries.loaders import dossier_by_id
from capitune.dossiers.states import LineKind


@dataclass(frozen=True, slots=True)
class LineOf:
    """A line with its dossier: what the policy judges. Without ``stored`` it is ``fee_code`` as the catalogue has
    it.
    """

    dossier: Dossier
    id: uuid.UUID
    kind: LineKind
    fee_code: str | None = None
    author_id: uuid.UUID | None = None
    stored: BudgetLine | None = None

    @property
    def version(self) -> int:
        """The version of what is stored; a fee that nobody touched is at its first."""
        return self.stored.version if self.stored else 1


def fee_line_id(dossier_id: uuid.UUID, code: str) -> uuid.UUID:
    """The id of a fee's line in a dossier: the same for everybody, before there is a row."""
    return uuid.uuid5(dossier_id, code)


def line_in(dossier_id: uuid.UUID, line_id: uuid.UUID) -> LineOf | None:
    """The line of that dossier; None when it has no such line, or no longer (two statements, or three)."""
    dossier = dossier_by_id(dossier_id)
    return line_of(dossier, line_id) if dossier else None


def line_of(dossier: Dossier, line_id: uuid.UUID) -> LineOf | None:
    """The same, of a dossier at hand (one statement, or two)."""
    wanted = select(BudgetLine).where(BudgetLine.id == line_id, BudgetLine.dossier_id == dossier.id)
    stored = db.session.scalar(wanted, execution_options={"populate_existing": True})
    if stored is not None:
        if stored.removed_at is not None:
            return None
        return LineOf(dossier, line_id, stored.kind, stored.fee_code, stored.author_id, stored)
    for code, kind in _called_for(dossier):
        if fee_line_id(dossier.id, code) == line_id:
            return LineOf(dossier, line_id, kind, code)
    return None


def _called_for(dossier: Dossier) -> list[tuple[str, LineKind]]:
    """The published fees of its template."""
    found = db.session.execute(
        select(Fee.code, Fee.kind)
        .join(Template, Template.fees.has_key(Fee.code))
        .where(Template.id == dossier.template_id, Fee.published)
        .distinct()
    )
    return [(code, kind) for code, kind in found]
