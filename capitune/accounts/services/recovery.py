"""A forgotten password, and a new one in its place."""

from capitune.accounts import passwords, queries
from capitune.accounts.addresses import key_of
from capitune.accounts.events import AccountVerified
from capitune.accounts.invited import is_invited
from capitune.accounts.models import User
from capitune.accounts.services import locking, one_time
from capitune.accounts.services.password import tell_password_changed
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.services.staff import send_invitation
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import STAFF, Actor
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.events import publish


def forgot_password(actor: Actor, email: str) -> None:
    """Send a link to choose a new password, if there is an account and the last link is older than 60 s.

    Says nothing either way.
    """
    key = key_of(email)
    user = queries.lock_user_by_key(key) if key else None
    if user is None or user.standing is not Standing.ACTIVE:
        return
    if is_invited(user):
        send_invitation(actor, user)
    else:
        one_time.ask(actor, user, CodePurpose.RESET_PASSWORD)


def reset_password(actor: Actor, token: str, password: str) -> User:
    """Set the password of whoever holds this link, and end everything that was open.

    The link came by mail, so it proves the address too. Raises ``Invalid``: ``dead_link`` about
    ``token``, or what is wrong with the password (the link stays good then).
    """
    user = one_time.use_link(CodePurpose.RESET_PASSWORD, token)
    if is_invited(user) and user.role not in STAFF:  # they have the terms to read first
        raise Invalid.on("token", "dead_link")
    passwords.check_strength(password, (user.first_name, user.last_name, user.email))
    user.password_hash = passwords.hashed(password)
    if user.email_verified_at is None:
        user.email_verified_at = now()
        publish(AccountVerified(user.id))
    revoke_all(user, "password_changed")
    locking.open_everywhere(user)
    record(actor, Act.ACCOUNT_PASSWORD_RESET, ("user", user.id))
    tell_password_changed(user)
    return user
