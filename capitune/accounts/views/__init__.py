"""Pages of accounts: signing up, in and out, codes, forgotten passwords, one's profile."""

from capitune.accounts.views import (
    confirm,
    factors,
    invitation,
    passkeys,
    picture,
    profile,
    recover,
    register,
    rescue,
    second_step,
    security,
    sign,
    verify,
)
from capitune.accounts.views.blueprint import bp

__all__ = [
    "bp",
    "confirm",
    "factors",
    "invitation",
    "passkeys",
    "picture",
    "profile",
    "recover",
    "register",
    "rescue",
    "second_step",
    "security",
    "sign",
    "verify",
]
