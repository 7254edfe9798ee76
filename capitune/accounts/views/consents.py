"""What one agreed to, what it means, and how to change one's mind."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import ConfirmForm
from capitune.accounts.labels import MEANINGS, PURPOSES
from capitune.accounts.models import User
from capitune.accounts.states import Purpose
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _

PATH = "/profile/consents"


@bp.get(PATH)
@access(Permission.ACCOUNT_SELF, subject=myself)
def consents(user: User) -> Response:
    """Each purpose with its answer of now, and all answers before it."""
    answers = queries.answers_of(user.id)
    last = {answer.purpose: answer for answer in reversed(answers)}
    return page(
        "accounts/consents.html",
        form=ConfirmForm(),
        last=last,
        history={p: [answer for answer in answers if answer.purpose is p] for p in Purpose},
        # That one is asked of whoever accepts an invitation, and of nobody else.
        purposes={p: PURPOSES[p] for p in PURPOSES if p in last or p is not Purpose.DOCUMENTS},
        meanings=MEANINGS,
    )


@bp.post(f"{PATH}/communications/give")
@access(Permission.ACCOUNT_SELF, subject=myself)
def give_communications(user: User) -> Response:
    """Want letters about webinars and guides."""
    words = _("You will receive our e-mails about webinars and guides.")
    return _change(user, services.give_consent, words)


@bp.post(f"{PATH}/communications/withdraw")
@access(Permission.ACCOUNT_SELF, subject=myself)
def withdraw_communications(user: User) -> Response:
    """Want them no longer."""
    words = _("You will receive no more e-mails about webinars and guides.")
    return _change(user, services.withdraw_consent, words)


def _change(user: User, act: Callable[..., Any], words: str) -> Response:
    if ConfirmForm().validate_on_submit():
        act(current_actor(), user, Purpose.COMMUNICATIONS)
        flash(words, "success")
    return go(url_for("accounts.consents"))
