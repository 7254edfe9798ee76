"""Reading how a person wants to be told."""

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.notifications.kinds import Choice, chosen, kinds_of
from capitune.notifications.models import NotificationSettings, Preference
from capitune.notifications.states import DigestRhythm, Mailing
from capitune.notifications.states import NotificationKind as Kind

_settings = NotificationSettings.user_id == User.id
_asked = (
    select(
        User.role,
        NotificationSettings.mail_off,
        NotificationSettings.digest,
        Preference.kind,
        Preference.in_app,
        Preference.mail,
    )
    .outerjoin(NotificationSettings, _settings)
    .where(User.id == bindparam("user_id"))
)
ONE = _asked.outerjoin(
    Preference, and_(Preference.user_id == User.id, Preference.kind == bindparam("kind"))
)
ALL = Read(_asked.outerjoin(Preference, Preference.user_id == User.id))


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants to be told: each kind that concerns them, in the order of the page."""

    digest: DigestRhythm
    mail_off: bool
    choices: dict[Kind, Choice]


def choice_of(user_id: uuid.UUID, kind: Kind) -> Choice | None:
    """How this person is told of that kind; None for nobody (one statement)."""
    row = db.session.execute(ONE, {"user_id": user_id, "kind": kind.value}).first()
    if row is None:
        return None
    off = bool(row.mail_off)
    return chosen(kind, row.role, in_app=row.in_app, mail=row.mail, mail_off=off)


def preferences_of(user_id: uuid.UUID) -> Preferences:
    """How this person wants to be told of everything (one statement). Raises ``LookupError`` for nobody."""
    rows = ALL.rows(user_id=user_id)
    if not rows:
        raise LookupError(user_id)
    mail_off = bool(rows[0].mail_off)
    own = {row.kind: (row.in_app, row.mail) for row in rows}
    return Preferences(
        rows[0].digest or DigestRhythm.DAILY,
        mail_off,
        {
            kind: _choice(kind, rows[0].role, own, mail_off=mail_off)
            for kind in kinds_of(rows[0].role)
        },
    )


def _choice(
    kind: Kind,
    role: Role,
    own: dict[str, tuple[bool | None, Mailing | None]],
    *,
    mail_off: bool,
) -> Choice:
    in_app, mail = own.get(kind.value, (None, None))
    return chosen(kind, role, in_app=in_app, mail=mail, mail_off=mail_off)
