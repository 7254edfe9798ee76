"""Files that support a licence: sending, taking back, opening."""

import uuid

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.files.incoming import chosen, taken_in
from capitune.core.files.outgoing import to_file
from capitune.core.forms import Form
from capitune.core.htmx import go
from capitune.core.http import is_htmx, own_unit
from capitune.core.i18n import gettext as _
from capitune.core.idempotency import once_per_form
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential, Proof
from capitune.professionals.paths import VERIFICATION, to_credential
from capitune.professionals.queries.credentials import credential_by_id, proof_by_id
from capitune.professionals.views.blueprint import bp
from capitune.professionals.views.sheet import credential_card, verification_page


@bp.post(f"{VERIFICATION}/<uuid:credential_id>/proofs")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@own_unit("the file is judged and stored before a transaction is held")
@limits.upload()
def add_proof(found: Credential) -> Response:
    """Judge, store, then record one file; a refusal is said in the slot."""
    credential_id = found.id
    try:
        _receive(credential_id)
    except (Invalid, Conflict, Refused) as error:
        return _refuse(credential_id, error)
    if is_htmx():
        return credential_card(_again(credential_id))
    flash(_("Sent. We check the file for viruses, then the team sees it."), "success")
    return go(to_credential(credential_id))


@bp.post("/professional/proofs/<uuid:proof_id>/delete")
@access(Permission.CREDENTIAL_EDIT, subject=proof_by_id)
def remove_proof(proof: Proof) -> Response:
    """Take a file back while nobody has decided."""
    credential_id = proof.credential_id
    form = Form()
    if form.validate_on_submit():
        services.remove_proof(current_actor(), proof)
        flash(_("The file is erased."), "success")
    return go(to_credential(credential_id))


@bp.get("/professional/proofs/<uuid:proof_id>/download")
@own_unit("opening a file is noted in the journal, even though it is a GET")
@access(Permission.PROOF_OPEN, subject=proof_by_id)
def download_proof(proof: Proof) -> Response:
    """To an address of 60 seconds that gives the file, once it is scanned and clean."""
    with unit_of_work():
        services.record_proof_opening(current_actor(), proof, "download")
    return to_file(proof.storage_key, file_name=proof.file_name, content_type=proof.mime_type)


def _receive(credential_id: uuid.UUID) -> None:
    with taken_in(chosen(request.files)) as incoming:

        def record() -> Response:
            services.add_proof(current_actor(), _again(credential_id), incoming.stored)
            incoming.recorded = True
            return Response(status=204)

        with unit_of_work():
            once_per_form(record)


def _again(credential_id: uuid.UUID) -> Credential:
    """A rolled back unit leaves nothing of what was loaded."""
    found = credential_by_id(credential_id)
    if found is None:
        raise NotFound
    return found


def _refuse(credential_id: uuid.UUID, error: Invalid | Conflict | Refused) -> Response:
    problem = next(iter(getattr(error, "errors", ())), None)
    words = sentence(problem.code if problem else error.code, error.facts)
    if is_htmx():
        return credential_card(_again(credential_id), wrong=words, status=error.status)
    return verification_page(wrong={credential_id: words}, status=error.status)
