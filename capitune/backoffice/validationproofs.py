"""The proofs of a licence on its desk: one at a time, as pictures of its pages."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_admin import expose

from capitune.audit.acts import Act
from capitune.audit.queries import has_opened
from capitune.authz.admin import GuardedView
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.core.errors import NotFound
from capitune.core.files.outgoing import to_picture
from capitune.core.files.previews import Source, page_picture
from capitune.core.http import own_unit
from capitune.core.ids import parse_id
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Proof
from capitune.professionals.queries.credentials import proof_by_id


class ProofPages(GuardedView):
    """Pages of proofs, mixed into the desk of validations."""

    @expose("/<uuid:credential_id>/proofs/<uuid:proof_id>/<int:number>.webp")
    @own_unit("the opening is written to the journal")
    def proof_page(self, credential_id: uuid.UUID, proof_id: uuid.UUID, number: int) -> Any:
        """One page as a picture. Pages of one reading are one opening in the journal."""
        actor, proof = current_actor(), proof_by_id(proof_id)
        if proof is None or proof.credential_id != credential_id:
            raise NotFound
        require(actor, Permission.PROOF_OPEN, proof)
        if not (proof.is_readable and has_opened(actor.user_id, Act.PROOF_OPENED, proof.id)):
            with unit_of_work():
                services.record_proof_opening(actor, proof, "preview")
        source = Source(proof.storage_key, proof.mime_type, proof.pages or 1)
        return to_picture(page_picture(source, number))

    def shown(self, proofs: Sequence[Proof], pile: str) -> dict[str, Any] | None:
        """The proof that the address names, else the newest: its pages, and what lies before and after it."""
        if not proofs:
            return None
        asked = parse_id(request.args.get("proof", ""))
        ids = [proof.id for proof in proofs]
        at = ids.index(asked) if asked in ids else len(ids) - 1
        proof = proofs[at]
        here = {"credential_id": proof.credential_id}
        pages = range(1, (proof.pages or 1) + 1) if proof.is_shown else ()
        return {
            "proof": proof,
            "pages": [
                self.get_url(".proof_page", **here, proof_id=proof.id, number=page)
                for page in pages
            ],
            "urls": {
                key: self.get_url(".show", **here, pile=pile, proof=key, _anchor="files")
                for key in ids
            },
            "previous_id": ids[at - 1] if at else None,
            "next_id": ids[at + 1] if at + 1 < len(ids) else None,
        }
