"""Codes, sessions and tokens."""

from capitune.core.datamap import (
    Column,
    Retention,
    contact,
    describe,
    map_table,
    owned,
    secret,
    technical,
    through,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("sessions", _("Where and when you signed in"))
describe("factors", _("How you prove that it is you: names and dates, never the secrets"))
describe("addresses", _("The e-mail addresses you changed"))
describe("programs", _("The programs that signed in for you"))
map_table(
    "one_time_codes",
    domain="technical",
    purpose="proves an address by a code or a link",
    retention=Retention.MONTH,
    rows=owned(),
    columns={
        "id": secret("what the code is made of"),
        "user_id": technical("whose it is"),
        "created_at": technical("when it was asked for"),
        "purpose": technical("what it is for"),
        "expires_at": technical("until when it is good"),
        "tries": technical("how often it was tried"),
        "used_at": technical("when it was used"),
        "replaced_at": technical("when a newer one came"),
    },
)


def _opened(**more: Column) -> dict[str, Column]:
    """What a session and a family of tokens have in common."""
    return {
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it began"),
        "authz_version": technical("ends it when rights change"),
        "last_seen_at": usage("when it was used last"),
        "expires_at": usage("until when it is good"),
        "ended_at": usage("when it ended"),
        "proved_at": usage("when its owner last gave their password or a factor"),
        "factor_at": usage("when they last gave a second factor"),
        "device": usage("with which browser or program"),
        "address": usage("from which address"),
        **more,
    }


map_table(
    "web_sessions",
    domain="sessions",
    purpose="browsers that are signed in",
    retention=Retention.MONTH,
    rows=owned(),
    columns=_opened(
        secret_hash=secret("recognises the browser"),
        remember=usage("whether to stay signed in"),
    ),
)
map_table(
    "token_families",
    domain="programs",
    purpose="programs that are signed in",
    retention=Retention.MONTH,
    rows=owned(),
    columns=_opened(ended_reason=usage("why it ended")),
)
map_table(
    "refresh_tokens",
    domain="technical",
    purpose="renews the sign-in of a program",
    retention=Retention.MONTH,
    rows=through("family_id", "token_families"),
    columns={
        "id": secret("what the token is made of"),
        "created_at": technical("when it was given"),
        "family_id": technical("which sign-in it renews"),
        "parent_id": technical("which one it follows"),
        "secret_hash": secret("recognises the token"),
        "used_at": technical("when it was used"),
    },
)
map_table(
    "sign_in_guards",
    domain="technical",
    purpose="holds back whoever guesses passwords",
    retention=Retention.MONTH,
    rows=owned(),
    columns={
        "user_id": technical("whose account"),
        "browser": technical("tried in which browser, of those it knows"),
        "failures": technical("how many passwords were wrong"),
        "since": technical("since when"),
        "locked_until": technical("until when it stays closed"),
    },
)
map_table(
    "email_changes",
    domain="addresses",
    purpose="changes of address, which the old one can undo",
    retention=Retention.MONTH,
    rows=owned(),
    columns={
        "id": secret("what the link to undo is made of"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was asked for"),
        "code_id": secret("what the code is made of"),
        "old_email": contact("the address before"),
        "new_email": contact("the address after"),
        "new_key": technical("the same, to compare"),
        "confirmed_at": usage("when it was proved"),
        "undone_at": usage("when it was undone"),
    },
)
