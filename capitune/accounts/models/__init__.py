"""People, what they want and agreed to, their one-time secrets, sessions and tokens."""

from capitune.accounts.models.code import OneTimeCode
from capitune.accounts.models.consent import Consent
from capitune.accounts.models.departure import Departure
from capitune.accounts.models.email_change import EmailChange
from capitune.accounts.models.export import Export
from capitune.accounts.models.factor import (
    Authenticator,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)
from capitune.accounts.models.guard import SignInGuard
from capitune.accounts.models.pending import FactorRescue, PendingSignIn
from capitune.accounts.models.project import Project
from capitune.accounts.models.session import WebSession
from capitune.accounts.models.suspension import Suspension
from capitune.accounts.models.token import RefreshToken, TokenFamily
from capitune.accounts.models.user import User

__all__ = [
    "Authenticator",
    "Consent",
    "Departure",
    "EmailChange",
    "Export",
    "FactorRescue",
    "OneTimeCode",
    "Passkey",
    "PasskeyChallenge",
    "PendingSignIn",
    "Project",
    "RecoveryCode",
    "RefreshToken",
    "SignInGuard",
    "Suspension",
    "TokenFamily",
    "User",
    "WebSession",
]
