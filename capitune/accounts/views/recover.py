"""A forgotten password."""

from flask import Response, flash, request, session, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import ForgotForm, ResetForm
from capitune.accounts.known import know
from capitune.accounts.pace import evenly
from capitune.accounts.states import CodePurpose
from capitune.accounts.views.blueprint import bp
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _

WHO = "whoever cannot sign in"
SENT_TO = "link_sent_to"


@bp.route("/forgot-password", methods=["GET", "POST"])
@public(WHO)
@evenly
@limits.auth()
def forgot_password() -> Response:
    """Ask for a link; the answer is the same whether there is an account or not."""
    form = ForgotForm()
    if form.validate_on_submit():
        services.forgot_password(current_actor(), form.email.data)
        session[SENT_TO] = form.email.data[:254]
        return go(url_for("accounts.link_sent"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/forgot_password.html", status=status, form=form)


@bp.get("/forgot-password/sent")
@public(WHO)
def link_sent() -> Response:
    """What to do now."""
    return page("accounts/link_sent.html", email=session.get(SENT_TO, ""))


@bp.route("/reset-password/<token>", methods=["GET", "POST"])
@public(WHO)
@limits.auth()
def reset_password(token: str) -> Response:
    """Choose a new password with the link; everything that was open ends."""
    form = ResetForm()
    if form.validate_on_submit():
        user = form.attempt(services.reset_password, current_actor(), token, form.password.data)
        if user:
            know(user.id)  # the mailbox is theirs: guessing elsewhere closes nothing here
            flash(_("Your new password is saved. Sign in with it."), "success")
            return go(url_for("accounts.sign_in"))
    live = queries.owner_of_link(CodePurpose.RESET_PASSWORD, token) is not None
    status = 422 if request.method == "POST" or not live else 200
    return page("accounts/reset_password.html", status=status, form=form, live=live)
