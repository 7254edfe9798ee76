"""Passkeys: the questions, as JSON for the browser, and the answers, as forms."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response, flash, jsonify, session, url_for

from capitune.accounts import browser, services
from capitune.accounts.forms import PasskeyForm
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.accounts.services import SecondStep
from capitune.accounts.states import PasskeyUse
from capitune.accounts.views import confirm as confirming
from capitune.accounts.views import second_step
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.factors import HERE, codes_page
from capitune.accounts.views.paths import device, next_or_home, open_here
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, public, recently_proved
from capitune.core import limits
from capitune.core.errors import Unauthenticated
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import new_id, parse_id

ASKED = "passkey"


def question(asked: tuple[uuid.UUID, dict[str, Any]]) -> Response:
    """What the browser hands to the device; this browser remembers which question it was."""
    session[ASKED] = str(asked[0])
    return jsonify(asked[1])


def asked() -> uuid.UUID:
    """Which question this browser got last, once; one that does not exist when there was none."""
    return parse_id(str(session.pop(ASKED, ""))) or new_id()


def answer(form: PasskeyForm, act: Callable[..., Any], *before: Any) -> Any:
    """What ``act`` makes of the device's answer, or None; a refusal is said on the page that follows."""
    found = form.attempt(act, current_actor(), *before, asked(), form.credential.data or "")
    for problem in (*form.summary, *form.credential.errors):
        flash(problem, "error")
    return found


@bp.get(f"{HERE}/passkeys/new")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def new_passkey(_user: User) -> Response:
    """What a passkey is, and its name."""
    return page("accounts/passkey_new.html", form=PasskeyForm(name=device()))


@bp.post(f"{HERE}/passkeys/question")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def passkey_question(user: User) -> Response:
    """What the device is asked."""
    return question(services.ask_new_passkey(current_actor(), user))


@bp.post(f"{HERE}/passkeys")
@access(Permission.FACTOR_MANAGE, subject=myself)
@recently_proved
def add_passkey(user: User) -> Response:
    """Keep the key that the device made."""
    form = PasskeyForm()
    if form.validate_on_submit():
        sent = (asked(), form.credential.data or "", form.name.data or "")
        codes = form.attempt(services.add_passkey, current_actor(), user, *sent)
        if codes is not None:
            flash(_("This device opens your account from now on."), "success")
            return codes_page(codes) if codes else go(url_for("accounts.factors"))
    return page("accounts/passkey_new.html", status=422, form=form)


@bp.post(f"{HERE}/passkeys/<uuid:passkey_id>/remove")
@access(Permission.FACTOR_MANAGE)
@recently_proved
def remove_passkey(passkey_id: uuid.UUID) -> Response:
    """The key opens nothing any more."""
    user = myself()
    if user is None:
        raise Unauthenticated
    services.remove_passkey(current_actor(), user, passkey_id)
    flash(_("This passkey no longer opens your account. Delete it from the device too."), "success")
    return go(url_for("accounts.factors"))


@bp.post("/login/passkey/question")
@public("whoever is not signed in yet")
@limits.auth()
def sign_in_question() -> Response:
    """What the device of whoever comes is asked."""
    return question(services.ask_passkey(PasskeyUse.SIGN_IN))


@bp.post("/login/passkey")
@public("whoever is not signed in yet")
@limits.auth()
def sign_in_by_passkey() -> Response:
    """A passkey alone: no password, no second step."""
    user = answer(PasskeyForm(), services.sign_in_by_passkey)
    if user is None:
        return go(url_for("accounts.sign_in", next=second_step.target()))
    browser.enter(open_here(user, proof=Proof.FACTOR), remember=False)
    return go(next_or_home())


@bp.post("/login/second-step/passkey/question")
@public(second_step.WHO)
@limits.auth()
def second_step_question() -> Response:
    """What the device of who gave their password is asked."""
    return question(services.ask_second_step(second_step.token()))


@bp.post("/login/second-step/passkey")
@public(second_step.WHO)
@limits.auth()
def second_step_by_passkey() -> Response:
    """The second step by a passkey."""
    step: SecondStep | None = answer(PasskeyForm(), services.finish_by_passkey, second_step.token())
    if step is None:
        return go(url_for("accounts.second_step", next=second_step.target()))
    secret, remember = second_step.enter(step)
    browser.enter(secret, remember=remember)
    return go(next_or_home())


@bp.post("/confirm/passkey/question")
@access(Permission.SESSION_PROVE, subject=myself)
@limits.auth()
def confirm_question(user: User) -> Response:
    """What the device of who confirms is asked."""
    return question(services.ask_passkey(PasskeyUse.CONFIRM, user))


@bp.post("/confirm/passkey")
@access(Permission.SESSION_PROVE, subject=myself)
@limits.auth()
def confirm_by_passkey(user: User) -> Response:
    """Show by a passkey that it is still oneself; what was asked goes on."""
    form = confirming.proof_form(user)
    sent = (asked(), form.credential.data or "")
    form.attempt(services.prove_by_passkey, current_actor(), user, *sent)
    return confirming.asked_again(user, form) if form.errors else confirming.onwards(form)
