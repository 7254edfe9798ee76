"""Second factors."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    content,
    map_table,
    owned,
    secret,
    technical,
    usage,
)

map_table(
    "authenticators",
    domain="factors",
    purpose="the second factor of an authenticator app",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was set up"),
        "sealed": secret("what is shared with the app, sealed"),
        "confirmed_at": usage("since when it counts"),
        "last_step": technical("the newest code that was used"),
        "wrong_tries": technical("how many codes were wrong lately"),
        "wrong_since": technical("since when"),
    },
)
map_table(
    "recovery_codes",
    domain="factors",
    purpose="comes in when the other factors are lost",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was made"),
        "code_hash": secret("recognises the code"),
        "used_at": usage("when it was used"),
    },
)
map_table(
    "passkeys",
    domain="factors",
    purpose="the public half of a key that a device keeps",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was added"),
        "credential_id": secret("which key of which device"),
        "public_key": secret("verifies what the device signs"),
        "sign_count": technical("shows that a key was copied"),
        "name": content("what its owner calls it"),
        "backed_up": usage("whether the device keeps a copy elsewhere"),
        "last_used_at": usage("when it was used last"),
    },
)
map_table(
    "passkey_challenges",
    domain="technical",
    purpose="a question that a device signs, once",
    retention=Retention.MONTH,
    rows=owned(),
    columns={
        "id": secret("what the question is made of"),
        "user_id": technical("whose answer is awaited"),
        "created_at": technical("when it was asked"),
        "purpose": technical("what for"),
        "expires_at": technical("until when it is good"),
        "used_at": technical("when it was answered"),
    },
)
map_table(
    "pending_sign_ins",
    domain="technical",
    purpose="a sign-in that waits for the second factor",
    retention=Retention.MONTH,
    rows=owned(),
    columns={
        "id": secret("what its token is made of"),
        "user_id": technical("whose it is"),
        "created_at": technical("when the password was right"),
        "authz_version": technical("ends it when rights change"),
        "remember": technical("whether to stay signed in"),
        "tries": technical("how many codes were tried"),
        "expires_at": technical("until when it is good"),
        "used_at": technical("when it went on"),
    },
)
map_table(
    "factor_rescues",
    domain="factors",
    purpose="the way back for who lost every factor, with the team",
    retention=Retention.ACCOUNT,
    rows=owned(),
    author=Author(("opened_by", "done_by"), Because.OTHERS_RECORDS),
    columns={
        "id": technical("key"),
        "user_id": technical("who asked"),
        "created_at": usage("when"),
        "code_expires_at": technical("until when the code of the letter is good"),
        "code_tries": technical("how often it was tried"),
        "mailbox_proved_at": usage("when the mailbox was proved"),
        "opened_at": usage("when the team had checked who was asking"),
        "opened_by": technical("who of the team"),
        "due_at": usage("from when on the factors may be removed"),
        "done_at": usage("when they were"),
        "done_by": technical("by whom of the team"),
        "ended_at": usage("when it was stopped"),
        "ended_reason": usage("why"),
    },
)
