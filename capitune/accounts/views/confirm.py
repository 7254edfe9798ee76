"""Confirming that it is still oneself, before a sensitive act; what one was doing goes on by itself."""

from flask import Response, redirect, request, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import ProofForm
from capitune.accounts.models import User
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.paths import next_or_home
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.errors import Unauthenticated
from capitune.core.htmx import go, page
from capitune.core.http import SAFE_METHODS, is_htmx, local_target, own_unit
from capitune.core.work import unit_of_work

Carried = list[tuple[str, str]]
SWITCH = "proof_switch"  # the button that asks for the other way


@bp.route("/confirm", methods=["GET", "POST"])
@access(Permission.SESSION_PROVE, subject=myself)
@own_unit("the password is checked, slowly, before a database connection is held")
@limits.auth()
def confirm(user: User) -> Response:
    """Ask for the password; then back to what was asked, a form included."""
    form = proof_form(user)
    switched = SWITCH in request.form
    if not switched and form.validate_on_submit() and _is_proved(form, user):
        return onwards(form)
    return _asked(user, form, 422 if form.is_submitted() and not switched else 200)


def by_factor(user: User) -> bool:
    """Whether a code is asked for: of who owes a factor, and of who chose it; the password otherwise."""
    chosen = request.args.get("with") == "factor" or current_actor().owes_factor
    return chosen and queries.has_factor(user.id)


def proof_form(user: User, **given: str) -> ProofForm:
    """The form, with the one field that is asked for."""
    form = ProofForm(formdata=None, **given) if given else ProofForm()
    if by_factor(user):
        del form.proof_password
    else:
        del form.proof_code
    return form


def _is_proved(form: ProofForm, user: User) -> bool:
    if not form.proof_password:
        with unit_of_work():
            code = form.proof_code.data
            form.attempt(services.prove_by_code, current_actor(), user, code)
        return not form.errors
    checked = services.check_password(user.email, form.proof_password.data)
    with unit_of_work():
        form.attempt(services.prove_by_password, current_actor(), user, checked)
    return not form.errors


def onwards(form: ProofForm) -> Response:
    """To the page; or the form again, sent by the browser as it was (307 keeps method and body)."""
    again = local_target(form.proof_again.data, "")
    return redirect(again, 307) if again else go(next_or_home())  # type: ignore[return-value]


def asked_again(user: User, form: ProofForm) -> Response:
    """The page again, with what was wrong."""
    return _asked(user, form, 422)


def _asked(user: User, form: ProofForm, status: int) -> Response:
    return page(
        "accounts/confirm.html",
        status=status,
        form=form,
        carried=carried(form),
        has_other=bool(form.proof_password) and queries.has_factor(user.id),
        has_passkey=bool(queries.passkeys_of(user.id)),
    )


def carried(form: ProofForm) -> Carried:
    """What was sent to the page that asked, to be sent again."""
    own = {*form._fields, "csrf_token", "proof_password", "proof_code", SWITCH}
    return [(name, value) for name, value in request.form.items(multi=True) if name not in own]


def lead() -> Response:
    """The answer of a page to whoever must confirm first."""
    if is_htmx():
        here = request.headers.get("HX-Current-URL", "").removeprefix(request.host_url.rstrip("/"))
        return go(url_for("accounts.confirm", next=local_target(here, request.path)))
    if request.method in SAFE_METHODS:
        return go(url_for("accounts.confirm", next=request.full_path.rstrip("?")))
    user = myself()
    if user is None:
        raise Unauthenticated
    return _asked(user, proof_form(user, proof_again=request.full_path.rstrip("?")), 403)
