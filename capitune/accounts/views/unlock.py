"""Opening an account again that was closed because somebody guessed its password."""

from flask import Response, flash, request, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import BareForm
from capitune.accounts.known import know
from capitune.accounts.states import CodePurpose
from capitune.accounts.views.blueprint import bp
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _


@bp.route("/login/unlock/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: it opens nothing without the password")
@limits.auth()
def unlock(token: str) -> Response:
    """Lift the lock, and know this browser. It acts only by its button: mail programs open links."""
    form = BareForm()
    if form.validate_on_submit():
        user = form.attempt(services.lift_lock, current_actor(), token)
        if user:
            know(user.id)
            flash(_("Your account is open again. Sign in."), "success")
            return go(url_for("accounts.sign_in"))
    live = queries.owner_of_link(CodePurpose.LIFT_LOCK, token) is not None
    status = 200 if live and request.method == "GET" else 422
    return page("accounts/unlock.html", status=status, form=form, live=live)
