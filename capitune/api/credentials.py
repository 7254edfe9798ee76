"""One's own licences: declaring, changing, supporting with files, submitting, proving contact."""

from collections.abc import Callable

from flask import Response

from capitune.accounts.identity import current_person
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import credentials as present
from capitune.api.replies import created, listed, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.files.incoming import taken_in
from capitune.core.files.outgoing import to_file
from capitune.core.http import own_unit
from capitune.core.idempotency import idempotent
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential, Proof
from capitune.professionals.queries.credentials import (
    credential_by_id,
    credentials_of,
    open_case,
    proof_by_id,
    proofs_of,
)
from capitune.professionals.services import Declaration
from capitune.professionals.states import CLAIMING

TAG = "users"
PATH = "/users/me/credentials"


@bp.get(PATH)
@access(Permission.CREDENTIAL_DECLARE)
@operation(200, shapes.Credentials, tag=TAG)
def list_credentials() -> Response:
    """One's own licences, and what the verified ones allow."""
    person = current_person()
    if person is None:
        raise NotFound
    items = [_shown(credential) for credential in credentials_of(person.id)]
    return listed(present.credentials(items, current_actor().scopes))


@bp.post(PATH)
@access(Permission.CREDENTIAL_DECLARE)
@operation(201, shapes.Credential, tag=TAG, refuses=(409,))
def declare_credential(json: bodies.NewCredential) -> Response:
    """Declare a licence, as a draft."""
    credential = services.declare(current_actor(), _declaration(json))
    return created(_shown(credential), f"/api{PATH}/{credential.id}")


@bp.get(f"{PATH}/<uuid:credential_id>")
@access(Permission.CREDENTIAL_READ, subject=credential_by_id)
@operation(200, shapes.Credential, tag=TAG)
def read_credential(credential: Credential) -> Response:
    """One of them."""
    return reply(_shown(credential))


@bp.put(f"{PATH}/<uuid:credential_id>")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@operation(200, shapes.Credential, tag=TAG, refuses=(409,))
def edit_credential(credential: Credential, json: bodies.NewCredential) -> Response:
    """Declare it anew, while it is a draft, refused or expired."""
    return reply(_shown(services.edit(current_actor(), credential, _declaration(json))))


@bp.post(f"{PATH}/<uuid:credential_id>/submit")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@operation(200, shapes.Credential, tag=TAG, refuses=(409,))
def submit_credential(credential: Credential) -> Response:
    """Put it in the queue of the team."""
    return reply(_shown(services.submit(current_actor(), credential)))


@bp.post(f"{PATH}/<uuid:credential_id>/contact")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@limits.auth()
@operation(200, shapes.Credential, tag=TAG, refuses=(409,))
def prove_credential_contact(credential: Credential, json: bodies.ContactCode) -> Response:
    """Give the code that came to the address shown in the official register."""
    return reply(_shown(services.prove_contact(current_actor(), credential, json.code)))


@bp.post(f"{PATH}/<uuid:credential_id>/proofs")
@own_unit("the file is judged and stored before the transaction")
@access(Permission.CREDENTIAL_EDIT, subject=credential_by_id)
@limits.upload()
@operation(201, shapes.SupportingFile, tag=TAG, refuses=(409, 413), once=False)
def add_credential_proof(credential: Credential, form: bodies.SupportingFile) -> Response:
    """Support it with a file, which nobody opens before it was scanned."""
    with taken_in(form.file) as incoming:

        def record() -> Response:
            proof = services.add_proof(current_actor(), credential, incoming.stored)
            incoming.recorded = True
            return created(present.proof(proof), f"/api/proofs/{proof.id}/download")

        return _in_one_unit(idempotent(record))


@bp.get("/proofs/<uuid:proof_id>/download")
@own_unit("opening a file is noted in the journal, even though it is a GET")
@access(Permission.PROOF_OPEN, subject=proof_by_id)
@operation(302, tag=TAG, refuses=(409,))
def download_proof(proof: Proof) -> Response:
    """To an address of 60 seconds that gives the file, once it is scanned and clean."""
    with unit_of_work():
        services.record_proof_opening(current_actor(), proof, "download")
    return to_file(proof.storage_key, file_name=proof.file_name, content_type=proof.mime_type)


def _in_one_unit(act: Callable[[], Response]) -> Response:
    with unit_of_work():
        return act()


def _declaration(json: bodies.NewCredential) -> Declaration:
    return Declaration(json.body, json.number, json.licence_class, json.jurisdiction)


def _shown(credential: Credential) -> shapes.Credential:
    db.session.flush()
    contested = open_case(credential.body, credential.number_norm) is not None
    is_claimed = contested and credential.status in CLAIMING
    return present.credential(credential, proofs_of(credential.id), contested=is_claimed)
