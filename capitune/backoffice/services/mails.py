"""The team's hand on letters."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz import recent
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.backoffice.queries.mails import newest_of, refuses_since
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.handling import try_again
from capitune.core.letters import Letter, UnknownLetter, letter_named
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post


def _code(actor: Actor, user: User) -> None:
    accounts.resend_code(actor, user.email)


def _password(actor: Actor, user: User) -> None:
    accounts.forgot_password(actor, user.email)


# Whose link is over is made anew by the act that made the first.
RENEWED: Mapping[str, Callable[[Actor, User], None]] = {
    "verification_code": _code,
    "password_reset": _password,
    "account_invitation": accounts.invite_again,
    "staff_invitation": accounts.invite_again,
}
OWN = frozenset({"letter", "to", "about", "unless_read"})


def resend_mail(actor: Actor, mail_id: uuid.UUID) -> uuid.UUID:
    """Have this letter leave again, written as things are now; the id of what leaves: itself when it had failed.
    One whose link is over is made anew, where its person could ask for that themselves.

    Raises ``NotFound``, what the act that makes it anew raises, and ``Conflict``: ``mail_waits``, ``mail_too_old``, ``address_refuses_mail``,
    ``nothing_to_say``, ``mail_asked_lately``, ``mail_sent_again``.
    """
    require(actor, Permission.MAIL_RESEND)
    recent.require_recent(actor)
    mail = db.session.get(Mail, mail_id, with_for_update=True, populate_existing=True)
    if mail is None:
        raise NotFound
    effect, letter = _resendable(mail)
    if letter.compose(effect.payload) is None:
        found = _renewed(actor, mail)
    else:
        found = _again(mail, effect)
    data = {"letter": mail.letter, "as": str(found)}
    record(actor, Act.MAIL_RESENT, ("mail", mail.id), context_id=mail.user_id, data=data)
    return found


def take_mails(actor: Actor, filters: dict[str, Any]) -> None:
    """Note that ``actor`` takes away what ``filters`` (ids and codes) find of the letters."""
    require(actor, Permission.DESK_MAILS)
    recent.require_recent(actor)
    record(actor, Act.MAILS_EXPORTED, ("mail", None), data=filters)


def _resendable(mail: Mail) -> tuple[OutboxRow, Letter]:
    if mail.state is MailState.QUEUED:
        raise Conflict("mail_waits")
    effect = db.session.get(OutboxRow, mail.id)
    try:
        letter = letter_named(mail.letter)
    except UnknownLetter as error:
        raise Conflict("nothing_to_say") from error
    if effect is None:
        raise Conflict("mail_too_old")
    if not letter.elsewhere and refuses_since(mail.user_id):
        raise Conflict("address_refuses_mail")
    return effect, letter


def _renewed(actor: Actor, mail: Mail) -> uuid.UUID:
    renew, user = RENEWED.get(mail.letter), db.session.get(User, mail.user_id)
    if renew is None or user is None:
        raise Conflict("nothing_to_say")
    before = newest_of(user.id, mail.letter)
    renew(actor, user)
    after = newest_of(user.id, mail.letter)
    if after is None or after == before:
        raise Conflict("mail_asked_lately")
    return after


def _again(mail: Mail, effect: OutboxRow) -> uuid.UUID:
    if mail.state is MailState.FAILED and try_again([mail.id]):
        return mail.id
    facts = {name: value for name, value in effect.payload.items() if name not in OWN}
    about = effect.payload["about"]
    made = post(mail.letter, mail.user_id, about=about, once=f"again:{mail.id}", **facts)
    if made is None:
        raise Conflict("mail_sent_again")
    return made
