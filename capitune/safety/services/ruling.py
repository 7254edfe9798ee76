"""The team writes rules, and says whether they were right."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.work import savepoint
from capitune.safety.models import WatchHit, WatchRule, WatchRuleRevision
from capitune.safety.queries.rules import figures_of, rule_by_id
from capitune.safety.states import Mode
from capitune.safety.wanted import Wanted, fit

SHADOW = timedelta(days=7)
LEAST_PRECISION, LEAST_JUDGED = 0.8, 5
KEPT = (
    *("slug", "signal", "phrases", "normaliser", "places", "spares", "action"),
    *("message_fr", "message_en", "mode"),
)


def add_rule(actor: Actor, wanted: Wanted) -> WatchRule:
    """Write a rule; it only counts for seven days before it can be enforced.

    Raises ``Invalid`` as ``wanted.fit``, on ``mode`` (``shadow_first``), on ``slug`` (``slug_taken``).
    """
    require(actor, Permission.WATCH_MANAGE)
    values = fit(wanted)
    if values["mode"] is Mode.ENFORCE:
        raise Invalid.on("mode", "shadow_first")
    rule = WatchRule(**values)
    _write(rule)
    record(actor, Act.WATCH_RULE_ADDED, ("watch_rule", rule.id), data={"rule": rule.slug})
    return rule


def change_rule(actor: Actor, rule_id: uuid.UUID, wanted: Wanted, *, version: int) -> WatchRule:
    """Make it otherwise from now on; how it was stays.

    Raises ``NotFound``, ``Invalid`` as ``wanted.fit``, on ``mode`` (``shadow_first``: less than seven days; ``imprecise``:
    under four of five right), ``Conflict`` (``stale_version``).
    """
    require(actor, Permission.WATCH_MANAGE)
    rule = rule_by_id(rule_id, lock=True)
    if rule is None:
        raise NotFound
    if rule.version != version:
        raise Conflict(code="stale_version", facts={"version": rule.version})
    values = fit(wanted)
    mode = values["mode"]
    if mode is not rule.mode and mode is Mode.ENFORCE:
        _require_proved(rule)
    before: dict[str, Any] = {name: getattr(rule, name) for name in KEPT}
    if before == values:
        return rule
    kept = WatchRuleRevision(
        rule_id=rule.id, version=rule.version, said=before, changed_by_id=actor.user_id
    )
    if mode is not rule.mode:
        rule.mode_since = now()
    for name, value in values.items():
        setattr(rule, name, value)
    rule.version += 1
    db.session.add(kept)
    _write(rule)
    changed = sorted(name for name in KEPT if before[name] != values[name])
    record(
        actor,
        Act.WATCH_RULE_CHANGED,
        ("watch_rule", rule.id),
        data={"rule": rule.slug, "fields": changed, "mode": rule.mode.value},
    )
    return rule


def judge_hit(actor: Actor, hit_id: uuid.UUID, *, right: bool) -> WatchHit:
    """Say whether the rule was right to meet this text. Raises ``NotFound``."""
    require(actor, Permission.WATCH_READ)
    hit = db.session.scalar(select(WatchHit).where(WatchHit.id == hit_id).with_for_update())
    if hit is None:
        raise NotFound
    hit.right, hit.judged_at = right, now()
    record(actor, Act.WATCH_HIT_JUDGED, ("watch_rule", hit.rule_id), data={"right": right})
    return hit


def _require_proved(rule: WatchRule) -> None:
    if rule.mode is not Mode.SHADOW or now() - rule.mode_since < SHADOW:
        raise Invalid.on("mode", "shadow_first")
    figures = figures_of(rule.id)
    enough = figures.right + figures.wrong >= LEAST_JUDGED
    if not enough or (figures.precision or 0) < LEAST_PRECISION:
        raise Invalid.on("mode", "imprecise")


def _write(rule: WatchRule) -> None:
    try:
        with savepoint():
            db.session.add(rule)
            db.session.flush()
    except IntegrityError as error:
        raise Invalid.on("slug", "slug_taken") from error
