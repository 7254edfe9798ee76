"""What people are told about their own account, in the product and by mail, in the transaction of the cause.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid

from capitune.accounts.events import (
    AccountVerified,
    EmailChanged,
    FactorChanged,
    NewDevice,
    PasswordChanged,
    TokenReused,
)
from capitune.accounts.queries import user_by_id
from capitune.authz.actor import Role
from capitune.notifications.paths import HOME, SECURITY
from capitune.notifications.services.bell import tell
from capitune.notifications.states import NotificationKind as Kind


def welcome(event: AccountVerified) -> None:
    """To whoever proved their address for the first time; the team needs no welcome."""
    user = user_by_id(event.user_id)
    if user is not None and user.role is not Role.ADMIN:
        tell(user.id, Kind.WELCOME, key=Kind.WELCOME.value, facts={}, url=HOME, about=user.id)


def new_device(event: NewDevice) -> None:
    """A browser or program that the account did not know."""
    facts = {"device": event.device}
    _tell(Kind.NEW_DEVICE, event.user_id, event.session_id, "sessions", facts=facts)


def program_ended(event: TokenReused) -> None:
    """Somebody has a copy of what keeps a program signed in."""
    _tell(Kind.PROGRAM_ENDED, event.user_id, event.family_id, "sessions")


def password_changed(event: PasswordChanged) -> None:
    """There is another password."""
    _tell(Kind.PASSWORD_CHANGED, event.user_id, event.change_id, "password")


def email_changed(event: EmailChanged) -> None:
    """There is another address; the letter goes to the old one."""
    _tell(Kind.EMAIL_CHANGED, event.user_id, event.change_id, "email")


def factor_changed(event: FactorChanged) -> None:
    """A second factor came or went."""
    _tell(Kind.FACTOR_CHANGED, event.user_id, event.change_id, "factors", about=event.change)


def _tell(
    kind: Kind,
    user_id: uuid.UUID,
    event_id: uuid.UUID,
    part: str,
    *,
    facts: dict[str, str] | None = None,
    about: str = "",
) -> None:
    """``part`` of the page of security is where to look; ``about``, what the letter is about if not the event."""
    what = {"key": f"{kind.value}:{event_id}", "url": f"{SECURITY}#{part}"}
    tell(user_id, kind, facts=facts or {}, about=about or event_id, **what)
