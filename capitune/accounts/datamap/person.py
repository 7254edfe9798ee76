"""People, and what they agreed to. The row stays as a tombstone: others' records refer to it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Text, cast, func

from capitune.accounts import passwords
from capitune.accounts.models import User
from capitune.accounts.pictures import LARGE, avatar_behind, key_of, keys_of
from capitune.core.datamap import (
    Because,
    Files,
    Kept,
    Replaced,
    Retention,
    contact,
    content,
    describe,
    identity,
    map_table,
    owned,
    secret,
    technical,
    usage,
)
from capitune.core.datamap.tables import Row
from capitune.core.i18n import lazy_gettext as _

TOMBSTONE = Kept(Because.TOMBSTONE)
PROOF = Kept(Because.PROOF)
EMPTY = Replaced("")
NULL = Replaced(None)
# Unique, and no address can be like it.
NOBODY: Any = func.concat("erased:", cast(User.__table__.c.id, Text))


def _pictures(row: Row) -> list[str]:
    return keys_of(row["avatar_id"]) if row["avatar_id"] else []


def _picture(rows: Sequence[Row], _language: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["avatar_id"]:
            yield key_of(row["avatar_id"], LARGE), "photo.webp"


describe("account", _("Your account: names, addresses, country, telephone, photo"))
describe("project", _("Your project in Canada"))
describe("consents", _("What you agreed to"))
map_table(
    "users",
    domain="account",
    purpose="the account",
    retention=Retention.ACCOUNT,
    rows=owned("id"),
    files=Files(_pictures, "avatar_id", avatar_behind, _pictures, _pictures, _picture),
    columns={
        "id": technical("key", erased=TOMBSTONE),
        "created_at": usage("when the account was made", erased=TOMBSTONE),
        "email": contact("signing in, letters", erased=EMPTY),
        "email_key": contact("the same, to find it", exported=False, erased=Replaced(NOBODY)),
        "password_hash": secret(
            "a fingerprint of the password", erased=Replaced(passwords.UNUSABLE)
        ),
        "role": identity("what they may do", erased=TOMBSTONE),
        "first_name": identity("what they are called", erased=EMPTY),
        "last_name": identity("what they are called", erased=EMPTY),
        "phone": contact("calls about a dossier", erased=NULL),
        "province": identity("where they live in Canada", erased=NULL),
        "avatar_id": technical("names the pictures of them", erased=NULL),
        "country": identity("what their dossier asks for", erased=NULL),
        "language": identity("in which language they read", erased=TOMBSTONE),
        "timezone": usage("the hours shown to them", erased=NULL),
        "standing": technical("whether the account may be used", erased=TOMBSTONE),
        "email_verified_at": usage("when the address was proved", erased=NULL),
        "licence_scopes": identity("what their licence allows", erased=Replaced([])),
        "licence_until": identity("until when", erased=NULL),
        "authz_version": technical("ends what was opened before", erased=TOMBSTONE),
        "is_demo": technical("a person of the demo", erased=TOMBSTONE),
        "updated_at": technical("when it changed last", erased=TOMBSTONE),
    },
)
map_table(
    "projects",
    domain="project",
    purpose="what a candidate wants to do in Canada",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when they first said it"),
        "goals": content("what they come for"),
        "sector": content("the sector they work in"),
        "budget_cents": content("what they have for it"),
        "budget_currency": content("in which currency"),
    },
)
map_table(
    "consents",
    domain="consents",
    purpose="proves what was agreed to, and to which text",
    retention=Retention.ALWAYS,
    rows=owned(),
    columns={
        "id": technical("key", erased=PROOF),
        "user_id": technical("who agreed", erased=PROOF),
        "created_at": usage("when", erased=PROOF),
        "purpose": usage("to what", erased=PROOF),
        "granted": usage("yes or no", erased=PROOF),
        "text_version": usage("to which text", erased=PROOF),
        "address": usage("from which address", erased=NULL),
    },
)
