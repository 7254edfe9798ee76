"""Reading accounts."""

from capitune.accounts.queries.codes import (
    code_by_id,
    latest_code,
    latest_codes,
    live_code,
    owner_of_link,
)
from capitune.accounts.queries.people import (
    faces,
    lock_user,
    lock_user_by_key,
    password_of,
    user_by_email,
    user_by_id,
)
from capitune.accounts.queries.standing import (
    IDLE,
    STAFF_IDLE,
    person_of_session,
    person_of_token,
)

__all__ = [
    "IDLE",
    "STAFF_IDLE",
    "code_by_id",
    "faces",
    "latest_code",
    "latest_codes",
    "live_code",
    "lock_user",
    "lock_user_by_key",
    "owner_of_link",
    "password_of",
    "person_of_session",
    "person_of_token",
    "user_by_email",
    "user_by_id",
]
