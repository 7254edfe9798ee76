"""Who may use the back office. Its existence is known to staff only."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.DESK_ENTER, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_staff


@rule(Permission.DESK_USERS, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    """The team; a moderator finds nobody of it there."""
    return actor.is_staff


@rule(Permission.DESK_ASSIGN, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.DESK_DOSSIERS, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.AUDIT_READ)
def _(actor: Actor, _subject: object) -> Verdict:
    """An admin, at the desk or by a program."""
    return actor.is_admin


@rule(Permission.DESK_JOBS, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.JOBS_HANDLE, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.DESK_MAILS, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.MAIL_RESEND, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.DESK_HEALTH, sees=Permission.DESK_ENTER)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin
