"""A professional's prospects: invited, invited again, given up."""

from typing import Any

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode, limit_of
from capitune.dossiers import queries, services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.invitations import WAITING
from capitune.dossiers.models import Invitation
from capitune.dossiers.peopleforms import InvitationForm
from capitune.dossiers.queries.invitations import invitation_by_id, invitations_of
from capitune.dossiers.services.places import fitting_roles
from capitune.dossiers.states import Necessity
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import INVITATIONS, ROLES
from capitune.dossiers.words.naming import named

LIST = "/invitations"


@bp.get(LIST)
@access(Permission.INVITATION_SEND)
def invitations() -> Response:
    """One's prospects, the newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = invitations_of(current_actor(), limit, after)
    next_url = f"{LIST}?after={found.next_cursor}" if found.next_cursor else ""
    return page(
        "dossiers/invitations.html", rows=found.items, next_url=next_url, states=INVITATIONS
    )


@bp.route(f"{LIST}/new", methods=["GET", "POST"])
@access(Permission.INVITATION_SEND)
def invite() -> Response:
    """Whom, for which programme, in which role."""
    form = _form()
    if form.validate_on_submit() and (sent := form.attempt(_invite, form)):
        flash(_("Your invitation is on its way."), "success")
        return go(f"{LIST}/{sent.id}")
    return page("dossiers/invite.html", status=422 if form.is_submitted() else 200, form=form)


@bp.get(f"{LIST}/<uuid:invitation_id>")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
def invitation(invitation: Invitation) -> Response:
    """One prospect: the dossier that will be, and what can be done meanwhile."""
    return _one(invitation, ConfirmForm())


@bp.post(f"{LIST}/<uuid:invitation_id>/send")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
def send_invitation(invitation: Invitation) -> Response:
    """The letter once more."""
    return _act(invitation, services.send_again, _("Sent again: it is good for 14 days."))


@bp.post(f"{LIST}/<uuid:invitation_id>/withdraw")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
def withdraw_invitation(invitation: Invitation) -> Response:
    """The link dies."""
    return _act(
        invitation, services.withdraw_invitation, _("Withdrawn: the link opens nothing now.")
    )


def _act(invitation: Invitation, act: Any, words: str) -> Response:
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(act, current_actor(), invitation):
        flash(words, "success")
        return go(f"{LIST}/{invitation.id}")
    return _one(invitation, form)


def _one(invitation: Invitation, form: ConfirmForm) -> Response:
    detail = queries.template_detail(invitation.template.code)
    asked = [d for d in detail.documents if d.necessity is Necessity.REQUIRED] if detail else []
    return page(
        "dossiers/invitation.html",
        status=409 if form.is_submitted() else 200,
        form=form,
        invitation=invitation,
        waiting=invitation.state in WAITING,
        state=INVITATIONS[invitation.state],
        role=ROLES[invitation.role],
        asked=asked,
    )


def _form() -> InvitationForm:
    """With the programmes on offer and the roles that the licence allows."""
    form = InvitationForm()
    offered = queries.offered_templates()
    form.template.choices = [(line.code, named(line.labels)) for line in offered]
    families = {line.family for line in offered}
    fitting = fitting_roles(current_actor().scopes, families)
    form.role.choices = [(role.value, str(ROLES[role])) for role in fitting]
    form.language.data = form.language.data or current_language()
    return form


def _invite(form: InvitationForm) -> Invitation:
    return services.invite_prospect(
        current_actor(),
        email=form.email.data or "",
        name=form.name.data or "",
        template_code=form.template.data or "",
        role=form.role.data or "",
        language=form.language.data or "",
    )
