"""What may be done with accounts: one function an act."""

from capitune.accounts.services.profile import choose_language, edit_profile
from capitune.accounts.services.proving import prove_by_password
from capitune.accounts.services.recovery import forgot_password, reset_password
from capitune.accounts.services.registration import (
    Registration,
    SignedUp,
    SignUp,
    register,
    sign_up_candidate,
)
from capitune.accounts.services.sessions import close_session, open_session, revoke_all, touch
from capitune.accounts.services.signing import Checked, admit, check_password, sign_in
from capitune.accounts.services.staff import DemoPerson, add_demo_person, invite_staff
from capitune.accounts.services.tokens import close_tokens, open_tokens, refresh
from capitune.accounts.services.verification import resend_code, verify_email, verify_email_by_link

__all__ = [
    "Checked",
    "DemoPerson",
    "Registration",
    "SignUp",
    "SignedUp",
    "add_demo_person",
    "admit",
    "check_password",
    "choose_language",
    "close_session",
    "close_tokens",
    "edit_profile",
    "forgot_password",
    "invite_staff",
    "open_session",
    "open_tokens",
    "prove_by_password",
    "refresh",
    "register",
    "resend_code",
    "reset_password",
    "revoke_all",
    "sign_in",
    "sign_up_candidate",
    "touch",
    "verify_email",
    "verify_email_by_link",
]
