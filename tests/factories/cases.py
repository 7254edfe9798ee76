"""Reports and cases, for tests: made through the product's own acts."""

from datetime import timedelta
from typing import Any

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.moderation import services
from capitune.moderation.models import ModerationCase, Report
from capitune.moderation.queries.cases import case_by_id
from capitune.moderation.services.reporting import Complaint
from capitune.moderation.states import OLD_ENOUGH
from tests.factories.people import acting, make_person


def old_person(*args: Any, **facts: Any) -> User:
    """Somebody whose account is old enough for their reports to weigh."""
    user = make_person(*args, **facts)
    with unit_of_work():
        user.created_at = now() - OLD_ENOUGH - timedelta(days=1)
    return user


def reported(
    thing: Any,
    by: User | None = None,
    reason: str = "fraud",
    *,
    kind: str = "post",
    comment: str = "",
) -> Report:
    """A report of it."""
    by = by or old_person()
    with unit_of_work():
        return services.report(acting(by), Complaint(kind, thing.id, reason, comment))


def fresh_case(case_id: Any) -> ModerationCase:
    """As it stands in the database now."""
    db.session.expire_all()
    found = case_by_id(case_id)
    assert found
    return found
