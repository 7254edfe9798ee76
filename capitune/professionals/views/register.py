"""Signing up as a professional."""

from flask import Response, request

from capitune.accounts.pace import evenly
from capitune.accounts.views.paths import is_signed_in, next_or_home
from capitune.accounts.views.register import sign_up_of, to_code
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.htmx import go, page
from capitune.professionals import services
from capitune.professionals.forms import ProfessionalSignUpForm
from capitune.professionals.services import PracticeFacts
from capitune.professionals.views.blueprint import bp


@bp.route("/register/professional", methods=["GET", "POST"])
@public("whoever has no account yet")
@evenly
@limits.auth()
def register() -> Response:
    """A professional signs up."""
    form = ProfessionalSignUpForm()
    if request.method == "GET" and is_signed_in():
        return go(next_or_home())
    if form.validate_on_submit():
        practice = PracticeFacts(
            form.organization.data, form.profession.data, form.domain.data, form.province.data
        )
        actor = current_actor()
        answer = form.attempt(services.sign_up_professional, actor, sign_up_of(form), practice)
        if answer:
            return to_code(answer)
    status = 422 if form.is_submitted() else 200
    return page("accounts/register_professional.html", status=status, form=form)
