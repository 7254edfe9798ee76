"""Watch rules for tests: the first ones, and one that met a text."""

from sqlalchemy import select

from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.safety.models import WatchHit, WatchRule
from capitune.safety.states import Place
from tests.factories.people import make_person


def first_rule(slug: str = "offer") -> WatchRule:
    """One of those that are there from the beginning."""
    return db.session.scalars(select(WatchRule).where(WatchRule.slug == slug)).one()


def met_rule(rule: WatchRule | None = None) -> WatchHit:
    """A rule (``offer``) met a text of somebody."""
    rule = rule or first_rule()
    hit = WatchHit(
        rule_id=rule.id,
        rule_version=rule.version,
        mode=rule.mode,
        place=Place.POST,
        subject_id=new_id(),
        user_id=make_person().id,
        phrase="nos services",
    )
    with unit_of_work():
        db.session.add(hit)
        db.session.flush()
    return hit
