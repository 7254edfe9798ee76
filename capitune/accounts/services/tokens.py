"""Sign-in of programs: a short access token, and a refresh token that is replaced each time it is used."""

from sqlalchemy import select, update

from capitune.accounts import queries, tokens
from capitune.accounts.events import SessionEnded, TokenReused
from capitune.accounts.models import RefreshToken, TokenFamily, User
from capitune.accounts.proof import Proof
from capitune.accounts.services.sessions import longest, tell_new_device
from capitune.accounts.states import Standing
from capitune.accounts.tokens import TokenPair
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Unauthenticated
from capitune.core.events import publish
from capitune.core.ids import new_id


def open_tokens(
    actor: Actor, user: User, device: str, proof: Proof = Proof.PASSWORD, *, known: bool = True
) -> TokenPair:
    """A new family of tokens for ``user``, who has just proved who they are. The person is told of a program
    that is not ``known``.
    """
    family = TokenFamily(
        user_id=user.id,
        authz_version=user.authz_version,
        expires_at=now() + longest(user.role, remember=True),
        device=device,
        address=actor.address,
        **proof.moments(now()),
    )
    db.session.add(family)
    db.session.flush()
    record(actor, Act.SESSION_OPENED, ("user", user.id), data={"session_id": str(family.id)})
    if not known:
        tell_new_device(user, family)
    return _pair(family, _descend(family, None))


def refresh(actor: Actor, refresh_token: str) -> TokenPair:
    """A new pair for this refresh token, which is used up.

    Used again within ten seconds (two requests at once, an answer that got lost) it gives the same new
    refresh token; later it is a theft on one side or the other, and the whole family ends.
    Raises ``Unauthenticated`` (``invalid_refresh_token``) for anything not good now.
    """
    presented = _held(refresh_token)
    if presented is None:
        raise Unauthenticated(code="invalid_refresh_token")
    token, family = presented
    user = queries.user_by_id(family.user_id)
    if user is None or not _is_good(family, user):
        raise Unauthenticated(code="invalid_refresh_token")
    if token.used_at is None:
        token.used_at = family.last_seen_at = now()
        return _pair(family, _descend(family, token))
    child = db.session.scalar(select(RefreshToken).where(RefreshToken.parent_id == token.id))
    if child is not None and now() <= token.used_at + tokens.GRACE:
        return _pair(family, child)
    raise _stolen(actor, family)


def close_tokens(actor: Actor) -> None:
    """End the family of tokens this actor came with; nothing when there is none."""
    ended = db.session.execute(
        update(TokenFamily)
        .where(TokenFamily.id == actor.session_id, TokenFamily.ended_at.is_(None))
        .values(ended_at=now(), ended_reason="signed_out")
        .returning(TokenFamily.id)
    ).scalar()
    if ended is not None:
        record(actor, Act.SESSION_CLOSED, ("user", actor.user_id), data={"session_id": str(ended)})
        publish(SessionEnded(ended, "signed_out"))


def _held(refresh_token: str) -> tuple[RefreshToken, TokenFamily] | None:
    """The row of this token and its family, both held: two refreshes at once come one after the other."""
    row = db.session.execute(
        select(RefreshToken, TokenFamily)
        .join(TokenFamily, TokenFamily.id == RefreshToken.family_id)
        .where(RefreshToken.secret_hash == tokens.digest(refresh_token))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    return (row[0], row[1]) if row else None


def _is_good(family: TokenFamily, user: User) -> bool:
    return (
        family.ended_at is None
        and family.expires_at > now()
        and family.last_seen_at > now() - queries.idle_limit(user.role)
        and family.authz_version == user.authz_version
        and user.standing is Standing.ACTIVE
    )


def _descend(family: TokenFamily, parent: RefreshToken | None) -> RefreshToken:
    token_id = new_id()
    child = RefreshToken(
        id=token_id,
        family_id=family.id,
        parent_id=parent.id if parent else None,
        secret_hash=tokens.digest(tokens.refresh_secret(token_id)),
    )
    db.session.add(child)
    db.session.flush()
    return child


def _pair(family: TokenFamily, refresh_token: RefreshToken) -> TokenPair:
    access = tokens.mint(family.user_id, family.id, family.authz_version)
    secret = tokens.refresh_secret(refresh_token.id)
    return TokenPair(access, secret, int(tokens.ACCESS_LIFE.total_seconds()))


def _stolen(actor: Actor, family: TokenFamily) -> Unauthenticated:
    family.ended_at, family.ended_reason = now(), "reused"
    record(actor, Act.TOKEN_REUSED, ("user", family.user_id), data={"session_id": str(family.id)})
    publish(SessionEnded(family.id, "token_reused"))
    publish(TokenReused(family.user_id, family.id))
    return Unauthenticated(code="invalid_refresh_token", keep=True)
