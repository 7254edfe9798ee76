"""One's own profile."""

from flask import Response, flash, url_for
from flask_babel import gettext as _

from capitune.accounts import countries, queries, services, zones
from capitune.accounts.forms import ProfileForm
from capitune.accounts.models import User
from capitune.accounts.views.blueprint import bp
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import current_language


def myself() -> User | None:
    """The signed-in person's own account."""
    user_id = current_actor().user_id
    return queries.user_by_id(user_id) if user_id else None


@bp.get("/profile")
@access(Permission.ACCOUNT_SELF, subject=myself)
def profile(user: User) -> Response:
    """Name, address, country, language, time zone."""
    country = countries.name(user.country, current_language())
    zone = zones.label(user.timezone, current_language())
    shows_dossier = current_actor().is_candidate
    return page(
        "accounts/profile.html", user=user, country=country, zone=zone, shows_dossier=shows_dossier
    )


@bp.route("/profile/edit", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
def edit_profile(user: User) -> Response:
    """Change them. The language counts from the next page on."""
    form = ProfileForm(obj=user)
    if form.validate_on_submit() and form.attempt(
        services.edit_profile, current_actor(), user, form.changes
    ):
        flash(_("Your profile is saved."), "success")
        return go(url_for("accounts.profile"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/profile_edit.html", status=status, form=form)
