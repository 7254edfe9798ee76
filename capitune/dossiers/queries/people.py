"""Everybody with an account, as the team looks for them: filters read, the newest first.

Each filter has an index that also holds the order. Words are looked up first, at most a few hundred people:
what begins so more often is asked for more exactly, so that no page reads more than it shows.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, select, tuple_

from capitune.accounts import countries, typed
from capitune.accounts.models import User
from capitune.accounts.queries.beginnings import people_like, starting
from capitune.accounts.states import Standing
from capitune.authz.actor import STAFF, Actor, Role
from capitune.core.asked import words_of
from capitune.core.days import period_of
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.listing import Page, one_more, page_of
from capitune.dossiers.models import Dossier

MOST_FOUND, LONGEST = 500, 100
COLUMNS: tuple[Any, ...] = (
    User.id,
    User.first_name,
    User.last_name,
    User.email,
    User.phone,
    User.country,
    User.language,
    User.role,
    User.standing,
    User.email_verified_at,
    User.created_at,
)


class State(StrEnum):
    """What an account is, as the list says it."""

    ACTIVE = "active"
    UNVERIFIED = "unverified"
    SUSPENDED = "suspended"
    LEAVING = "leaving"
    ERASED = "erased"


class Order(StrEnum):
    """In which order."""

    NEWEST = "newest"
    OLDEST = "oldest"


FILTERS = ("q", "role", "status", "country", "from", "to", "sort")


@dataclass(frozen=True, slots=True)
class WantedPeople:
    """Who is looked for; None for anybody. ``since`` is within, ``until`` is not."""

    among: tuple[uuid.UUID, ...] | None = None
    role: Role | None = None
    state: State | None = None
    country: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: Order = Order.NEWEST


def wanted_people(asked: Mapping[str, str], where: tzinfo) -> WantedPeople:
    """Whom these words ask for, in days as they are at ``where``. Raises ``Invalid``, ``Invalid`` (``not_offered``)
    about what is no filter too.
    """
    period, role, state, country, order, *_ = typed.all_of(
        lambda: period_of(asked, where),
        lambda: _one_of(Role, asked, "role"),
        lambda: _one_of(State, asked, "status"),
        lambda: _country(asked.get("country", "")),
        lambda: _one_of(Order, asked, "sort"),
        lambda: _refuse_strange(asked),
    )
    words = words_of(asked, "q", LONGEST)
    return WantedPeople(
        among=_among(words),
        role=role,
        state=state,
        country=country,
        since=period[0],
        until=period[1],
        order=order or Order.NEWEST,
    )


def people_page(
    actor: Actor, wanted: WantedPeople, limit: int, after: uuid.UUID | None = None
) -> Page[Row[Any]]:
    """A page of the people whom ``actor`` may know of."""
    if wanted.among == ():
        return Page([], None)
    key = tuple_(User.created_at, User.id)
    conditions = [*_conditions(wanted), *known_to(actor)]
    born = db.session.scalar(select(User.created_at).where(User.id == after)) if after else None
    is_newest = wanted.order is Order.NEWEST
    if born is not None:
        last = tuple_(born, after)
        conditions.append(key < last if is_newest else key > last)
    order = [part.desc() if is_newest else part for part in (User.created_at, User.id)]
    found = select(*COLUMNS).where(*conditions).order_by(*order).limit(one_more(limit))
    return page_of(db.session.execute(found).all(), limit)


def known_to(actor: Actor) -> list[ColumnElement[bool]]:
    """An admin knows everybody; a moderator, people who are not of the team."""
    return [] if actor.is_admin else [User.role.not_in(sorted(STAFF))]


def _conditions(wanted: WantedPeople) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.among is not None:
        found.append(User.id.in_(wanted.among))
    if wanted.role:
        found.append(User.role == wanted.role)
    if wanted.country:
        found.append(User.country == wanted.country)
    if wanted.since:
        found.append(User.created_at >= wanted.since)
    if wanted.until:
        found.append(User.created_at < wanted.until)
    return [*found, *_of_state(wanted.state)]


def _of_state(state: State | None) -> list[ColumnElement[bool]]:
    if state is None:
        return []
    if state is State.UNVERIFIED:
        return [User.standing == Standing.ACTIVE, User.email_verified_at.is_(None)]
    shown = [User.standing == Standing(state.value)]
    return [*shown, User.email_verified_at.is_not(None)] if state is State.ACTIVE else shown


def _refuse_strange(asked: Mapping[str, str]) -> None:
    strange = sorted(set(asked) - {*FILTERS, "after", "limit"})
    if strange:
        raise Invalid.on(strange[0][:LONGEST], "not_offered")


def _country(code: str) -> str | None:
    return typed.one_of(code, "country", countries.CODES, "unknown_country") if code else None


def _one_of(known: type[StrEnum], asked: Mapping[str, str], name: str) -> Any:
    value = asked.get(name, "")
    if not value:
        return None
    if value not in set(known):
        raise Invalid.on(name, "unknown_value")
    return known(value)


def _among(words: str) -> tuple[uuid.UUID, ...] | None:
    """By the beginning of a name, an address, a telephone number, the number of a dossier."""
    if not words:
        return None
    dossiers = select(Dossier.candidate_id.label("id")).where(
        Dossier.number.like(starting(words.upper()))
    )
    numbered = [dossiers] if any(c.isdigit() for c in words) else []
    found = people_like(words, MOST_FOUND, *numbered, phones=True)
    if len(found) > MOST_FOUND:
        raise Invalid.on("q", "many_people", most=MOST_FOUND)
    return tuple(found)
