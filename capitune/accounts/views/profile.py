"""One's own profile."""

from flask import Response, flash, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import CandidateProfileForm, ProfileForm
from capitune.accounts.models import User
from capitune.accounts.views.blueprint import bp
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _


def myself() -> User | None:
    """The signed-in person's own account."""
    user_id = current_actor().user_id
    return queries.user_by_id(user_id) if user_id else None


@bp.route("/profile/edit", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
def edit_profile(user: User) -> Response:
    """Change it. The language counts from the next page on."""
    form = form_of(user)
    if form.validate_on_submit() and form.attempt(
        services.edit_profile, current_actor(), user, form.changes
    ):
        flash(_("Your profile is saved."), "success")
        return go(url_for("pages.profile"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/profile_edit.html", status=status, form=form)


def form_of(user: User) -> ProfileForm:
    """The form of this kind of account, filled with what is known."""
    if current_actor().is_candidate:
        return CandidateProfileForm(obj=user, project=queries.project_of(user.id))
    return ProfileForm(obj=user)
