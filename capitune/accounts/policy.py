"""Who may do what with accounts."""

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission

COMMANDS = frozenset({"cli", "seed"})


@rule(Permission.ACCOUNT_SELF, sees=Permission.ACCOUNT_SELF)
def _(actor: Actor, user: User | None) -> Verdict:
    """Only one's own; without a subject, whoever is signed in."""
    return actor.is_signed_in and (user is None or user.id == actor.user_id)


@rule(Permission.SESSION_PROVE, sees=Permission.SESSION_PROVE)
def _(actor: Actor, user: User | None) -> Verdict:
    """In one's own sign-in only."""
    return actor.is_signed_in and (user is None or user.id == actor.user_id)


@rule(Permission.PROFILE_READ, sees=Permission.PROFILE_READ)
def _(actor: Actor, user: User) -> Verdict:
    """Whoever is signed in, of people who can sign in; oneself always."""
    usable = user.standing is Standing.ACTIVE and user.email_verified_at is not None
    return actor.is_signed_in and (usable or user.id == actor.user_id)


@rule(Permission.DASHBOARD_SEE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_signed_in


@rule(Permission.STAFF_INVITE)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever holds the machine's command line."""
    return actor.door is Door.SYSTEM and actor.name in COMMANDS
