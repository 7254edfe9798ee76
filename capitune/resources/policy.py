"""Who reads what the team wrote, and who writes it."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.resources.models import Resource


@rule(Permission.RESOURCE_READ, sees=Permission.RESOURCE_READ)
def _(actor: Actor, resource: Resource | None) -> Verdict:
    """What is published, whoever is signed in; drafts and what is retired, the team."""
    return actor.is_signed_in and (resource is None or resource.is_published or actor.is_staff)


@rule(Permission.RESOURCE_PROGRESS, sees=Permission.RESOURCE_READ)
def _(actor: Actor, resource: Resource) -> Verdict:
    """Whoever is signed in, of what everybody may read."""
    return actor.is_signed_in and resource.is_published


@rule(Permission.RESOURCE_MANAGE)
def _(actor: Actor, _subject: object) -> Verdict:
    """The team."""
    return actor.is_staff
