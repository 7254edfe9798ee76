"""Joining the team: by an invitation, never by sign-up."""

from flask import Response, request, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import InvitationForm
from capitune.accounts.states import CodePurpose
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import open_here
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: whoever was invited has no password yet")
@limits.auth()
def invitation(token: str) -> Response:
    """Name and password; then the second factor, before anything else."""
    form = InvitationForm()
    if form.validate_on_submit():
        secret = form.attempt(_join, token, form)
        if secret:
            browser.enter(secret, remember=False)
            return go(url_for("accounts.factors"))
    live = queries.owner_of_link(CodePurpose.RESET_PASSWORD, token) is not None
    status = 422 if request.method == "POST" or not live else 200
    return page("accounts/invitation.html", status=status, form=form, live=live)


def _join(token: str, form: InvitationForm) -> str:
    fields = {name: form[name].data for name in ("first_name", "last_name", "password")}
    joined = services.accept_invitation(current_actor(), token, **fields)
    return open_here(joined, first=True)
