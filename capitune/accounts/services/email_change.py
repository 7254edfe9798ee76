"""Another address: asked for, proved at the new one, told to the old one, which can undo it for seven days."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from capitune.accounts import addresses, codes, passwords, queries
from capitune.accounts.events import EmailChanged
from capitune.accounts.models import EmailChange, User
from capitune.accounts.policy import gives_way
from capitune.accounts.services import one_time
from capitune.accounts.services.factors import forget_since
from capitune.accounts.services.leaving import come_back
from capitune.accounts.services.letters import send, send_already_registered
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.core.work import savepoint


def ask_email_change(actor: Actor, user: User, email: str) -> EmailChange:
    """Send a link to the new address; nothing changes before it is used.

    An address that somebody has already gets the same answer; its owner gets a letter. Raises ``Invalid``
    about ``email``: ``bad_email``, ``same_email``, ``wait_for_link`` (the last is not 60 s old, or six were
    sent within the hour).
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    require_recent(actor)
    address = addresses.parse(email)
    held = queries.lock_user(user.id) or user
    if address.key == held.email_key:
        raise Invalid.on("email", "same_email")
    code = one_time.make(actor, held, CodePurpose.CHANGE_EMAIL)
    if code is None:
        raise Invalid.on("email", "wait_for_link")
    facts = {"old_email": held.email, "new_email": address.shown, "new_key": address.key}
    change = EmailChange(user_id=held.id, code_id=code.id, **facts)
    db.session.add(change)
    db.session.flush()
    owner = queries.user_by_email(address.shown)
    if owner is not None and not gives_way(owner):
        send_already_registered(owner)
    else:
        send("email_change_asked", held, about=change.id)
    return change


def confirm_email_change(actor: Actor, user: User, token: str) -> None:
    """Take the new address, with the link that was sent to it. It works for whoever is signed in to the
    account only: a letter that reached a stranger, by a slip of the keyboard, gives them nothing.

    Raises ``Invalid`` about ``token``: ``dead_link``, ``email_taken`` (somebody else proved it meanwhile).
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    held = queries.lock_user(user.id)
    change = queries.change_of_link(user.id, token)
    if held is None or change is None:
        raise Invalid.on("token", "dead_link")
    one_time.use_link(CodePurpose.CHANGE_EMAIL, token)
    _set_email(held, change.new_email)
    held.email_verified_at = change.confirmed_at = now()
    # A link to choose a password that lies in the old mailbox must not open the account any more.
    one_time.kill(held, CodePurpose.RESET_PASSWORD)
    record(actor, Act.ACCOUNT_EMAIL_CHANGED, ("user", user.id))
    publish(EmailChanged(held.id, change.id))


def undo_email_change(actor: Actor, token: str) -> str:
    """Put the old address back, with the link that was sent to it: somebody else may have changed it.

    Everything that is open ends, the password counts no more, and what was done since to keep the owner out
    is taken back: factors, later changes of address, a deletion. Returns the token of a link with which to
    choose a new password. Raises ``Invalid`` about ``token`` (``dead_link``, ``email_taken``).
    """
    found = queries.undoable_change(token)
    user = queries.lock_user(found.user_id) if found else None
    change = queries.undoable_change(token)  # asked again behind the lock
    gone = user is None or user.standing is Standing.ERASED
    if gone or user is None or change is None or change.confirmed_at is None:
        raise Invalid.on("token", "dead_link")
    _set_email(user, change.old_email)
    user.email_verified_at = now()
    user.password_hash = passwords.UNUSABLE
    forget_since(actor, user, change.confirmed_at)
    later = (EmailChange.user_id == user.id, EmailChange.created_at >= change.created_at)
    db.session.execute(update(EmailChange).where(*later).values(undone_at=now()))
    departure = queries.open_departure(user.id)
    if departure is not None and departure.created_at > change.confirmed_at:
        come_back(actor, departure)
    revoke_all(user, "email_undone")
    record(actor, Act.ACCOUNT_EMAIL_UNDONE, ("user", user.id))
    code = one_time.renew(actor, user, CodePurpose.RESET_PASSWORD)
    return codes.link(CodePurpose.RESET_PASSWORD, code.id)


def _set_email(user: User, email: str) -> None:
    """The constraint decides who has an address; an account that never proved it gives way."""
    address = addresses.parse(email)
    other = queries.lock_user_by_key(address.key)
    if other is not None and other.id != user.id and gives_way(other):
        db.session.delete(other)
        db.session.flush()
    try:
        with savepoint():
            user.email, user.email_key = address.shown, address.key
            db.session.flush()
    except IntegrityError as error:
        db.session.refresh(user)
        raise Invalid.on("token", "email_taken") from error
