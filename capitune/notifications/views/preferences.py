"""What one prefers: the language, and what one is told and how."""

from flask import Response, flash, url_for

from capitune.accounts.models import User
from capitune.accounts.queries import holds
from capitune.accounts.states import Purpose
from capitune.accounts.views.profile import myself
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.notifications import queries, services
from capitune.notifications.forms import PreferencesForm, form_for
from capitune.notifications.kinds import KINDS, Choice
from capitune.notifications.labels import KINDS as NAMES
from capitune.notifications.labels import MAILINGS, TOPICS
from capitune.notifications.services import Settings, Wanted
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.views.blueprint import bp


@bp.route("/profile/preferences", methods=["GET", "POST"])
@access(Permission.NOTIFICATION_PREFER, subject=myself)
def preferences(user: User) -> Response:
    """All of it on one page, saved at once. The language counts from the next page on."""
    now = queries.preferences_of(user.id)
    form = _form(user, now)
    if form.validate_on_submit() and _is_kept(form, user):
        flash(_("Your preferences are saved."), "success")
        return go(url_for("notifications.preferences"))
    return page(
        "notifications/preferences.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        topics=_topics(now),
        kinds=KINDS,
        names=NAMES,
        mailings=MAILINGS,
        keeps_feed=can(current_actor(), Permission.FEED_KEEP),
    )


def _form(user: User, now: queries.Preferences) -> PreferencesForm:
    return form_for(
        now.choices,
        kept_timezone=user.timezone,
        language=user.language.value,
        timezone=user.timezone,
        digest=now.digest.value,
        communications=holds(user.id, Purpose.COMMUNICATIONS),
    )


def _is_kept(form: PreferencesForm, user: User) -> bool:
    settings = Settings(
        profile=form.profile,
        wanted={name: Wanted(c.in_app, c.mail) for name, c in form.choices.items()},
        digest=form.rhythm,
        communications=form.communications.data,
    )
    form.attempt(services.prefer, current_actor(), user, settings)
    return not form.errors


def _topics(now: queries.Preferences) -> list[tuple[str, list[tuple[Kind, Choice]]]]:
    """Each part of the page: its name, its kinds, and how each is told now."""
    parts = (
        (name, [(k, choice) for k, choice in now.choices.items() if KINDS[k].topic is topic])
        for topic, name in TOPICS.items()
    )
    return [(name, lines) for name, lines in parts if lines]
