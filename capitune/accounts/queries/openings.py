"""Sign-ins that are open now, in browsers and in programs, as their owner sees them."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, literal, select, union, union_all

from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.accounts.opening import Opening, OpeningKind
from capitune.accounts.queries.standing import IDLE, STAFF_IDLE, idle_limit
from capitune.authz.actor import STAFF
from capitune.core.clock import now
from capitune.core.db import db

MOST = 100


MODELS: dict[OpeningKind, type[WebSession] | type[TokenFamily]] = {
    OpeningKind.BROWSER: WebSession,
    OpeningKind.PROGRAM: TokenFamily,
}


def openings(user: User) -> Sequence[Opening]:
    """All of this person's, the last used first, at most a hundred (one statement)."""
    both = union_all(*(_open(kind, user) for kind in OpeningKind)).subquery()
    found = select(both).order_by(both.c.last_seen_at.desc(), both.c.id).limit(MOST)
    return [_from_row(row) for row in db.session.execute(found)]


def opening_by_id(session_id: uuid.UUID) -> Opening | None:
    """The sign-in with this id, whoever's, unless it has ended."""
    both = union_all(
        *(_of(kind).where(MODELS[kind].id == session_id) for kind in OpeningKind)
    ).subquery()
    row = db.session.execute(select(both)).first()
    return _from_row(row) if row else None


def any_opening(session_id: uuid.UUID) -> WebSession | TokenFamily | None:
    """The sign-in with this id, whoever's and whether it has ended or not."""
    return db.session.get(WebSession, session_id) or db.session.get(TokenFamily, session_id)


def run_out(after: datetime, until: datetime) -> Sequence[uuid.UUID]:
    """The sign-ins that ended by themselves in between, by age or because nobody used them (one statement)."""
    parts = (part for model in MODELS.values() for part in _ends(model, after, until))
    return db.session.scalars(union(*parts)).all()


def _ends(
    model: type[WebSession] | type[TokenFamily], after: datetime, until: datetime
) -> Iterator[Select[Any]]:
    """By age; and unused, for the people and for the team. Each has an index."""
    open_ones = select(model.id).where(model.ended_at.is_(None))
    yield open_ones.where(model.expires_at > after, model.expires_at <= until)
    is_staff = User.role.in_(sorted(STAFF))
    for idle, whose in ((STAFF_IDLE, is_staff), (IDLE, ~is_staff)):
        seen = (model.last_seen_at > after - idle, model.last_seen_at <= until - idle)
        yield open_ones.join(User, User.id == model.user_id).where(*seen, whose)


def _of(kind: OpeningKind) -> Select[*tuple[Any, ...]]:
    opened = MODELS[kind]
    return select(
        opened.id,
        opened.user_id,
        literal(kind.value).label("kind"),
        opened.device,
        opened.address,
        opened.last_seen_at,
        opened.created_at,
    ).where(opened.ended_at.is_(None), opened.expires_at > now())


def _open(kind: OpeningKind, user: User) -> Select[*tuple[Any, ...]]:
    opened = MODELS[kind]
    return _of(kind).where(
        opened.user_id == user.id,
        opened.last_seen_at > now() - idle_limit(user.role),
        opened.authz_version == user.authz_version,
    )


def _from_row(row: Any) -> Opening:
    facts = row._asdict()
    return Opening(**facts | {"kind": OpeningKind(facts["kind"])})


def has_used(user_id: uuid.UUID, device: str) -> bool:
    """Whether this person signed in with a program of this name before, as far as that is kept."""
    own = (TokenFamily.user_id == user_id, TokenFamily.device == device)
    return db.session.scalar(select(exists().where(*own))) or False
