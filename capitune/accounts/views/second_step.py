"""The second step of signing in: a code after the password."""

from flask import Response, flash, request, session, url_for

from capitune.accounts import browser, queries, services
from capitune.accounts.forms import FactorCodeForm
from capitune.accounts.proof import Proof
from capitune.accounts.services import SecondStep
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import next_or_home, open_here
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.http import local_target
from capitune.core.i18n import gettext as _

WHO = "whoever gave the right password and has a second factor"
PENDING = "pending"


def begin(token: str) -> Response:
    """On to the second step; this browser keeps the token of the first."""
    session[PENDING] = token
    return go(url_for("accounts.second_step", next=target()))


def token() -> str:
    """The token this browser got from its first step."""
    return str(session.get(PENDING, ""))


@bp.route("/login/second-step", methods=["GET", "POST"])
@public(WHO)
@limits.auth()
def second_step() -> Response:
    """A code of the app, or a recovery code; then on to where one wanted to go."""
    form = FactorCodeForm()
    if form.validate_on_submit():
        entered = form.attempt(_finish, form.code.data)
        if entered:
            browser.enter(entered[0], remember=entered[1])
            return go(next_or_home())
    pending = services.pending_of(token())
    if pending is None:
        return over()
    on_paper = request.args.get("with") == "paper"
    status = 422 if form.is_submitted() else 200
    has_passkey = bool(queries.passkeys_of(pending.user_id))
    return page(
        "accounts/second_step.html",
        status=status,
        form=form,
        on_paper=on_paper,
        has_passkey=has_passkey,
    )


def _finish(code: str) -> tuple[str, bool]:
    return enter(services.finish_second_step(current_actor(), token(), code))


def enter(step: SecondStep) -> tuple[str, bool]:
    """Open the session of whoever finished the second step: its secret, and whether to remember it."""
    return open_here(step.user, remember=step.remember, proof=Proof.FACTOR), step.remember


def over() -> Response:
    """There is no first step that this could follow, or it is too old: from the beginning."""
    session.pop(PENDING, None)
    flash(_("This sign-in took too long or was tried too often. Start again."))
    return go(url_for("accounts.sign_in", next=target()))


def target() -> str | None:
    """Where one wanted to go, if it stays on this site."""
    return local_target(request.args.get("next"), "") or None
