"""Where to go once signed in, and with what."""

from flask import request, url_for

from capitune.accounts import identity, services
from capitune.accounts.devices import device_name
from capitune.accounts.known import know, known_accounts
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.authz.web import current_actor
from capitune.core.http import local_target


def next_or_home(target: str | None = None) -> str:
    """``target``, else ``next``, if it stays on this site; else the dashboard."""
    return local_target(target or request.args.get("next"), url_for("pages.dashboard"))


def device() -> str:
    """What this request came with."""
    return device_name(request.user_agent.string)


def open_here(
    user: User, *, remember: bool = False, proof: Proof = Proof.PASSWORD, first: bool = False
) -> str:
    """The secret of a new session of this browser; ``browser.enter`` it once the work is done.

    ``first``: the account begins here, so there is nobody to warn of a new device.
    """
    known = first or user.id in known_accounts()
    know(user.id)
    return services.open_session(
        current_actor(), user, remember=remember, device=device(), proof=proof, known=known
    )


def is_signed_in() -> bool:
    """True when this browser is signed in already."""
    return identity.current_person() is not None
