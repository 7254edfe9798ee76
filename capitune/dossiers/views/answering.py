"""The link of an invitation: who invites to what; accept, decline, or make an account first."""

from typing import Any

from flask import Response, flash

from capitune.accounts import browser
from capitune.accounts import services as accounts
from capitune.accounts.proof import Proof
from capitune.accounts.queries import user_by_id
from capitune.accounts.services import SignUp
from capitune.accounts.views.paths import open_here
from capitune.authz.web import current_actor, public
from capitune.core import limits
from capitune.core.errors import Refused
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.invitations import InvitationState
from capitune.dossiers.models import Dossier, Invitation
from capitune.dossiers.peopleforms import AgreementForm, JoiningForm
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.invitations import invitation_by_token
from capitune.dossiers.services.inviting import OVER
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import ROLES
from capitune.professionals.queries import badge

LINK = "the link of the letter is the right: whoever was invited may have no account yet"


@bp.route("/invitations/answer/<token>", methods=["GET", "POST"])
@public(LINK)
@limits.auth()
def answer_invitation(token: str) -> Response:
    """What it is about; a signed-in candidate accepts here."""
    found, form = invitation_by_token(token), AgreementForm()
    if found is None:
        return page("dossiers/invited_dead.html", status=422)
    if _is_theirs(found):
        return go(f"/dossiers/{found.dossier_id}")
    if form.validate_on_submit() and (opened := form.attempt(_accept, found, form)):
        flash(_("Your dossier is open. Here is what it asks for."), "success")
        return go(f"/dossiers/{opened.id}")
    return _shown(found, token, form)


@bp.post("/invitations/answer/<token>/decline")
@public(LINK)
@limits.auth()
def decline_invitation(token: str) -> Response:
    """No, thank you; this professional writes no more."""
    found, form = invitation_by_token(token), ConfirmForm()
    if found is None:
        return page("dossiers/invited_dead.html", status=422)
    if form.validate_on_submit():
        form.attempt(services.decline_invitation, current_actor(), found)
    return _shown(found, token, AgreementForm(formdata=None))


@bp.route("/invitations/answer/<token>/join", methods=["GET", "POST"])
@public(LINK)
@limits.auth()
def join_by_invitation(token: str) -> Response:
    """An account of one's own: the letter has proved the address."""
    found, here = invitation_by_token(token), f"/invitations/answer/{token}"
    if found is None or found.state is not InvitationState.SENT or current_actor().user_id:
        return go(here)
    form = JoiningForm(first_name=found.name)
    if form.validate_on_submit():
        secret = form.attempt(_join, found, form)
        if secret:
            browser.enter(secret, remember=False)
            return go(here)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/join.html", status=status, form=form, invitation=found, here=here)


def _shown(found: Invitation, token: str, form: AgreementForm) -> Response:
    state = found.state
    actor = current_actor()
    person = user_by_id(actor.user_id) if actor.user_id else None
    return page(
        "dossiers/invited.html",
        status=422 if form.is_submitted() or state is not InvitationState.SENT else 200,
        form=form,
        invitation=found,
        here=f"/invitations/answer/{token}",
        over=OVER[state] if state is not InvitationState.SENT else "",
        person=person,
        fits=person is not None and actor.is_candidate and person.email_key == found.email_key,
        badge=badge(found.professional_id),
        role=ROLES[found.role],
    )


def _is_theirs(found: Invitation) -> bool:
    """The reader is the candidate whose dossier it opened."""
    dossier = dossier_by_id(found.dossier_id) if found.dossier_id else None
    return dossier is not None and dossier.candidate_id == current_actor().user_id


def _accept(found: Invitation, form: AgreementForm) -> Dossier:
    if not current_actor().is_candidate:
        raise Refused(code="candidates_only")
    return services.accept_invitation(current_actor(), found, agrees=bool(form.agrees.data))


def _join(found: Invitation, form: JoiningForm) -> str:
    names = ("first_name", "last_name", "password", "country", "accept_terms")
    fields: dict[str, Any] = {name: form[name].data for name in names}
    sign_up = SignUp(
        email=found.email,
        language=found.language.value,
        accept_communications=bool(form.accept_communications.data),
        **fields,
    )
    joined = accounts.join(current_actor(), sign_up)
    return open_here(joined, proof=Proof.MAILBOX, first=True)
