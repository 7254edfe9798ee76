"""Signing up."""

from flask import Response, request, url_for

from capitune.accounts import services
from capitune.accounts.forms import SignUpForm
from capitune.accounts.pace import evenly
from capitune.accounts.services import SignedUp, SignUp
from capitune.accounts.views import waiting
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import is_signed_in, next_or_home
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.core.http import local_target


@bp.get("/register")
@public("whoever has no account yet")
def register() -> Response:
    """The two doors."""
    return go(next_or_home()) if is_signed_in() else page("accounts/register.html")


@bp.route("/register/candidate", methods=["GET", "POST"])
@public("whoever has no account yet")
@evenly
@limits.auth()
def register_candidate() -> Response:
    """A candidate signs up."""
    form = SignUpForm()
    if request.method == "GET" and is_signed_in():
        return go(next_or_home())
    if form.validate_on_submit():
        actor = current_actor()
        answer = form.attempt(services.sign_up_candidate, actor, sign_up_of(form))
        if answer:
            return to_code(answer)
    status = 422 if form.is_submitted() else 200
    return page("accounts/register_candidate.html", status=status, form=form)


def sign_up_of(form: SignUpForm) -> SignUp:
    """What the person typed."""
    return SignUp(
        email=form.email.data,
        password=form.password.data,
        first_name=form.first_name.data,
        last_name=form.last_name.data,
        country=form.country.data,
        language=form.language.data,
        accept_terms=form.accept_terms.data,
        accept_communications=form.accept_communications.data,
    )


def to_code(answer: SignedUp) -> Response:
    """On to the code, the same for everybody."""
    target = local_target(request.args.get("next"), "")
    waiting.remember(waiting.Waiting(answer.email, answer.ticket, target))
    return go(url_for("accounts.verify_email"))
