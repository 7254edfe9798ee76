"""How one wants to be told."""

from flask import Response

from capitune.accounts.models import User
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters.preferences import preferences
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.notifications import services
from capitune.notifications.queries import preferences_of
from capitune.notifications.services import Settings, Wanted

TAG = "users"


@bp.get("/users/me/preferences")
@access(Permission.NOTIFICATION_PREFER, subject=oneself)
@operation(200, shapes.Preferences, tag=TAG)
def read_preferences(person: User) -> Response:
    """The language, and how one is told of each kind that concerns one's role."""
    return reply(preferences(person, preferences_of(person.id)))


@bp.put("/users/me/preferences")
@access(Permission.NOTIFICATION_PREFER, subject=oneself)
@operation(200, shapes.Preferences, tag=TAG)
def edit_preferences(person: User, json: bodies.PreferenceChanges) -> Response:
    """Change some of it; what is not sent stays."""
    sent = json.model_dump(exclude_unset=True)
    settings = Settings(
        profile={name: sent[name] for name in ("language", "timezone") if name in sent},
        wanted={kind: Wanted(c.in_app, c.email) for kind, c in json.notifications.items()},
        digest=json.digest,
        communications=json.communications,
    )
    services.prefer(current_actor(), person, settings)
    db.session.flush()
    return reply(preferences(person, preferences_of(person.id)))
