"""Credentials for tests, as the services leave them."""

import itertools
from typing import Any

from capitune.accounts.models import User
from capitune.accounts.states import Profession
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals.models import Credential, Proof
from capitune.professionals.states import Body, CredentialStatus, LicenceClass, RegisterStatus
from capitune.professionals.states import ProofScan as Scan
from tests.factories.documents import PDF, store

_number = itertools.count(100001)
CHECKED = frozenset({CredentialStatus.APPROVED})


def make_credential(
    user: User, status: CredentialStatus = CredentialStatus.DRAFT, **facts: Any
) -> Credential:
    """A stored RCIC licence of ``user``; ``facts`` are columns. The account's scopes are left alone."""
    number = facts.pop("number", f"R{next(_number)}")
    values: dict[str, Any] = {
        "user_id": user.id,
        "body": Body.CICC,
        "licence_class": LicenceClass.RCIC,
        "jurisdiction": "CA",
        "profession": Profession.IMMIGRATION_CONSULTANT,
        "number": number,
        "number_norm": number,
        "status": status,
    }
    if status in CHECKED:
        values |= {
            "holds_number": True,
            "approved_at": now(),
            "checked_at": now(),
            "register_status": RegisterStatus.ACTIVE,
        }
    credential = Credential(**(values | facts))
    with unit_of_work():
        db.session.add(credential)
        db.session.flush()
    return credential


def make_proof(credential: Credential, data: bytes = PDF, scan: Scan = Scan.CLEAN) -> Proof:
    """A file that supports ``credential``, really stored, with what the scanner said of it."""
    stored = store(data, "card.pdf")
    proof = Proof(
        credential_id=credential.id,
        scan=scan,
        storage_key=stored.key,
        file_name=stored.file_name,
        mime_type=stored.mime_type,
        size=stored.size,
        pages=stored.pages,
        sha256=stored.sha256,
    )
    with unit_of_work():
        db.session.add(proof)
        db.session.flush()
    return proof
