"""Who may do what with accounts."""

from collections.abc import Set

from capitune.accounts.agreements import Agreement
from capitune.accounts.models import Export, FactorRescue, User
from capitune.accounts.opening import Opening
from capitune.accounts.pictures import Picture
from capitune.accounts.states import Standing
from capitune.authz.actor import STAFF, Actor, Door, Role
from capitune.authz.engine import Denial, Verdict, rule
from capitune.authz.permissions import Permission

UNSUBSCRIBE = "unsubscribe"
LIFTER = "suspensions"
COMMANDS = frozenset({"cli", "seed"})


def _is_usable(owner: User | Picture) -> bool:
    """They can sign in."""
    return owner.standing is Standing.ACTIVE and owner.email_verified_at is not None


def gives_way(owner: User) -> bool:
    """They never proved that the address is theirs, so whoever proves it takes it."""
    proved = owner.email_verified_at is not None or owner.role in STAFF
    return not proved and owner.standing is Standing.ACTIVE


def must_have_factor(role: Role, scopes: Set[str]) -> bool:
    """Whether a second factor is mandatory: for the team, and for whoever opens other people's dossiers."""
    return role in STAFF or (role is Role.PROFESSIONAL and bool(scopes))


@rule(Permission.ACCOUNT_SELF, sees=Permission.ACCOUNT_SELF)
def _(actor: Actor, user: User | None) -> Verdict:
    """Only one's own; without a subject, whoever is signed in."""
    return actor.is_signed_in and (user is None or user.id == actor.user_id)


@rule(Permission.SESSION_PROVE, sees=Permission.SESSION_PROVE)
def _(actor: Actor, user: User | None) -> Verdict:
    """In one's own sign-in only."""
    return actor.is_signed_in and (user is None or user.id == actor.user_id)


@rule(Permission.SESSION_CLOSE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_signed_in


@rule(Permission.FACTOR_MANAGE, sees=Permission.FACTOR_MANAGE)
def _(actor: Actor, user: User | None) -> Verdict:
    """Only one's own."""
    return actor.is_signed_in and (user is None or user.id == actor.user_id)


@rule(Permission.FACTOR_RESCUE)
def _(actor: Actor, rescue: FactorRescue | None) -> Verdict:
    """An admin, for others: nobody removes their own factors this way."""
    if not actor.is_admin:
        return False
    if rescue is not None and rescue.user_id == actor.user_id:
        return Denial("not_for_oneself")
    return True


@rule(Permission.LANGUAGE_CHOOSE)
def _(actor: Actor, user: User) -> Verdict:
    """One's own; before a mandatory factor too, or one could not read how to set it up."""
    return actor.is_signed_in and user.id == actor.user_id


@rule(Permission.SESSION_END, sees=Permission.SESSION_END)
def _(actor: Actor, opened: Opening) -> Verdict:
    """One's own only."""
    return actor.is_signed_in and opened.user_id == actor.user_id


@rule(Permission.PROFILE_READ, sees=Permission.PROFILE_READ)
def _(actor: Actor, user: User) -> Verdict:
    """Whoever is signed in, of people who can sign in; oneself always."""
    return actor.is_signed_in and (_is_usable(user) or user.id == actor.user_id)


@rule(Permission.PICTURE_SEE, sees=Permission.PICTURE_SEE)
def _(actor: Actor, picture: Picture) -> Verdict:
    """The same. Whose picture it is, and which, is known to whoever was shown the face."""
    return actor.is_signed_in and (_is_usable(picture) or picture.user_id == actor.user_id)


@rule(Permission.CONSENT_GIVE, sees=Permission.CONSENT_GIVE)
def _(actor: Actor, agreement: Agreement) -> Verdict:
    """Nobody agrees for somebody else."""
    return actor.is_signed_in and agreement.user_id == actor.user_id


@rule(Permission.CONSENT_WITHDRAW, sees=Permission.CONSENT_WITHDRAW)
def _(actor: Actor, agreement: Agreement) -> Verdict:
    """One's own; and whoever follows the link of a letter, which says whose it is."""
    by_letter = actor.door is Door.SYSTEM and actor.name == UNSUBSCRIBE
    return by_letter or (actor.is_signed_in and agreement.user_id == actor.user_id)


@rule(Permission.DASHBOARD_SEE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_signed_in


@rule(Permission.STAFF_INVITE)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever holds the machine's command line."""
    return actor.door is Door.SYSTEM and actor.name in COMMANDS


@rule(Permission.EXPORT_READ, sees=Permission.EXPORT_READ)
def _(actor: Actor, export: Export) -> Verdict:
    """Whose it is, nobody else: not even staff."""
    return actor.is_signed_in and export.user_id == actor.user_id


@rule(Permission.ACCOUNT_ERASE)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the machine, under this name: people ask for their own, and the clock carries it out."""
    return actor.door is Door.SYSTEM and actor.name == "eraser"


@rule(Permission.ACCOUNT_KNOW, sees=Permission.ACCOUNT_KNOW)
def _(actor: Actor, user: User | None) -> Verdict:
    """An admin, of everybody; a moderator, of people who are not of the team, and of themself."""
    if actor.is_admin:
        return True
    return actor.is_staff and (user is None or user.role not in STAFF or user.id == actor.user_id)


@rule(Permission.ACCOUNT_MANAGE, sees=Permission.ACCOUNT_KNOW)
def _(actor: Actor, user: User | None) -> Verdict:
    """An admin, anybody but themself: one's own account is changed at one's profile, one's role by others."""
    if not actor.is_admin:
        return False
    if user is not None and user.id == actor.user_id:
        return Denial("not_for_oneself")
    return True


@rule(Permission.ACCOUNT_SUSPEND, sees=Permission.ACCOUNT_KNOW)
def _(actor: Actor, user: User | None) -> Verdict:
    """An admin, anybody but themself; a moderator, people who are not staff; the clock, which only lifts."""
    if actor.door is Door.SYSTEM:
        return actor.name == LIFTER
    if not actor.is_staff:
        return False
    if user is not None and user.id == actor.user_id:
        return Denial("not_for_oneself")
    return actor.is_admin or user is None or user.role not in STAFF
