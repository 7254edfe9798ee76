"""Letters about accounts. Each is read again when it leaves: a dead code is not sent."""

from typing import Any

from capitune.accounts import codes, queries
from capitune.accounts.models import EmailChange, FactorRescue, OneTimeCode, Suspension, User
from capitune.accounts.services import way_back
from capitune.accounts.services.rescue import OFFER
from capitune.accounts.services.rescue import PURPOSE as RESCUE
from capitune.accounts.states import CodePurpose
from capitune.core.clock import now
from capitune.core.ids import parse_id
from capitune.core.letters import Payload, address_of, letter, written
from capitune.core.mail import Message


@letter("verification_code", security=True)
def verification_code(payload: Payload) -> Message | None:
    """The six digits, and the link that does the same."""
    code = _code(payload)
    if code is None:
        return None
    token = codes.link(CodePurpose.VERIFY_EMAIL, code.id)
    digits = codes.digits(CodePurpose.VERIFY_EMAIL, code.id)
    return _written(payload, code=digits, url=address_of(f"/verify-email/{token}"))


@letter("already_registered", security=True)
def already_registered(payload: Payload) -> Message | None:
    """To the owner of an address with which someone signed up again."""
    return _written(payload, url=address_of("/login"), forgot_url=address_of("/forgot-password"))


@letter("password_reset", security=True)
def password_reset(payload: Payload) -> Message | None:
    """The link to choose a new password."""
    return _with_reset_link(payload)


@letter("password_changed", security=True)
def password_changed(payload: Payload) -> Message | None:
    """It happened; and what to do if it was someone else."""
    return _written(payload, url=address_of("/forgot-password"))


@letter("email_change_asked", security=True)
def email_change_asked(payload: Payload) -> Message | None:
    """To the new address: the link that takes it, for whoever is signed in."""
    change = _change(payload)
    code = queries.code_by_id(change.code_id) if change and change.code_id else None
    if change is None or code is None:
        return None
    token = codes.link(CodePurpose.CHANGE_EMAIL, code.id)
    url = address_of(f"/profile/security/email/{token}")
    return _written(payload, to=change.new_email, url=url)


@letter("email_changed", security=True)
def email_changed(payload: Payload) -> Message | None:
    """To the old address: what the new one is, and the link that undoes it."""
    change = _change(payload)
    if change is None or change.confirmed_at is None or change.undone_at is not None:
        return None
    return _written(
        payload,
        to=change.old_email,
        new_email=change.new_email,
        until=change.confirmed_at + codes.UNDO_LIFE,
        url=address_of(f"/undo-email/{codes.link(codes.UNDO_EMAIL, change.id)}"),
    )


@letter("sign_in_locked", security=True)
def sign_in_locked(payload: Payload) -> Message | None:
    """Somebody guesses the password: the link that opens the account again."""
    code = _code(payload)
    if code is None:
        return None
    url = address_of(f"/login/unlock/{codes.link(CodePurpose.LIFT_LOCK, code.id)}")
    return _written(payload, url=url, forgot_url=address_of("/forgot-password"))


@letter("new_device", security=True)
def new_device(payload: Payload) -> Message | None:
    """A browser or program that the account did not know was signed in."""
    return _about_opening(payload)


@letter("token_reused", security=True)
def token_reused(payload: Payload) -> Message | None:
    """A program was signed out: the key of its sign-in was used twice."""
    return _about_opening(payload)


@letter("staff_invitation", security=True)
def staff_invitation(payload: Payload) -> Message | None:
    """To a new member of the team: the link to say one's name and choose a password."""
    return _with_reset_link(payload, "invitation")


@letter("account_invitation", security=True)
def account_invitation(payload: Payload) -> Message | None:
    """To somebody for whom the team opened an account: the same."""
    return _with_reset_link(payload, "invitation")


@letter("factor_changed", security=True)
def factor_changed(payload: Payload) -> Message | None:
    """Which second factor came or went; and what to do if it was someone else."""
    return _written(payload, change=payload["about"], url=address_of("/forgot-password"))


@letter("factor_guessed", security=True)
def factor_guessed(payload: Payload) -> Message | None:
    """Somebody with the right password types wrong codes: the password is known."""
    return _written(payload, url=address_of("/forgot-password"))


@letter("rescue_code", security=True)
def rescue_code(payload: Payload) -> Message | None:
    """Six digits that prove the mailbox of who lost every factor."""
    rescue = _rescue(payload)
    if rescue is None or rescue.mailbox_proved_at is not None:
        return None
    return _written(payload, code=codes.digits(RESCUE, rescue.id))


@letter("rescue_offered", security=True)
def rescue_offered(payload: Payload) -> Message | None:
    """The link by which whoever reads this mailbox says that their second factor is lost."""
    rescue = _rescue(payload)
    if rescue is None or rescue.mailbox_proved_at is not None or rescue.ended_at is not None:
        return None
    path = f"/login/rescue/take/{codes.link(OFFER, rescue.id)}"
    return _written(payload, until=rescue.code_expires_at, url=address_of(path))


@letter("rescue_opened", security=True)
def rescue_opened(payload: Payload) -> Message | None:
    """The factors will be removed; the link that stops it."""
    rescue = _rescue(payload)
    if rescue is None:
        return None
    path = f"/login/rescue/stop/{codes.link(RESCUE, rescue.id)}"
    return _written(payload, due_at=rescue.due_at, url=address_of(path))


@letter("rescue_done", security=True)
def rescue_done(payload: Payload) -> Message | None:
    """The factors are removed; sign in, and set up new ones."""
    return _written(payload, url=address_of("/login"))


def _rescue(payload: Payload) -> FactorRescue | None:
    rescue_id = parse_id(payload["about"])
    rescue = queries.rescue_by_id(rescue_id) if rescue_id else None
    return rescue if rescue and rescue.done_at is None and rescue.ended_at is None else None


@letter("export_ready", security=True)
def export_ready(payload: Payload) -> Message | None:
    """The copy of their data can be taken away, by whoever signs in."""
    export_id = parse_id(payload["about"])
    export = queries.export_by_id(export_id) if export_id else None
    if export is None or not export.is_ready_at(now()):
        return None
    return _written(payload, until=export.expires_at, url=address_of("/profile/data"))


@letter("deletion_asked", security=True)
def deletion_asked(payload: Payload) -> Message | None:
    """The account will be erased; until when one can come back, and the link that does it."""
    departure_id = parse_id(payload["about"])
    departure = queries.departure_by_id(departure_id) if departure_id else None
    if departure is None or not departure.is_open_at(now()):
        return None
    url = address_of(f"/come-back/{way_back(departure)}")
    return _written(payload, until=departure.erases_at, url=url)


@letter("deletion_by_team", security=True)
def deletion_by_team(payload: Payload) -> Message | None:
    """The same, decided by the team."""
    return deletion_asked(payload)


@letter("deletion_done", security=True)
def deletion_done(payload: Payload) -> Message | None:
    """The last letter, written while the address is still known."""
    return _written(payload, url=address_of("/legal/privacy"))


@letter("account_suspended", security=True)
def account_suspended(payload: Payload) -> Message | None:
    """The account is closed: what the team says, and until when. Not sent once it is lifted."""
    found = _suspension(payload)
    if found is None or found.lifted_at is not None:
        return None
    url = address_of("/legal/terms")
    return _written(payload, message=found.message, until=found.until, url=url)


@letter("role_changed", security=True)
def role_changed(payload: Payload) -> Message | None:
    """The account has another role now, and everything that was open is over."""
    return _written(payload, url=address_of("/login"))


@letter("account_reinstated", security=True)
def account_reinstated(payload: Payload) -> Message | None:
    """It is open again."""
    found = _suspension(payload)
    if found is None or found.lifted_at is None:
        return None
    return _written(payload, url=address_of("/login"))


def _suspension(payload: Payload) -> Suspension | None:
    found_id = parse_id(payload["about"])
    return queries.suspension_by_id(found_id) if found_id else None


def _change(payload: Payload) -> EmailChange | None:
    change_id = parse_id(payload["about"])
    return queries.change_by_id(change_id) if change_id else None


def _about_opening(payload: Payload) -> Message | None:
    opened_id = parse_id(payload["about"])
    opened = queries.any_opening(opened_id) if opened_id else None
    if opened is None:
        return None
    return _written(payload, opened=opened, url=address_of("/profile/security"))


def _with_reset_link(payload: Payload, page: str = "reset-password") -> Message | None:
    code = _code(payload)
    if code is None:
        return None
    token = codes.link(CodePurpose.RESET_PASSWORD, code.id)
    return _written(payload, url=address_of(f"/{page}/{token}"))


def _code(payload: Payload) -> OneTimeCode | None:
    code_id = parse_id(payload["about"])
    return queries.code_by_id(code_id) if code_id else None


def _written(payload: Payload, *, to: str = "", **facts: Any) -> Message | None:
    """In the person's language, to their address unless it goes ``to`` another of theirs."""
    user_id = parse_id(payload["to"])
    user: User | None = queries.user_by_id(user_id) if user_id else None
    if user is None or not user.email:
        return None
    return written(
        payload["letter"],
        to=to or user.email,
        language=user.language.value,
        timezone=user.timezone,
        first_name=user.first_name,
        **facts,
    )
