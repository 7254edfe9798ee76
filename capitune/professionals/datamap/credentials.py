"""Licences: what was declared and proved, what registers say, who approved."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Table, exists

from capitune.core.datamap import (
    Author,
    Because,
    Files,
    Retention,
    contact,
    content,
    describe,
    document,
    identity,
    map_table,
    matching,
    owned,
    technical,
    through,
    usage,
)
from capitune.core.datamap.tables import PERSON, Row
from capitune.core.files.previewkeys import file_behind, preview_keys
from capitune.core.i18n import lazy_gettext as _
from capitune.professionals.models import Credential
from capitune.professionals.states import ProofScan

STAFF = Because.OTHERS_RECORDS


def _stored(row: Row) -> list[str]:
    key = str(row["storage_key"])
    return [key, *preview_keys(key, row["pages"])]


def _is_over(row: Row) -> bool:
    return row["deleted_at"] is not None or row["scan"] in (ProofScan.INFECTED, ProofScan.ERROR)


def _may(row: Row) -> list[str]:
    return [] if _is_over(row) else _stored(row)


def _due(row: Row) -> list[str]:
    # Pictures are drawn when somebody looks.
    return [] if _is_over(row) else [str(row["storage_key"])]


def _sent(rows: Sequence[Row], _language: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["scan"] == ProofScan.CLEAN and row["deleted_at"] is None:
            name = f"{row['created_at']:%Y-%m-%d}-{row['file_name']}"
            yield str(row["storage_key"]), f"licences/{name}"


def _claimed_by_nobody_else(table: Table) -> ColumnElement[bool]:
    """A case goes with the last of those who claimed its number; until then it protects the others."""
    claims = (Credential.body == table.c.body, Credential.number_norm == table.c.number_norm)
    mine = exists().where(*claims, Credential.user_id == PERSON)
    others = exists().where(*claims, Credential.user_id != PERSON)
    return mine & ~others


describe("licences", _("Your licences: what you declared, and what was checked of them"))
describe("licence_history", _("The history of these checks"))
describe("licence_files", _("The files you sent to prove them"))
map_table(
    "credentials",
    domain="licences",
    purpose="the licences that a professional declares, and what was checked of them",
    retention=Retention.ACCOUNT,
    rows=owned(),
    author=Author(("checked_by_id", "held_by_id"), STAFF),
    columns={
        "id": technical("key", exported=True),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was declared"),
        "body": identity("who gave the licence"),
        "number": identity("its number"),
        "number_norm": identity("the same, to find it", exported=False),
        "class": identity("of which class"),
        "jurisdiction": identity("where it is good"),
        "profession": identity("for which profession"),
        "status": content("how far the check is"),
        "holds_number": technical("whether this claim of the number stands"),
        "submitted_at": usage("when it was submitted"),
        "approved_at": usage("when it was approved"),
        "reason": content("what was decided, and why"),
        "register_url": contact("where the official register shows it"),
        "register_name": identity("the name shown there"),
        "register_number": identity("the number shown there"),
        "register_class": identity("the class shown there"),
        "register_jurisdiction": identity("where the register says it is good"),
        "register_contact": contact("the address shown there"),
        "register_status": content("the status shown there"),
        "restrictions": content("the restrictions shown there"),
        "quebec_authorised": content("whether it is good in Québec"),
        "checked_at": usage("when the register was read"),
        "checked_by_id": technical("who read it"),
        "held_by_id": technical("who of the team looks at it"),
        "held_until": technical("until when nobody else decides"),
        "proof_asked": content("which proof the team asked for"),
        "proof_asked_at": usage("when it asked for that"),
        "contact_proof_at": usage("when its address was proved"),
        "expires_at": content("until when it is good"),
        "next_check_at": usage("when it is read again"),
        "round": technical("which facts the approvals are about"),
        "version": technical("two people may decide at once"),
        "updated_at": usage("when it changed last"),
    },
)
map_table(
    "credential_approvals",
    domain="technical",
    purpose="two different people approve a licence",
    retention=Retention.ACCOUNT,
    rows=through("credential_id", "credentials"),
    author=Author(("approver_id",), STAFF),
    columns={
        "id": technical("key"),
        "created_at": technical("when"),
        "credential_id": technical("which licence"),
        "round": technical("about which facts"),
        "place": technical("first or second"),
        "approver_id": technical("who approved"),
        "looked": technical("what they had looked at"),
        "note": technical("what they noted for the second"),
    },
)
map_table(
    "credential_moves",
    domain="licence_history",
    purpose="the history of a check",
    retention=Retention.ACCOUNT,
    rows=through("credential_id", "credentials"),
    author=Author(("by_id",), STAFF, words=("reason",)),
    columns={
        "id": technical("key"),
        "created_at": usage("when"),
        "credential_id": technical("which licence", exported=True),
        "status": content("to which state"),
        "reason": content("why"),
        "by_id": technical("who decided"),
    },
)
map_table(
    "credential_codes",
    domain="technical",
    purpose="proves the address shown in the official register",
    retention=Retention.ACCOUNT,
    rows=through("credential_id", "credentials"),
    columns={
        "id": technical("key, of which the code is made"),
        "created_at": technical("when it was sent"),
        "credential_id": technical("which licence"),
        "sent_to": contact("to which address", exported=False),
        "expires_at": technical("until when it is good"),
        "tries": technical("how often it was tried"),
        "used_at": technical("when it was used"),
        "replaced_at": technical("when a newer one came"),
    },
)
map_table(
    "impersonation_cases",
    domain="technical",
    purpose="several people claim one number",
    retention=Retention.ACCOUNT,
    rows=matching(_claimed_by_nobody_else),
    author=Author(("settled_by_id",), STAFF),
    columns={
        "id": technical("key"),
        "created_at": technical("when it was opened"),
        "body": technical("of which register"),
        "number_norm": identity("which number", exported=False),
        "settled_at": technical("when it was settled"),
        "settled_by_id": technical("by whom"),
        "kept_id": technical("whose claim stood"),
    },
)
map_table(
    "credential_proofs",
    domain="licence_files",
    purpose="the files that prove a licence",
    retention=Retention.ACCOUNT,
    rows=through("credential_id", "credentials"),
    files=Files(_stored, "storage_key", file_behind, _due, _may, _sent),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was sent"),
        "credential_id": technical("for which licence", exported=True),
        "scan": document("what the virus scanner said"),
        "preview": technical("whether its pages can be shown"),
        "storage_key": technical("where the file is kept"),
        "file_name": document("its name"),
        "mime_type": document("its format"),
        "size": document("its size in bytes"),
        "pages": document("how many pages"),
        "sha256": document("its fingerprint"),
        "deleted_at": document("when it was taken back"),
    },
)
