"""Another address: asked for, taken by the link sent to it, undone by the link sent to the old one."""

from flask import Response, flash, request, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import BareForm, ConfirmForm, EmailChangeForm
from capitune.accounts.models import EmailChange, User
from capitune.accounts.pace import evenly
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, public, recently_proved
from capitune.core import limits
from capitune.core.errors import Unauthenticated
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _


@bp.route("/profile/security/email", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
@recently_proved
@evenly
@limits.auth()
def change_email(user: User) -> Response:
    """Ask for it; the answer is the same whether somebody has that address or not."""
    form = EmailChangeForm()
    if form.validate_on_submit() and form.attempt(
        services.ask_email_change, current_actor(), user, form.email.data
    ):
        return go(url_for("accounts.change_email"))
    status = 422 if form.is_submitted() else 200
    waiting = queries.waiting_change(user.id)
    return page("accounts/email.html", status=status, form=form, user=user, waiting=waiting)


@bp.route("/profile/security/email/<token>", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF)
@limits.auth()
def confirm_email(token: str) -> Response:
    """Take the address. It acts only by its button: mail programs open links by themselves."""
    user = myself()
    if user is None:
        raise Unauthenticated
    form = ConfirmForm()
    if form.validate_on_submit():
        form.attempt(services.confirm_email_change, current_actor(), user, token)
        if not form.errors:
            flash(_("Your new address counts from now on: sign in with it."), "success")
            return go(url_for("accounts.security"))
    return _asked("accounts/email_confirm.html", form, queries.change_of_link(user.id, token))


@bp.route("/undo-email/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: whoever changed the address may not be its owner")
@limits.auth()
def undo_email(token: str) -> Response:
    """Put the old address back, then choose a new password. It acts only by its button, too."""
    form = BareForm()
    if form.validate_on_submit():
        reset = form.attempt(services.undo_email_change, current_actor(), token)
        if reset:
            browser.leave()
            flash(_("Your address is back, and every device is signed out."), "success")
            return go(url_for("accounts.reset_password", token=reset))
    return _asked("accounts/email_undo.html", form, queries.undoable_change(token))


def _asked(template: str, form: BareForm | ConfirmForm, change: EmailChange | None) -> Response:
    status = 200 if change is not None and request.method == "GET" else 422
    return page(template, status=status, form=form, change=change)
