"""What one says of one's practice."""

from flask import Response, flash, url_for

from capitune.accounts.models import User
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.professionals import services
from capitune.professionals.forms import PracticeForm
from capitune.professionals.queries import practice_of
from capitune.professionals.views.blueprint import bp


@bp.route("/profile/practice", methods=["GET", "POST"])
@access(Permission.PRACTICE_EDIT, subject=myself)
def edit_practice(user: User) -> Response:
    """Change it."""
    actor, known = current_actor(), practice_of(user.id)
    form = PracticeForm(practice=known)
    if actor.is_verified_professional and known:
        del form.profession
    if form.validate_on_submit() and form.attempt(
        services.edit_practice, actor, user, form.changes
    ):
        flash(_("Your practice is saved."), "success")
        return go(url_for("pages.profile"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/practice_edit.html", status=status, form=form)
