"""Who a session or a token stands for, now: one statement a request, built once.

Rights are facts of now: an ended or idle session, a risen version, a suspension, a lapsed licence count
from the next request on.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from capitune.accounts.licence import valid_scopes
from capitune.accounts.models import Consent, TokenFamily, User, WebSession
from capitune.accounts.people import Person, SignedIn
from capitune.accounts.states import Standing
from capitune.accounts.tokens import Claims, digest
from capitune.authz.actor import STAFF, Role
from capitune.core.clock import now, today
from capitune.core.db import Moment
from capitune.core.reads import Read
from capitune.legal.queries import counting_label

IDLE = timedelta(days=7)
STAFF_IDLE = timedelta(minutes=30)


def idle_limit(role: Role) -> timedelta:
    """How long a sign-in may go unused."""
    return STAFF_IDLE if role in STAFF else IDLE


# Notifications live above accounts; only the badge's number is wanted here, in the same statement. It is
# that of ``notifications.queries.unread_count``: lines of the bell, counted as far as the badge says.
_notifications = table("notifications", column("user_id"), column("place"), column("read_at"))
_lines: Select[Any] = (
    select(literal_column("1"))
    .select_from(_notifications)
    .where(
        _notifications.c.user_id == User.id,
        _notifications.c.place == literal_column("'shown'"),
        _notifications.c.read_at.is_(None),
    )
    .limit(literal_column("100"))
    .correlate(User)
)
_unread = select(func.count()).select_from(_lines.lateral()).scalar_subquery()
# So do announcements: those for this person's role that they have not put aside, the newest three, in the same statement.
_told = table(
    "announcements",
    column("id"),
    column("tone"),
    column("texts"),
    column("audience"),
    column("starts_at"),
    column("ends_at"),
    column("withdrawn_at"),
)
_read = table("announcement_reads", column("announcement_id"), column("user_id"))
_moment = bindparam("moment", type_=Moment)
_shown = (
    select(
        func.jsonb_build_object(
            literal_column("'id'"),
            _told.c.id,
            literal_column("'tone'"),
            _told.c.tone,
            literal_column("'texts'"),
            _told.c.texts,
        ).label("notice")
    )
    .where(
        _told.c.withdrawn_at.is_(None),
        _told.c.ends_at > _moment,
        _told.c.starts_at <= _moment,
        User.role == func.any(_told.c.audience),
        ~exists()
        .where(_read.c.announcement_id == _told.c.id, _read.c.user_id == User.id)
        .correlate(_told, User),
    )
    .order_by(_told.c.id.desc())
    .limit(literal_column("3"))
    .correlate(User)
    .lateral()
)
_announced = select(type_coerce(func.jsonb_agg(_shown.c.notice), JSONB)).select_from(_shown)
# Whether the terms they agreed to last are no longer those of now. Who never agreed to any (of the team, say) owes none.
_agreed = (
    select(Consent.text_version)
    .where(Consent.user_id == User.id, Consent.purpose == literal_column("'terms'"))
    .order_by(Consent.created_at.desc(), Consent.id.desc())
    .limit(literal_column("1"))
    .correlate(User)
    .scalar_subquery()
)
_in_force = counting_label(literal_column("'terms'")).scalar_subquery()
_awake_since = case(
    (User.role.in_(sorted(STAFF)), bindparam("staff_awake_since", type_=Moment)),
    else_=bindparam("awake_since", type_=Moment),
)


def _standing(opened: type[WebSession] | type[TokenFamily], *more: Any) -> Select[*tuple[Any, ...]]:
    """What is read of whoever opened this, if it is still good."""
    return (
        select(
            opened.id.label("session_id"),
            opened.last_seen_at,
            opened.proved_at,
            opened.factor_at,
            User.id,
            User.first_name,
            User.last_name,
            User.email,
            User.role,
            User.language,
            User.timezone,
            User.avatar_id,
            User.licence_scopes,
            User.licence_until,
            User.is_demo,
            _unread.label("unread"),
            *more,
        )
        .join(User, User.id == opened.user_id)
        .where(
            opened.ended_at.is_(None),
            opened.expires_at > bindparam("moment", type_=Moment),
            opened.last_seen_at > _awake_since,
            opened.authz_version == User.authz_version,
            User.standing == Standing.ACTIVE,
            User.email_verified_at.is_not(None),
        )
    )


BY_SESSION = Read(
    _standing(
        WebSession,
        _announced.scalar_subquery().label("notices"),
        (_agreed != _in_force).label("owes_terms"),
    ).where(WebSession.secret_hash == bindparam("secret_hash"))
)
BY_TOKEN = Read(
    _standing(TokenFamily).where(
        TokenFamily.id == bindparam("family_id"),
        TokenFamily.user_id == bindparam("user_id"),
        TokenFamily.authz_version == bindparam("version"),
    )
)


def person_of_session(secret: str) -> SignedIn | None:
    """Whose browser holds this secret, if the session is good now."""
    return _signed_in(BY_SESSION, secret_hash=digest(secret), day=today())


def person_of_token(claims: Claims) -> SignedIn | None:
    """Whose program holds these claims, if its sign-in is good now; the token's own life is not judged."""
    return _signed_in(
        BY_TOKEN, family_id=claims.family_id, user_id=claims.user_id, version=claims.version
    )


def _signed_in(read: Read, **parameters: Any) -> SignedIn | None:
    moment = now()
    parameters |= {
        "moment": moment,
        "awake_since": moment - IDLE,
        "staff_awake_since": moment - STAFF_IDLE,
    }
    row = read.first(**parameters)
    return _from_row(row) if row else None


def _from_row(row: Any) -> SignedIn:
    person = Person(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        role=row.role,
        language=row.language,
        timezone=row.timezone,
        avatar_id=row.avatar_id,
        unread=row.unread,
        notices=tuple(getattr(row, "notices", None) or ()),
    )
    scopes = valid_scopes(row.licence_scopes, row.licence_until, now())
    return SignedIn(
        session_id=row.session_id,
        last_seen_at=row.last_seen_at,
        person=person,
        scopes=scopes,
        proved_at=row.proved_at,
        factor_at=row.factor_at,
        is_demo=row.is_demo,
        owes_terms=bool(getattr(row, "owes_terms", False)),
    )
