"""Documents in each state, made by the product's own acts; their files are really stored."""

import hashlib
import io
from typing import Any

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.core.scanner.stand_in import EICAR
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries import document_by_id, requirement_by_id
from capitune.dossiers.states import Decision, Scan
from tests.factories.people import acting

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
INFECTED = PDF + EICAR
SCANNER = Actor.system("scanner")


def store(data: bytes = PDF, name: str = "document.pdf") -> StoredFile:
    """``data`` in storage, as ``intake.receive`` would have left it."""
    key = f"files/{new_id()}"
    current_storage().put(key, io.BytesIO(data), content_type="application/pdf")
    digest = hashlib.sha256(data).digest()
    return StoredFile(key, name, "application/pdf", len(data), 1, digest)


def requirement_of(dossier: Dossier, code: str = "ID_PASSPORT") -> Requirement:
    """The requirement of this document type."""
    wanted = (Requirement.dossier_id == dossier.id, Requirement.code == code)
    found = requirement_by_id(db.session.scalars(select(Requirement.id).where(*wanted)).one())
    assert found is not None
    return found


def send(
    dossier: Dossier, code: str = "ID_PASSPORT", *, data: bytes = PDF, **facts: Any
) -> Document:
    """A version that the candidate has just sent: still being scanned."""
    candidate = db.session.get_one(User, dossier.candidate_id)
    stored = store(data)
    with unit_of_work():
        requirement = requirement_of(dossier, code)
        document = services.add_document(acting(candidate), requirement, stored=stored, **facts)
    return fresh(document)


def receive(dossier: Dossier, code: str = "ID_PASSPORT", **facts: Any) -> Document:
    """A version that was sent and found clean."""
    document = send(dossier, code, **facts)
    with unit_of_work():
        services.record_scan(SCANNER, document.id, Scan.CLEAN)
    return fresh(document)


def validate(document: Document, reviewer: User) -> Document:
    """The same, validated."""
    with unit_of_work():
        services.decide(
            acting(reviewer), document, decision=Decision.VALIDATED, version=document.version
        )
    return document


def reject(
    document: Document, reviewer: User, *reasons: str, comment: str = "La page 3 est coupée."
) -> Document:
    """The same, rejected."""
    with unit_of_work():
        services.decide(
            acting(reviewer),
            document,
            decision=Decision.REJECTED,
            version=document.version,
            reasons=reasons or ("ILLEGIBLE",),
            comment=comment,
        )
    return document


def fresh(document: Document) -> Document:
    """The document as ``document_by_id`` gives it."""
    found = document_by_id(document.id)
    assert found is not None
    return found
