"""One's own second factors: what there is, an authenticator app, recovery codes."""

import io
from typing import Any

import segno
from flask import Response, flash, request, url_for

from capitune.accounts import paper, queries, services, totp
from capitune.accounts.forms import BareForm, FactorCodeForm
from capitune.accounts.models import User
from capitune.accounts.policy import must_have_factor
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, recently_proved
from capitune.core.clock import now
from capitune.core.errors import Malformed, NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _

HERE = "/profile/security/factors"


def lead() -> Response:
    """The answer of a page to whoever must come in with a second factor before anything else."""
    return go(url_for("accounts.factors"))


def shown(user: User) -> dict[str, Any]:
    """What ``accounts/_factors.html`` reads."""
    return {
        "factors": queries.factors_of(user.id),
        "mandatory": must_have_factor(user.role, user.scopes_at(now())),
        "owed": current_actor().owes_factor,
    }


@bp.get(HERE)
@access(Permission.FACTOR_MANAGE, subject=myself)
def factors(user: User) -> Response:
    """The one page that is open before a factor that is mandatory; others find it with their security."""
    context = shown(user)
    if not context["owed"]:
        return go(url_for("accounts.security", _anchor="factors"))
    return page("accounts/factors_owed.html", **context)


@bp.post(f"{HERE}/app")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def begin_app(user: User) -> Response:
    """A new secret; then on to the page that shows it."""
    services.begin_app(current_actor(), user)
    return go(url_for("accounts.show_app"))


def _secret_of(user: User) -> str:
    """The secret being set up. Raises ``NotFound`` when there is none."""
    app = queries.authenticator_of(user.id, confirmed=False)
    if app is None:
        raise NotFound
    return services.secret_of(app)


def _asked(user: User, form: FactorCodeForm, status: int) -> Response:
    secret = _secret_of(user)
    spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return page("accounts/factor_app.html", status=status, form=form, secret=spaced)


@bp.get(f"{HERE}/app")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def show_app(user: User) -> Response:
    """The QR code, the secret as text, and the field for the first code."""
    if queries.authenticator_of(user.id, confirmed=False) is None:
        return go(url_for("accounts.factors"))
    return _asked(user, FactorCodeForm(), 200)


@bp.get(f"{HERE}/app/qr.svg")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def app_picture(user: User) -> Response:
    """The QR code, as a file that nobody keeps."""
    drawn = io.BytesIO()
    code = segno.make(totp.address(_secret_of(user), user.email), error="m", micro=False)
    code.save(drawn, kind="svg", scale=5, border=4, light="#fff", svgclass=None, lineclass=None)
    return Response(drawn.getvalue(), content_type="image/svg+xml")


@bp.post(f"{HERE}/app/confirm")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def confirm_app(user: User) -> Response:
    """The first code: from now on the app counts."""
    form = FactorCodeForm()
    if form.validate_on_submit():
        codes = form.attempt(services.confirm_app, current_actor(), user, form.code.data)
        if codes is not None:
            flash(_("Your app is your second factor from now on."), "success")
            return codes_page(codes) if codes else go(url_for("accounts.factors"))
    return _asked(user, form, 422)


@bp.post(f"{HERE}/app/remove")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def remove_app(user: User) -> Response:
    """The app counts no more."""
    services.remove_app(current_actor(), user)
    flash(_("Your app is no longer a second factor."), "success")
    return go(url_for("accounts.factors"))


def codes_page(codes: list[str]) -> Response:
    """New recovery codes, the only time they can be read: never kept, never in an address."""
    return page("accounts/recovery_codes.html", codes=codes, form=BareForm(formdata=None))


@bp.post(f"{HERE}/recovery-codes")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def renew_codes(user: User) -> Response:
    """Ten new recovery codes; the old ones are worth nothing."""
    return codes_page(services.renew_codes(current_actor(), user))


@bp.post(f"{HERE}/recovery-codes/file")
@access(Permission.FACTOR_MANAGE, subject=myself)
def codes_file(_user: User) -> Response:
    """The codes of the page it is sent from, as a text file: they are kept nowhere else."""
    sent = request.form.getlist("recovery")
    if not 0 < len(sent) <= paper.MANY or not all(paper.is_code(code) for code in sent):
        raise Malformed
    text = "\n".join([_("CAPITUNE recovery codes, each good once:"), "", *sent, ""])
    answer = Response(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="capitune-recovery-codes.txt"'
    return answer
