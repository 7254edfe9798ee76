"""Signing in and out."""

from dataclasses import dataclass

from flask import Response, flash, request, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import SignInForm
from capitune.accounts.known import known_accounts
from capitune.accounts.pace import evenly
from capitune.accounts.services import Checked
from capitune.accounts.views import second_step, waiting
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import is_signed_in, next_or_home, open_here
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.http import local_target, own_unit
from capitune.core.i18n import gettext as _
from capitune.core.work import unit_of_work


@bp.route("/login", methods=["GET", "POST"])
@public("whoever is not signed in yet")
@evenly
@own_unit("the password is checked, slowly, before a database connection is held")
@limits.auth()
def sign_in() -> Response:
    """Address and password, then on to where one wanted to go."""
    if request.method == "GET" and is_signed_in():
        return go(next_or_home())
    form = SignInForm()
    if form.validate_on_submit():
        checked = services.check_password(form.email.data, form.password.data)
        with unit_of_work():
            opened = form.attempt(_admit, form, checked)
        if opened:
            return _inside(form, opened)
    if form.refusal == "email_not_verified":
        return _to_code(form)
    if form.refusal == "account_leaving":
        return _to_way_back(form)
    status = 422 if form.is_submitted() else 200
    return page("accounts/sign_in.html", status=status, form=form)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the right password opened: a session, or the second step."""

    secret: str = ""
    pending: str = ""


def _admit(form: SignInForm, checked: Checked) -> Opened:
    user = services.admit(current_actor(), checked, known_accounts())
    remember = form.remember.data
    pending = services.begin_second_step(current_actor(), user, remember=remember)
    return Opened(pending=pending) if pending else Opened(open_here(user, remember=remember))


def _inside(form: SignInForm, opened: Opened) -> Response:
    if opened.pending:
        return second_step.begin(opened.pending)
    browser.enter(opened.secret, remember=form.remember.data)
    return go(next_or_home())


def _to_code(form: SignInForm) -> Response:
    target = local_target(request.args.get("next"), "")
    waiting.remember(waiting.Waiting(form.email.data, target=target))
    flash(_("Verify your address first: enter the code we sent you, or ask for a new one."))
    return go(url_for("accounts.verify_email"))


def _to_way_back(form: SignInForm) -> Response:
    """The password was right: it is their account, and they may still keep it."""
    departure = queries.departure_of_address(form.email.data)
    token = services.way_back(departure) if departure else "-"
    return go(url_for("accounts.come_back", token=token))


@bp.post("/logout")
@public("ends what this browser holds, whatever it is")
def sign_out() -> Response:
    """The browser is signed out, and its session is over everywhere."""
    services.close_session(current_actor())
    browser.leave()
    flash(_("You are signed out."), "success")
    return go(url_for("accounts.sign_in"))
