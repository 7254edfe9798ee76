"""Terms that took effect since one agreed: what is new in them, then on to where one was going."""

from flask import Response, flash, request, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import TermsForm
from capitune.accounts.models import User
from capitune.accounts.states import Purpose
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import go, page
from capitune.core.http import local_target
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.markdown import written
from capitune.legal.queries import news_since


def lead() -> Response:
    """The answer of a page to whoever has not agreed to the terms of now."""
    return go(url_for("accounts.new_terms", next=request.full_path.rstrip("?")))


@bp.get("/profile/terms")
@access(Permission.ACCOUNT_SELF, subject=myself)
def new_terms(user: User) -> Response:
    """What is new, and the ways out for whoever does not agree."""
    if not current_actor().owes_terms:
        return go(_target())
    return _page(user, TermsForm(formdata=None))


@bp.post("/profile/terms")
@access(Permission.ACCOUNT_SELF, subject=myself)
def accept_terms(user: User) -> Response:
    """Agree, and go on. What took effect while one was reading is read first."""
    if not current_actor().owes_terms:
        return go(_target())
    form = TermsForm()
    if form.validate_on_submit() and form.attempt(
        services.accept_terms, current_actor(), user, form.label.data
    ):
        flash(_("Noted: you agree to the new terms."), "success")
        return go(_target())
    return _page(user, form, 422)


def _page(user: User, form: TermsForm, status: int = 200) -> Response:
    answer = queries.last_answer(user.id, Purpose.TERMS)
    news = news_since(answer[1] if answer else "", today())
    form.label.data = news[0].label
    language = current_language()
    return page(
        "accounts/new_terms.html",
        status=status,
        form=form,
        news=[(text, written(text.text(language)["changes"])) for text in news],
        target=_target(),
    )


def _target() -> str:
    return local_target(request.args.get("next"), url_for("accounts.consents"))
