"""Whoever was invited and has not come yet."""

from capitune.accounts import passwords
from capitune.accounts.models import User
from capitune.accounts.states import Standing


def is_invited(user: User) -> bool:
    """True for somebody who has neither chosen a password yet nor shown that the address is theirs."""
    is_new = user.email_verified_at is None and user.standing is Standing.ACTIVE
    return is_new and user.password_hash == passwords.UNUSABLE
