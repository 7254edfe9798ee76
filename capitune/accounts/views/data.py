"""One's own data: what there is, a copy of it, closing the account, coming back."""

from flask import Response, flash, request, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import ConfirmForm, LeaveForm
from capitune.accounts.models import Departure, Export, User
from capitune.accounts.takeaway import to_archive
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.accounts.words import stays
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, public, recently_proved
from capitune.core import limits
from capitune.core.answers import sentence
from capitune.core.clock import now
from capitune.core.datamap import described
from capitune.core.errors import Conflict
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.work import unit_of_work


@bp.get("/profile/data")
@access(Permission.ACCOUNT_SELF, subject=myself)
def data(user: User) -> Response:
    """What is kept, the copies that were asked for, and the way to close the account."""
    return _page(user)


def _page(user: User, status: int = 200, error: str = "") -> Response:
    return page(
        "accounts/data.html",
        status=status,
        user=user,
        exports=queries.exports_of(user.id),
        kinds=described().values(),
        stays=stays(),
        moment=now(),
        error=error,
    )


@bp.post("/profile/data/exports")
@access(Permission.ACCOUNT_SELF, subject=myself)
def ask_export(user: User) -> Response:
    """Have a copy prepared."""
    if ConfirmForm().validate_on_submit():
        try:
            services.ask_export(current_actor(), user)
        except Conflict as error:
            return _page(user, error.status, sentence(error.code))
        flash(_("We are preparing your copy. An e-mail will tell you when it is ready."), "success")
    return go(url_for("accounts.data"))


@bp.get("/profile/data/exports/<uuid:export_id>")
@access(Permission.EXPORT_READ, subject=queries.export_by_id)
@recently_proved
@own_unit("taking it away is written to the journal")
def take_export(export: Export) -> Response:
    """Take a copy away: its owner only, who has just shown that it is them."""
    with unit_of_work():
        services.open_export(current_actor(), export)
    return to_archive(export)


@bp.route("/profile/data/delete", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
@own_unit("the password is checked, slowly, before a database connection is held")
@limits.auth()
def leave(user: User) -> Response:
    """What will happen, and the password; then every browser and program is signed out."""
    form = LeaveForm()
    if form.validate_on_submit() and (departure := _left(form, user)):
        browser.leave()
        flash(_("Your account is closed. An e-mail about it is on its way."), "success")
        return go(url_for("accounts.come_back", token=services.way_back(departure)))
    status = 422 if form.is_submitted() else 200
    accompanies = current_actor().is_professional
    return page(
        "accounts/leave.html", status=status, form=form, accompanies=accompanies, stays=stays()
    )


def _left(form: LeaveForm, user: User) -> Departure | None:
    checked = services.check_password(user.email, form.password.data)
    with unit_of_work():
        return form.attempt(services.leave, current_actor(), user, checked)


@bp.route("/come-back/<token>", methods=["GET", "POST"])
@public("the link of the letter is the right: it opens nothing, it only stops the deletion")
@limits.auth()
def come_back(token: str) -> Response:
    """Take the deletion back. It acts only by its button: mail programs open links by themselves."""
    departure = services.departure_of_link(token)
    form = ConfirmForm()
    if departure and form.validate_on_submit() and _is_back(form, departure):
        flash(_("Welcome back: your account is open again. Sign in."), "success")
        return go(url_for("accounts.sign_in"))
    live = departure is not None and departure.is_open_at(now())
    status = 200 if live and request.method == "GET" else 422
    return page("accounts/come_back.html", status=status, form=form, live=live, departure=departure)


def _is_back(form: ConfirmForm, departure: Departure) -> bool:
    form.attempt(services.come_back, current_actor(), departure)
    return not form.errors
