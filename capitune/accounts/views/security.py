"""How one signs in: the password, the address, and where one is signed in now."""

from flask import Response, flash, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import ConfirmForm, NewPasswordForm
from capitune.accounts.models import User
from capitune.accounts.opening import Opening
from capitune.accounts.views import factors
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.work import unit_of_work


@bp.get("/profile/security")
@access(Permission.ACCOUNT_SELF, subject=myself)
def security(user: User) -> Response:
    """What protects the account, and every browser and program that is signed in."""
    return page(
        "accounts/security.html",
        user=user,
        openings=queries.openings(user),
        here=current_actor().session_id,
        **factors.shown(user),
    )


@bp.route("/profile/security/password", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
@own_unit("passwords are checked and hashed, slowly, before a database connection is held")
@limits.auth()
def change_password(user: User) -> Response:
    """The present password, and a new one. All other browsers and programs are signed out."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        checked = services.check_password(user.email, form.current_password.data)
        chosen = form.judge(services.choose_password, user, form.new_password.data)
        if chosen and _is_changed(form, user, checked, chosen):
            flash(_("Your new password is saved. Every other device is signed out."), "success")
            return go(url_for("accounts.security"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/password.html", status=status, form=form)


def _is_changed(form: NewPasswordForm, user: User, checked: services.Checked, chosen: str) -> bool:
    with unit_of_work():
        form.attempt(services.change_password, current_actor(), user, checked, chosen)
    return not form.errors


@bp.post("/profile/security/sessions/<uuid:session_id>/end")
@access(Permission.SESSION_END, subject=queries.opening_by_id)
def end_opening(opened: Opening) -> Response:
    """Sign one browser or program out."""
    if ConfirmForm().validate_on_submit():
        services.end_opening(current_actor(), opened)
        flash(_("%(device)s is signed out.", device=opened.device or _("This device")), "success")
    return go(url_for("accounts.security"))


@bp.post("/profile/security/sessions/end")
@access(Permission.ACCOUNT_SELF, subject=myself)
def end_others(user: User) -> Response:
    """Sign everything out but this browser."""
    if ConfirmForm().validate_on_submit():
        services.end_others(current_actor(), user)
        flash(_("Every other device is signed out."), "success")
    return go(url_for("accounts.security"))
