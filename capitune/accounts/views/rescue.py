"""The way back for who lost every factor: reached from the second step only, the password being right."""

from flask import Response, flash, request, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import BareForm, ConfirmForm, FactorCodeForm
from capitune.accounts.models import User
from capitune.accounts.views import second_step
from capitune.accounts.views.blueprint import bp
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _

WHO = second_step.WHO


def _owner() -> User | None:
    """Whose pending sign-in this browser holds."""
    pending = services.pending_of(second_step.token())
    return queries.user_by_id(pending.user_id) if pending else None


@bp.route("/login/rescue", methods=["GET", "POST"])
@public(WHO)
@limits.auth()
def rescue() -> Response:
    """What will happen; then a code to the mailbox."""
    user = _owner()
    if user is None:
        return second_step.over()
    form = BareForm()
    if form.validate_on_submit():
        services.ask_rescue(current_actor(), user)
        return go(url_for("accounts.rescue_code"))
    return page("accounts/rescue.html", form=form)


@bp.route("/login/rescue/code", methods=["GET", "POST"])
@public(WHO)
@limits.auth()
def rescue_code() -> Response:
    """The code of the letter; then the request is with the team."""
    user = _owner()
    if user is None:
        return second_step.over()
    form = FactorCodeForm()
    if form.validate_on_submit() and form.attempt(
        services.prove_mailbox, current_actor(), user, form.code.data
    ):
        return go(url_for("accounts.rescue_code"))
    asked = queries.rescue_of(user.id)
    status = 422 if form.is_submitted() else 200
    return page("accounts/rescue_code.html", status=status, form=form, asked=asked, user=user)


@bp.route("/login/rescue/stop/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: whoever gets the owner's mail may stop it")
@limits.auth()
def stop_rescue(token: str) -> Response:
    """Stop it. It acts only by its button: mail programs open links by themselves."""
    form = ConfirmForm()
    if form.validate_on_submit():
        form.attempt(services.cancel_rescue, current_actor(), token)
        if not form.errors:
            flash(_("Stopped. Your second factor stays as it is. Now choose another password."))
            return go(url_for("accounts.forgot_password"))
    live = services.rescue_of_link(token) is not None
    status = 200 if live and request.method == "GET" else 422
    return page("accounts/rescue_stop.html", status=status, form=form, live=live)


@bp.route("/login/rescue/take/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: whoever gets the owner's mail says that it is lost")
@limits.auth()
def take_rescue(token: str) -> Response:
    """Say that it is lost, by the button: mail programs open links by themselves."""
    form = ConfirmForm()
    if form.validate_on_submit():
        form.attempt(services.take_rescue, current_actor(), token)
        if not form.errors:
            return page("accounts/rescue_take.html", form=form, live=True, taken=True)
    live = services.offered_rescue(token) is not None
    status = 200 if live and request.method == "GET" else 422
    return page("accounts/rescue_take.html", status=status, form=form, live=live, taken=False)
