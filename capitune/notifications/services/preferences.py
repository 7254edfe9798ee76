"""Choosing what one is told, and how; stopping letters."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts.models import User
from capitune.accounts.queries import holds, lock_user
from capitune.accounts.services import withdraw_consent
from capitune.accounts.states import Purpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import FieldError, Invalid, NotFound
from capitune.core.ids import new_id
from capitune.notifications import ways_out
from capitune.notifications.kinds import KINDS, Choice, base_of, kinds_of
from capitune.notifications.models import NotificationSettings, Preference
from capitune.notifications.queries import Preferences, preferences_of
from capitune.notifications.states import DigestRhythm, Mailing
from capitune.notifications.states import NotificationKind as Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to change of one kind; a channel that is None stays as it is."""

    in_app: bool | None = None
    mail: Mailing | None = None


def choose(
    actor: Actor, user: User, wanted: Mapping[str, Wanted], digest: DigestRhythm | None = None
) -> Preferences:
    """Change how one is told of some kinds, and how often the digest may come. What is as usual is not kept.

    Raises ``Invalid`` with all wrong kinds, by ``notifications.<kind>``: ``unknown_kind`` (also of one that
    is for another role), ``always_told`` for what cannot be switched off. Nothing changes then.
    """
    require(actor, Permission.NOTIFICATION_PREFER, user)
    before = _held(user.id)
    _refuse_wrong(user, wanted, before)
    after = {
        Kind(name): Choice(
            before.choices[Kind(name)].in_app if change.in_app is None else change.in_app,
            change.mail or before.choices[Kind(name)].mail,
        )
        for name, change in wanted.items()
    }
    changed = {kind: choice for kind, choice in after.items() if choice != before.choices[kind]}
    _keep(user, changed, mail_off=before.mail_off)
    fields = [kind.value for kind in changed]
    if digest is not None and digest is not before.digest:
        _set(user.id, digest=digest)
        fields.append("digest")
    if fields:
        record(actor, Act.PREFERENCES_CHANGED, ("user", user.id), data={"fields": fields})
    return preferences_of(user.id)


def stop(actor: Actor, user: User, scope: str) -> None:
    """Send this person no more letters of ``scope`` (see ``ways_out``). Twice is once; what nobody can
    switch off goes on, and so does what one is told in the product.
    """
    require(actor, Permission.NOTIFICATION_STOP, user)
    before = _held(user.id)
    if scope == ways_out.ALL:
        _stop_all(user)
    else:
        off = {
            kind: Choice(before.choices[kind].in_app, Mailing.OFF) for kind in _of(scope, before)
        }
        _keep(user, off, mail_off=before.mail_off)
    commercial = scope in {ways_out.ALL, ways_out.COMMUNICATIONS}
    if commercial and holds(user.id, Purpose.COMMUNICATIONS):
        withdraw_consent(actor, user, Purpose.COMMUNICATIONS)
    record(actor, Act.LETTERS_STOPPED, ("user", user.id), data={"scope": scope})


def _held(user_id: uuid.UUID) -> Preferences:
    """As they are now, with the person's row in hand: of two changes at once, the later one counts."""
    db.session.flush()
    if lock_user(user_id) is None:
        raise NotFound
    return preferences_of(user_id)


def _refuse_wrong(user: User, wanted: Mapping[str, Wanted], before: Preferences) -> None:
    known = {kind.value for kind in kinds_of(user.role)}
    errors = []
    for name, change in wanted.items():
        if name not in known:
            errors.append(FieldError(f"notifications.{name}"[:100], "unknown_kind"))
        elif KINDS[Kind(name)].fixed and not _agrees(change, before.choices[Kind(name)]):
            errors.append(FieldError(f"notifications.{name}", "always_told"))
    if errors:
        raise Invalid(code=errors[0].code, errors=tuple(errors))


def _agrees(change: Wanted, choice: Choice) -> bool:
    return change.in_app in {None, choice.in_app} and change.mail in {None, choice.mail}


def _of(scope: str, before: Preferences) -> list[Kind]:
    """The kinds whose letters stop; none for a scope of another day."""
    if scope == ways_out.DIGEST:
        return [kind for kind, choice in before.choices.items() if choice.mail is Mailing.DIGEST]
    return [kind for kind in before.choices if kind.value == scope and not KINDS[kind].fixed]


def _stop_all(user: User) -> None:
    _set(user.id, mail_off=True)
    mine = Preference.user_id == user.id
    db.session.execute(update(Preference).where(mine).values(mail=None))
    db.session.execute(delete(Preference).where(mine, Preference.in_app.is_(None)))


def _keep(user: User, choices: Mapping[Kind, Choice], *, mail_off: bool) -> None:
    """Keep what differs from what is usual for this person, and nothing else."""
    if not choices:
        return
    names = [kind.value for kind in choices]
    gone = (Preference.user_id == user.id, Preference.kind.in_(names))
    db.session.execute(delete(Preference).where(*gone))
    rows = []
    for kind, choice in choices.items():
        base = base_of(kind, user.role, mail_off=mail_off)
        in_app = None if choice.in_app == base.in_app else choice.in_app
        mail = None if choice.mail is base.mail else choice.mail
        if in_app is not None or mail is not None:
            row = {"id": new_id(), "created_at": now(), "user_id": user.id, "kind": kind.value}
            rows.append(row | {"in_app": in_app, "mail": mail})
    if rows:
        db.session.execute(insert(Preference).values(rows))


def _set(user_id: uuid.UUID, **values: object) -> None:
    changes = values | {"changed_at": now()}
    fresh = {"digest": DigestRhythm.DAILY, "mail_off": False} | changes
    statement = insert(NotificationSettings).values(user_id=user_id, **fresh)
    db.session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=changes))
