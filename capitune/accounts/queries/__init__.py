"""Reading accounts."""

from capitune.accounts.queries.codes import (
    code_by_id,
    latest_code,
    latest_codes,
    live_code,
    owner_of_link,
)
from capitune.accounts.queries.consents import (
    agreed_to_terms,
    answers_of,
    holds,
    last_answer,
    present_text,
)
from capitune.accounts.queries.email_changes import (
    address_since,
    change_by_id,
    change_of_link,
    undoable_change,
    waiting_change,
)
from capitune.accounts.queries.factors import (
    Factors,
    authenticator_of,
    factors_of,
    has_factor,
    passkey_by_id,
    passkeys_of,
    pending_by_id,
    rescue_by_id,
    rescue_of,
)
from capitune.accounts.queries.leaving import (
    departure_by_id,
    departure_of_address,
    export_by_id,
    exports_of,
    is_last_admin,
    open_departure,
)
from capitune.accounts.queries.openings import any_opening, has_used, opening_by_id, openings
from capitune.accounts.queries.people import (
    faces,
    lock_user,
    lock_user_by_key,
    password_of,
    user_by_email,
    user_by_id,
)
from capitune.accounts.queries.pictures import picture
from capitune.accounts.queries.profile import project_of
from capitune.accounts.queries.standing import (
    IDLE,
    STAFF_IDLE,
    idle_limit,
    person_of_session,
    person_of_token,
)
from capitune.accounts.queries.suspensions import (
    lock_admins,
    open_suspension,
    suspension_by_id,
    suspensions_of,
)

__all__ = [
    "IDLE",
    "STAFF_IDLE",
    "Factors",
    "address_since",
    "agreed_to_terms",
    "answers_of",
    "any_opening",
    "authenticator_of",
    "change_by_id",
    "change_of_link",
    "code_by_id",
    "departure_by_id",
    "departure_of_address",
    "export_by_id",
    "exports_of",
    "faces",
    "factors_of",
    "has_factor",
    "has_used",
    "holds",
    "idle_limit",
    "is_last_admin",
    "last_answer",
    "latest_code",
    "latest_codes",
    "live_code",
    "lock_admins",
    "lock_user",
    "lock_user_by_key",
    "open_departure",
    "open_suspension",
    "opening_by_id",
    "openings",
    "owner_of_link",
    "passkey_by_id",
    "passkeys_of",
    "password_of",
    "pending_by_id",
    "person_of_session",
    "person_of_token",
    "picture",
    "present_text",
    "project_of",
    "rescue_by_id",
    "rescue_of",
    "suspension_by_id",
    "suspensions_of",
    "undoable_change",
    "user_by_email",
    "user_by_id",
    "waiting_change",
]
