"""What may be done with accounts: one function an act."""

from capitune.accounts.services.authenticator import begin_app, confirm_app, remove_app, secret_of
from capitune.accounts.services.avatar import change_avatar, remove_avatar, store_picture
from capitune.accounts.services.closing import erase_person
from capitune.accounts.services.consents import accept_terms, give_consent, withdraw_consent
from capitune.accounts.services.email_change import (
    ask_email_change,
    confirm_email_change,
    undo_email_change,
)
from capitune.accounts.services.erasing import begin_erasing, finish_erasing
from capitune.accounts.services.exports import (
    ask_export,
    open_export,
    record_export,
    record_removal,
)
from capitune.accounts.services.leaving import come_back, departure_of_link, leave, way_back
from capitune.accounts.services.locking import lift_lock
from capitune.accounts.services.managing import correct_person
from capitune.accounts.services.othersessions import end_opening_of, sign_out_person
from capitune.accounts.services.paper import renew_codes
from capitune.accounts.services.passkeys import (
    add_passkey,
    ask_new_passkey,
    ask_passkey,
    ask_second_step,
    finish_by_passkey,
    prove_by_passkey,
    remove_passkey,
    sign_in_by_passkey,
)
from capitune.accounts.services.password import change_password, choose_password
from capitune.accounts.services.profile import choose_language, detect_timezone, edit_profile
from capitune.accounts.services.proving import prove_by_password
from capitune.accounts.services.recovery import forgot_password, reset_password
from capitune.accounts.services.registration import (
    Registration,
    SignedUp,
    SignUp,
    join,
    register,
    sign_up_candidate,
)
from capitune.accounts.services.rescue import (
    ask_rescue,
    cancel_rescue,
    complete_rescue,
    offer_rescue,
    offered_rescue,
    open_rescue,
    prove_mailbox,
    refuse_rescue,
    rescue_of_link,
    take_rescue,
)
from capitune.accounts.services.second_step import (
    SecondStep,
    begin_second_step,
    finish_second_step,
    pending_of,
    prove_by_code,
)
from capitune.accounts.services.sessions import (
    close_session,
    end_opening,
    end_others,
    open_session,
    revoke_all,
    touch,
)
from capitune.accounts.services.signing import Checked, admit, check_password, sign_in
from capitune.accounts.services.staff import (
    DemoPerson,
    Invited,
    Joining,
    accept_invitation,
    add_demo_person,
    invite_again,
    invite_person,
    invite_staff,
)
from capitune.accounts.services.suspending import (
    Closing,
    reinstate,
    reinstate_when_over,
    suspend,
)
from capitune.accounts.services.tokens import close_tokens, open_tokens, refresh
from capitune.accounts.services.verification import resend_code, verify_email, verify_email_by_link

__all__ = [
    "Checked",
    "Closing",
    "DemoPerson",
    "Invited",
    "Joining",
    "Registration",
    "SecondStep",
    "SignUp",
    "SignedUp",
    "accept_invitation",
    "accept_terms",
    "add_demo_person",
    "add_passkey",
    "admit",
    "ask_email_change",
    "ask_export",
    "ask_new_passkey",
    "ask_passkey",
    "ask_rescue",
    "ask_second_step",
    "begin_app",
    "begin_erasing",
    "begin_second_step",
    "cancel_rescue",
    "change_avatar",
    "change_password",
    "check_password",
    "choose_language",
    "choose_password",
    "close_session",
    "close_tokens",
    "come_back",
    "complete_rescue",
    "confirm_app",
    "confirm_email_change",
    "correct_person",
    "departure_of_link",
    "detect_timezone",
    "edit_profile",
    "end_opening",
    "end_opening_of",
    "end_others",
    "erase_person",
    "finish_by_passkey",
    "finish_erasing",
    "finish_second_step",
    "forgot_password",
    "give_consent",
    "invite_again",
    "invite_person",
    "invite_staff",
    "join",
    "leave",
    "lift_lock",
    "offer_rescue",
    "offered_rescue",
    "open_export",
    "open_rescue",
    "open_session",
    "open_tokens",
    "pending_of",
    "prove_by_code",
    "prove_by_passkey",
    "prove_by_password",
    "prove_mailbox",
    "record_export",
    "record_removal",
    "refresh",
    "refuse_rescue",
    "register",
    "reinstate",
    "reinstate_when_over",
    "remove_app",
    "remove_avatar",
    "remove_passkey",
    "renew_codes",
    "rescue_of_link",
    "resend_code",
    "reset_password",
    "revoke_all",
    "secret_of",
    "sign_in",
    "sign_in_by_passkey",
    "sign_out_person",
    "sign_up_candidate",
    "store_picture",
    "suspend",
    "take_rescue",
    "touch",
    "undo_email_change",
    "verify_email",
    "verify_email_by_link",
    "way_back",
    "withdraw_consent",
]
