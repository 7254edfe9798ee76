"""Proving that an address is one's own."""

from capitune.accounts import queries
from capitune.accounts.addresses import key_of
from capitune.accounts.events import AccountVerified
from capitune.accounts.models import User
from capitune.accounts.services import one_time
from capitune.accounts.services.signing import CLOSED, closed
from capitune.accounts.services.tickets import is_ticket
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.events import publish


def verify_email(actor: Actor, email: str, code: str, ticket: str = "") -> User:
    """Verify the address with the six digits sent to it; returns whose it is.

    ``ticket`` is what this browser got when it signed up. Raises ``Invalid``: ``wrong_code``, the same
    for a wrong, expired, used, replaced code, after five tries and for an address that waits for none;
    ``sign_up_replaced`` when the code is right but another sign-up with this address came after.
    """
    user = _waiting(email)
    if user is None:
        raise Invalid.on("code", "wrong_code")
    one_time.use_digits(actor, user, CodePurpose.VERIFY_EMAIL, code)
    if ticket and not is_ticket(ticket, user.password_hash):
        raise Invalid.on("code", "sign_up_replaced")
    return _verified(actor, user)


def verify_email_by_link(actor: Actor, token: str) -> User:
    """The same by the link of the letter. Raises ``Invalid`` (``dead_link``)."""
    return _verified(actor, one_time.use_link(CodePurpose.VERIFY_EMAIL, token))


def resend_code(actor: Actor, email: str) -> None:
    """Send a new code to an address that waits for one, if the last is older than 60 s.

    Says nothing either way: who has an account is nobody's business.
    """
    user = _waiting(email)
    if user is not None:
        one_time.ask(actor, user, CodePurpose.VERIFY_EMAIL)


def _waiting(email: str) -> User | None:
    key = key_of(email)
    user = queries.lock_user_by_key(key) if key else None
    return user if user and user.email_verified_at is None else None


def _verified(actor: Actor, user: User) -> User:
    if user.standing in CLOSED:
        raise closed(user)
    user.email_verified_at = now()
    record(actor, Act.ACCOUNT_VERIFIED, ("user", user.id))
    publish(AccountVerified(user.id))
    return user
