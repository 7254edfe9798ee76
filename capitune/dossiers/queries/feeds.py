"""A person's deadlines, as their own calendar reads them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.accounts.tokens import digest
from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import CalendarFeed, Dossier, Requirement, Step
from capitune.dossiers.queries.audiences import AnySelect, for_audiences, run
from capitune.dossiers.queries.lines import Deadline, FeedReader
from capitune.dossiers.queries.needs import IS_COUNTED
from capitune.dossiers.queries.reminders import IS_UNDER_WAY

MOST: ColumnElement[int] = literal_column("400")
LOOKS_BACK = timedelta(days=30)
_since = bindparam("since", type_=Date)
_READER = Read(
    select(
        CalendarFeed.id,
        CalendarFeed.last_read_on,
        User.id,
        User.role,
        User.language,
        User.timezone,
        User.licence_scopes,
        User.licence_until,
    )
    .join(User, User.id == CalendarFeed.user_id)
    .where(
        CalendarFeed.secret_hash == bindparam("secret_hash"),
        User.standing == Standing.ACTIVE,
        User.email_verified_at.is_not(None),
    ),
    into=FeedReader,
)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The one that this person made (one statement)."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))


def reader_of(token: str) -> FeedReader | None:
    """Whose address holds this secret, while their account may be used (one statement)."""
    found: FeedReader | None = _READER.first(secret_hash=digest(token))
    return found


def deadlines(actor: Actor, day: date) -> list[Deadline]:
    """At most 400 days of the dossiers under way that this actor sees now, by date, from thirty days before ``day``
    (one statement).

    As on the page of steps and at home: steps that are open and not on hold; for candidates also the planned
    submission, and the end of each document that counts. Professionals get the steps alone.
    """
    return run(_DEADLINES, actor, since=day - LOOKS_BACK)


def _days(kind: str, thing: Any, on: Any, changed_at: Any) -> AnySelect:
    """Of a thing of dossiers: its name and whose it is, where it has them."""
    return select(
        literal_column(f"'{kind}'").label("kind"),
        thing.id,
        getattr(thing, "labels", literal_column("NULL::jsonb")).label("labels"),
        getattr(thing, "owner", literal_column("NULL::text")).label("owner"),
        on.label("on"),
        Dossier.id.label("dossier_id"),
        Dossier.number,
        changed_at.label("changed_at"),
    ).where(on >= _since, IS_UNDER_WAY)


def _steps(visible: ColumnElement[bool]) -> AnySelect:
    # A plan that moves changes the days of its steps, and the dossier.
    changed_at = func.greatest(Step.created_at, Dossier.updated_at)
    steps = _days("step", Step, Step.target_on, changed_at)
    theirs = steps.join(Dossier, Dossier.id == Step.dossier_id).where(visible)
    return theirs.where(Step.done_at.is_(None), Step.held_at.is_(None))


def _all(visible: ColumnElement[bool]) -> AnySelect:
    """The statement of candidates."""
    submissions = _days("submission", Dossier, Dossier.planned_submission_on, Dossier.updated_at)
    expiries = _days("expiry", Requirement, Requirement.expires_on, Requirement.updated_at)
    ends = expiries.join(Dossier, Dossier.id == Requirement.dossier_id)
    parts = (_steps(visible), submissions.where(visible), ends.where(visible, IS_COUNTED))
    return _first(select(union_all(*parts).subquery()))


def _first(found: Select[Any]) -> AnySelect:
    # By what no index holds: the few days of one reader are sorted, not everybody's walked in their order.
    on, key = found.selected_columns.on, found.selected_columns.id
    return found.order_by(on + literal_column("0"), key).limit(MOST)


_OF_STEPS = for_audiences(lambda visible: _first(_steps(visible)))
_OF_ALL = for_audiences(_all)
_DEADLINES = {
    Role.CANDIDATE: Read(_OF_ALL[Role.CANDIDATE].statement, into=Deadline),
    Role.PROFESSIONAL: Read(_OF_STEPS[Role.PROFESSIONAL].statement, into=Deadline),
}
