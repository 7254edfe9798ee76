"""What to tell people about the codes of this domain."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "required": _("Fill this in."),
    "too_long": _("This is too long."),
    "bad_text": _("This contains characters that cannot be kept. Type it again."),
    "bad_email": _("This is not an e-mail address. It looks like name@example.com."),
    "unknown_country": _("Choose a country from the list."),
    "name_mark": _("A name is written with letters: take the symbol out."),
    "name_contact": _("A name holds no telephone number and no address. Write the name you bear."),
    "name_reserved": _(
        "This could be taken for an authority or for our team. Write the name you bear."
    ),
    "bad_phone": _(
        "This is not a telephone number we can dial. Write it with its country code: +221 77 123 45 67."
    ),
    "unknown_province": _("Choose a province or territory from the list."),
    "unknown_goal": _("Choose among the goals of the list."),
    "unknown_sector": _("Choose a sector from the list."),
    "bad_amount": _("This is not an amount. It looks like 25 000 or 25 000,50."),
    "amount_too_large": _("This amount is too large."),
    "too_many": _("There are too many lines."),
    "not_for_you": _("This does not concern your kind of account."),
    "unknown_language": _("Choose a language from the list."),
    "unknown_timezone": _("Choose a time zone from the list."),
    "password_short": _("Too short: 10 characters at least, %(missing)s more to go."),
    "password_long": _("Too long: 128 characters at most."),
    "password_weak": _("Too easy to guess. Add words that have nothing to do with you."),
    "access_stands": _(
        "To take this back, end the professional’s access on the page of the dossier."
    ),
    "account_exists": _("This address has an account already. Sign in to accept the invitation."),
    "terms_stand": _("Without these terms there is no account: to withdraw, delete your account."),
    "terms_needed": _("You need to accept the terms to have an account."),
    "wrong_code": _(
        "This code is not the right one, or it is no longer valid. "
        "Look at our latest message, or ask for a new code."
    ),
    "sign_up_replaced": _(
        "Someone has signed up again with this address since. Sign up once more to choose your password."
    ),
    "same_email": _("This is your address already."),
    "wait_for_link": _(
        "We have just sent a link. Wait a minute before you ask for another; six an hour at most."
    ),
    "dead_link": _("This link is no longer valid. Ask for a new one."),
    "invalid_credentials": _("The address or the password is not right."),
    "account_suspended": _(
        "This account is suspended. %(message)s Write to us if you think this is a mistake."
    ),
    "already_suspended": _("This account is suspended already. Look at this page again."),
    "not_suspended": _("This account is not suspended any more. Look at this page again."),
    "not_active": _("This account is being deleted, or is erased: it cannot be suspended."),
    "already_leaving": _("This account is being deleted already. Its owner can still come back."),
    "other_address": _("This is not the address of this account."),
    "account_erased": _("This account is erased: there is nothing left to change."),
    "account_closed": _("This account is suspended, or being deleted: its role stays as it is."),
    "not_invited": _("This person has come already: their account is their own."),
    "unknown_role": _("Choose a role from the list."),
    "has_dossiers": _("This person has dossiers of their own, and stays a candidate."),
    "licence_stands": _("Withdraw the verification of this professional first."),
    "accompanies": _("End or hand over the dossiers that this professional accompanies first."),
    "unknown_reason": _("Choose a reason from the list."),
    "until_past": _("Choose a day to come."),
    "until_far": _("Ten years at most; without a date it lasts until somebody lifts it."),
    "account_leaving": _("This account is being deleted. Its owner can still come back."),
    "too_late": _("This link is no longer valid: the account is open again, or it is erased."),
    "last_admin": _("You are the only administrator: name another one first."),
    "export_not_ready": _("Your copy is still being prepared. An e-mail will tell you."),
    "export_expired": _("This copy is no longer kept. Ask for a new one."),
    "exports_enough": _(
        "You have three copies already. Take one of these, or wait until one is over."
    ),
    "step_up_required": _("Confirm that it is you first: your password or your second factor."),
    "second_factor_required": _("Set up a second factor first: your role makes it mandatory."),
    "wrong_factor": _(
        "This code is not the right one, or it was used already. Wait for the next one, or use a recovery code."
    ),
    "too_many_codes": _(
        "Too many wrong codes in an hour. Use a recovery code or a passkey, or wait an hour."
    ),
    "bad_passkey": _("This passkey was not accepted. Try again, or come in another way."),
    "passkey_over": _("This took too long. Try again."),
    "passkey_known": _("This passkey is known already."),
    "passkeys_full": _("You have ten passkeys, which is the most. Remove one first."),
    "second_step_over": _("This sign-in took too long or was tried too often. Start again."),
    "factor_mandatory": _(
        "Your role makes a second factor mandatory: add another before you remove this one."
    ),
    "no_factor": _("Add a second factor first."),
    "not_for_oneself": _("Somebody else of the team has to decide this."),
    "rescue_under_way": _(
        "A rescue of this account is under way: see the desk of lost second factors."
    ),
    "no_factor_to_remove": _("This person has no second factor: there is nothing to remove."),
    "rescue_moved_on": _("Something changed in the meantime: look at this request again."),
    "rescue_too_early": _(
        "The owner still has time to stop this. Wait until the 24 hours are over."
    ),
    "wrong_password": _("This is not your password."),
    "email_not_verified": _("Verify your address first: enter the code we sent you."),
    "invalid_refresh_token": _("This sign-in is over. Sign in again."),
    "email_taken": _("There is already an account with this address."),
    "not_a_staff_role": _("This is not a role of the team."),
}
