"""Coming by an invitation: the only way into the team, and one for everybody else."""

from flask import Response, request, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import InvitationForm
from capitune.accounts.models import User
from capitune.accounts.states import CodePurpose
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import open_here
from capitune.authz.actor import STAFF
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page

SAID = ("first_name", "last_name", "password", "accept_terms", "accept_communications")


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: whoever was invited has no password yet")
@limits.auth()
def invitation(token: str) -> Response:
    """Name and password; then, for the team, the second factor before anything else."""
    form = InvitationForm()
    if form.validate_on_submit():
        joined = form.attempt(_join, token, form)
        if joined:
            return go(url_for("accounts.factors" if joined.role in STAFF else "pages.dashboard"))
    owner_id = queries.owner_of_link(CodePurpose.RESET_PASSWORD, token)
    invited = queries.user_by_id(owner_id) if owner_id else None
    status = 422 if request.method == "POST" or invited is None else 200
    return page("accounts/invitation.html", status=status, form=form, invited=invited)


def _join(token: str, form: InvitationForm) -> User:
    said = {name: form[name].data for name in SAID}
    joined = services.accept_invitation(current_actor(), token, services.Joining(**said))
    browser.enter(open_here(joined, first=True), remember=False)
    return joined
