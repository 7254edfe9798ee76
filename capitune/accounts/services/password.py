"""A new password in the place of the old one."""

from capitune.accounts import passwords
from capitune.accounts.events import PasswordChanged
from capitune.accounts.models import User
from capitune.accounts.services.proving import require_password
from capitune.accounts.services.sessions import revoke_others
from capitune.accounts.services.signing import Checked
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.core.work import release


def choose_password(user: User, password: str) -> str:
    """The hash of a new password for ``user``. Slow; outside a unit of work it holds no connection.

    Raises ``Invalid`` about ``new_password`` (see ``passwords.check_strength``).
    """
    about = (user.first_name, user.last_name, user.email)
    release()
    passwords.check_strength(password, about, "new_password")
    return passwords.hashed(password)


def change_password(actor: Actor, user: User, checked: Checked, chosen: str) -> None:
    """Keep the hash ``chosen``, end every sign-in but the actor's own, and tell the person by mail.

    ``checked`` is what ``check_password`` said of the present one. Raises ``Invalid`` about
    ``current_password`` (``wrong_password``); the refusal stays in the audit log.
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    held = require_password(actor, user, checked, "current_password")
    held.password_hash = chosen
    revoke_others(actor, held, "password_changed")
    record(actor, Act.ACCOUNT_PASSWORD_CHANGED, ("user", user.id))
    tell_password_changed(held)


def tell_password_changed(user: User) -> None:
    """It may not have been them."""
    publish(PasswordChanged(user.id, new_id()))
