"""Pages of accounts: signing up, in and out, codes, forgotten passwords, one's profile."""

from capitune.accounts.views import (
    confirm,
    consents,
    data,
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
    zone,
)
from capitune.accounts.views.blueprint import bp

__all__ = [
    "bp",
    "confirm",
    "consents",
    "data",
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
    "zone",
]
