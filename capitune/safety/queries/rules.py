"""The rules, and how good they are."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, literal_column, select

from capitune.core.db import db
from capitune.core.reads import Read
from capitune.safety.models import WatchHit, WatchRule, WatchRuleRevision
from capitune.safety.states import Mode

MOST = 200
_ASKED = Read(
    select(
        WatchRule.id,
        WatchRule.slug,
        WatchRule.signal,
        WatchRule.phrases,
        WatchRule.normaliser,
        WatchRule.places,
        WatchRule.spares,
        WatchRule.action,
        WatchRule.message_fr,
        WatchRule.message_en,
        WatchRule.mode,
        WatchRule.version,
    )
    .where(WatchRule.mode != literal_column(f"'{Mode.OFF}'"))
    .order_by(WatchRule.slug)
    .limit(literal_column(str(MOST)))
)


@dataclass(frozen=True, slots=True)
class Figures:
    """How often a rule met a text in its present mode, and what the team thought of it."""

    hits: int
    right: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """The share of what was judged that was right; None while nothing was."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


NEVER = Figures(0, 0, 0)


def asked_rules() -> list[object]:
    """Each rule that is not off, as ``watching.meet`` reads it (one statement)."""
    return list(_ASKED.rows())


def rules() -> Sequence[WatchRule]:
    """All of them, by name (one statement)."""
    return db.session.scalars(select(WatchRule).order_by(WatchRule.slug).limit(MOST)).all()


def rule_by_id(rule_id: uuid.UUID, *, lock: bool = False) -> WatchRule | None:
    """The rule; with ``lock``, held and fresh until the unit of work ends."""
    found = select(WatchRule).where(WatchRule.id == rule_id)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def figures() -> dict[uuid.UUID, Figures]:
    """Of each rule that has met a text in the mode it is in, since it is in it (one statement)."""
    since = and_(WatchRule.id == WatchHit.rule_id, WatchHit.created_at >= WatchRule.mode_since)
    counted = (
        select(
            WatchHit.rule_id,
            func.count().label("hits"),
            func.count().filter(WatchHit.right.is_(True)).label("right"),
            func.count().filter(WatchHit.right.is_(False)).label("wrong"),
        )
        .join(WatchRule, since)
        .group_by(WatchHit.rule_id)
    )
    return {
        row.rule_id: Figures(row.hits, row.right, row.wrong) for row in db.session.execute(counted)
    }


def figures_of(rule_id: uuid.UUID) -> Figures:
    """Of one."""
    return figures().get(rule_id, NEVER)


def last_hits(rule_id: uuid.UUID, most: int = 25) -> Sequence[WatchHit]:
    """Where it met a text last (one statement)."""
    found = select(WatchHit).where(WatchHit.rule_id == rule_id).order_by(WatchHit.id.desc())
    return db.session.scalars(found.limit(most)).all()


def revisions_of(rule_id: uuid.UUID, most: int = 50) -> Sequence[WatchRuleRevision]:
    """How it was before, the last first (one statement)."""
    found = select(WatchRuleRevision).where(WatchRuleRevision.rule_id == rule_id)
    return db.session.scalars(found.order_by(WatchRuleRevision.version.desc()).limit(most)).all()
