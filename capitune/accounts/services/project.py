"""A candidate's project: what they come for, in which sector, with how much."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import amounts, typed
from capitune.accounts.models import Project, User
from capitune.accounts.queries import project_of
from capitune.accounts.states import Goal, Sector
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.ids import new_id

EMPTY: dict[str, Any] = {"goals": [], "sector": None, "budget_cents": None}


def checks(user: User, changes: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """The check of each field of a project that is sent; only candidates have one."""

    def bound(name: str) -> Callable[[], Any]:
        if user.role is not Role.CANDIDATE:
            return lambda: _refuse(name)
        return lambda: CHECKS[name](changes[name])

    return {name: bound(name) for name in CHECKS if name in changes}


def keep(user: User, values: dict[str, Any]) -> list[str]:
    """Write the values that differ, made if need be; which they are. Called by ``edit_profile`` only."""
    known = project_of(user.id)
    before = {name: getattr(known, name) for name in EMPTY} if known else EMPTY
    changed = {name: value for name, value in values.items() if value != before[name]}
    if changed:
        made = {"id": new_id(), "created_at": now(), "user_id": user.id, "budget_currency": "CAD"}
        statement = insert(Project).values(made | EMPTY | changed)
        db.session.execute(
            statement.on_conflict_do_update(index_elements=["user_id"], set_=changed)
        )
        if known:
            db.session.refresh(known)
    return list(changed)


def _goals(value: list[str]) -> list[str]:
    """In the order of the product, each once."""
    for goal in value:
        typed.one_of(goal, "goals", set(Goal), "unknown_goal")
    return [goal.value for goal in Goal if goal in value]


def _sector(value: str | None) -> Sector | None:
    return Sector(typed.one_of(value, "sector", set(Sector), "unknown_sector")) if value else None


def _refuse(name: str) -> None:
    raise Invalid.on(name, "not_for_you")


CHECKS: dict[str, Callable[[Any], Any]] = {
    "goals": _goals,
    "sector": _sector,
    "budget_cents": lambda value: (
        amounts.cents(value, "budget_cents")
        if isinstance(value, str)
        else amounts.within(value, "budget_cents")
    ),
}
