"""People, as each may see them."""

from typing import Protocol
from uuid import UUID

from capitune.accounts.models import User
from capitune.accounts.opening import Opening
from capitune.accounts.pictures import LARGE
from capitune.accounts.services import SignedUp
from capitune.accounts.tokens import TokenPair
from capitune.api import shapes
from capitune.core.clock import now
from capitune.professionals.models import Practice


class Named(Protocol):
    """Somebody with a name."""

    @property
    def id(self) -> UUID: ...
    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...


class Pictured(Protocol):
    """Somebody who may have a picture."""

    @property
    def id(self) -> UUID: ...
    @property
    def avatar_id(self) -> UUID | None: ...


def name(person: Named) -> shapes.Name:
    """Somebody's name, for those who work with them."""
    return {"id": person.id, "first_name": person.first_name, "last_name": person.last_name}


def avatar_url(person: Pictured) -> str | None:
    """The address of somebody's picture, if they have one."""
    if person.avatar_id is None:
        return None
    return f"/api/users/{person.id}/avatar/{person.avatar_id}/{LARGE}.webp"


def avatar(person: User) -> shapes.Avatar:
    """One's own picture."""
    return {"avatar_url": avatar_url(person)}


def user(person: User) -> shapes.User:
    """One's own account."""
    return {
        "id": person.id,
        "email": person.email,
        "role": person.role,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "country": person.country,
        "language": person.language,
        "timezone": person.timezone,
        "email_verified": person.email_verified_at is not None,
        "scopes": sorted(person.scopes_at(now())),
        "created_at": person.created_at,
    }


def registered(answer: SignedUp) -> shapes.Registered:
    """The answer to a sign-up, made of what was typed: an address already known shows nowhere."""
    account: shapes.User = {
        "id": answer.id,
        "email": answer.email,
        "role": answer.role,
        "first_name": answer.first_name,
        "last_name": answer.last_name,
        "country": answer.country,
        "language": answer.language,
        "timezone": None,
        "email_verified": False,
        "scopes": [],
        "created_at": now(),
    }
    return {
        "user": account,
        "verification": {"expires_in": answer.expires_in, "ticket": answer.ticket},
    }


def tokens(pair: TokenPair) -> shapes.Tokens:
    """A pair of tokens."""
    return {
        "token": pair.token,
        "refresh_token": pair.refresh_token,
        "expires_in": pair.expires_in,
    }


def signed_in(pair: TokenPair, person: User) -> shapes.SignedIn:
    """Tokens, and whose they are."""
    return {**tokens(pair), "user": user(person)}


def awaits_factor(token: str) -> shapes.FactorAwaited:
    """The first of two steps is done."""
    return {"mfa_required": True, "mfa_token": token}


def public_profile(person: User, practice: Practice | None) -> shapes.PublicProfile:
    """What anybody signed in may know: nothing of ``practice`` unless the licence was checked."""
    verified = bool(person.scopes_at(now()))
    declared = practice if verified else None
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name if verified else _initial(person.last_name),
        "role": person.role,
        "verified": verified,
        "organization": declared.organization if declared else None,
        "profession": declared.profession if declared else None,
        "domain": declared.domain if declared else None,
        "province": declared.province if declared else None,
        "avatar_url": avatar_url(person) if verified else None,
    }


def _initial(last_name: str) -> str:
    return f"{last_name[:1]}." if last_name else ""


def session(opened: Opening, here: UUID | None) -> shapes.Session:
    """One sign-in of one's own; ``here`` is that of this very request."""
    return {
        "id": opened.id,
        "kind": opened.kind,
        "device": opened.device,
        "ip": opened.address,
        "last_seen_at": opened.last_seen_at,
        "created_at": opened.created_at,
        "current": opened.id == here,
    }
