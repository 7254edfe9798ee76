"""Proving one's address: the six digits, or the link of the same letter."""

from flask import Response, flash, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.addresses import key_of
from capitune.accounts.forms import CodeForm, ConfirmForm, ForgotForm
from capitune.accounts.models import User
from capitune.accounts.pace import evenly
from capitune.accounts.proof import Proof
from capitune.accounts.states import CodePurpose
from capitune.accounts.views import waiting
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import next_or_home, open_here
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _

WHO = "whoever has just signed up"


@bp.route("/verify-email", methods=["GET", "POST"])
@public(WHO)
@evenly
@limits.auth()
def verify_email() -> Response:
    """The code. Whoever enters the right one is signed in."""
    mine = waiting.current()
    form = CodeForm()
    if mine:
        del form.email
    if form.validate_on_submit():
        secret = form.attempt(_verify, form, mine)
        if secret:
            browser.enter(secret, remember=False)
            return go(next_or_home(mine.target if mine else None))
    status = 422 if form.is_submitted() else 200
    return page("accounts/verify_email.html", status=status, form=form, waiting=mine)


def _verify(form: CodeForm, mine: waiting.Waiting | None) -> str:
    email, ticket = (mine.email, mine.ticket) if mine else (form.email.data, "")
    user = services.verify_email(current_actor(), email, form.code.data, ticket)
    return open_here(user, proof=Proof.MAILBOX, first=True)


@bp.post("/verify-email/resend")
@public(WHO)
@evenly
@limits.auth()
def resend_code() -> Response:
    """A new code; the answer is the same whether one was sent or not."""
    mine = waiting.current()
    form = ForgotForm()
    if mine:
        del form.email
    if not form.validate_on_submit():
        return page(
            "accounts/verify_email.html", status=422, form=CodeForm(formdata=None), again=form
        )
    email = mine.email if mine else form.email.data
    services.resend_code(current_actor(), email)
    if not mine:
        waiting.remember(waiting.Waiting(email))
    flash(_("Noted. A new code is on its way, at most one a minute."))
    return go(url_for("accounts.verify_email"))


@bp.route("/verify-email/<token>", methods=["GET", "POST"])
@public(WHO)
@limits.auth()
def verify_link(token: str) -> Response:
    """The link. It acts only by its button: mail programs open links by themselves."""
    form = ConfirmForm()
    if form.validate_on_submit():
        user = form.attempt(services.verify_email_by_link, current_actor(), token)
        if user:
            return _welcome(user)
    live = queries.owner_of_link(CodePurpose.VERIFY_EMAIL, token) is not None
    status = 200 if live and not form.is_submitted() else 422
    return page("accounts/verify_link.html", status=status, form=form, live=live)


def _welcome(user: User) -> Response:
    """Signed in where the sign-up was made; elsewhere a link must not put anyone in this account."""
    mine = waiting.current()
    if mine and key_of(mine.email) == user.email_key:
        browser.enter(open_here(user, proof=Proof.MAILBOX, first=True), remember=False)
        return go(next_or_home(mine.target))
    flash(_("Your address is verified. Sign in to continue."), "success")
    return go(url_for("accounts.sign_in"))
