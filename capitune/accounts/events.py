"""What can have happened to accounts."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountVerified:
    """The address was proved to be theirs."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ProfileEdited:
    """What an account says of its person is another now."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AccountCameBack:
    """Its owner came back in time."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AccountLeft:
    """Its owner asked to delete it: it shows nowhere from now on, and ends what it had with others."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AccountReinstated:
    """It was suspended and may be used again."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class RightsChanged:
    """Something was taken from this person: what they have open must close. ``reason`` is a code."""

    user_id: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """One sign-in is over, in a browser or a program."""

    session_id: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NewDevice:
    """The account was opened with a browser or program that it did not know."""

    user_id: uuid.UUID
    session_id: uuid.UUID
    device: str


@dataclass(frozen=True, slots=True)
class TokenReused:
    """A refresh token came back after it was used: one of two who have it stole it."""

    user_id: uuid.UUID
    family_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """There is another password now."""

    user_id: uuid.UUID
    change_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class EmailChanged:
    """The account has another address now."""

    user_id: uuid.UUID
    change_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class FactorChanged:
    """A second factor came or went, or a recovery code was used; ``change`` says which."""

    user_id: uuid.UUID
    change_id: uuid.UUID
    change: str
