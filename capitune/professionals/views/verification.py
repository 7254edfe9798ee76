"""My verification: where one's licences stand, what is missing, what the badge will say."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.forms import Form
from capitune.core.htmx import go, page
from capitune.core.http import is_htmx
from capitune.core.i18n import gettext as _
from capitune.professionals import services
from capitune.professionals.forms import ContactForm, CredentialForm
from capitune.professionals.models import Credential
from capitune.professionals.paths import VERIFICATION, to_credential
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.views.blueprint import bp
from capitune.professionals.views.sheet import credential_card, declaration_of, verification_page


@bp.get(VERIFICATION)
@access(Permission.CREDENTIAL_DECLARE)
def verification() -> Response:
    """One's licences; without any, the form to declare the first."""
    return verification_page()


@bp.route(f"{VERIFICATION}/new", methods=["GET", "POST"])
@access(Permission.CREDENTIAL_DECLARE)
def declare() -> Response:
    """Declare a licence, as a draft."""
    form = CredentialForm()
    if form.validate_on_submit():
        credential = form.attempt(services.declare, current_actor(), declaration_of(form))
        if credential:
            flash(_("Kept as a draft. Add what supports it, then submit it."), "success")
            return go(to_credential(credential.id))
    status = 422 if form.is_submitted() else 200
    return page("professionals/declare.html", status=status, form=form, credential=None)


@bp.get(f"{VERIFICATION}/<uuid:credential_id>")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
def credential(found: Credential) -> Response:
    """One licence: a part of the page, or its place on it."""
    return credential_card(found) if is_htmx() else go(to_credential(found.id))


@bp.route(f"{VERIFICATION}/<uuid:credential_id>/edit", methods=["GET", "POST"])
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
def edit(found: Credential) -> Response:
    """Change what was declared."""
    form = CredentialForm(obj=found)
    if form.validate_on_submit():
        changed = form.attempt(services.edit, current_actor(), found, declaration_of(form))
        if changed:
            flash(_("Your licence is changed."), "success")
            return go(to_credential(found.id))
    status = 422 if form.is_submitted() else 200
    return page("professionals/declare.html", status=status, form=form, credential=found)


@bp.post(f"{VERIFICATION}/<uuid:credential_id>/submit")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
def submit(found: Credential) -> Response:
    """Put it in the queue of the team."""
    form = Form()
    if form.validate_on_submit() and form.attempt(services.submit, current_actor(), found):
        flash(_("Submitted. The team looks it up in the official register."), "success")
        return go(to_credential(found.id))
    return verification_page(refused=form, status=422)


@bp.post(f"{VERIFICATION}/<uuid:credential_id>/contact")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@limits.auth()
def prove_contact(found: Credential) -> Response:
    """Enter the code that came to the address shown in the official register."""
    form = ContactForm()
    code = form.code.data or ""
    if form.validate_on_submit() and form.attempt(
        services.prove_contact, current_actor(), found, code
    ):
        flash(_("Thank you: the register's address is yours."), "success")
        return go(to_credential(found.id))
    return verification_page(contact={found.id: form}, refused=form, status=422)
