"""All that one prefers, in one act: how one reads the product, and how one is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from capitune.accounts import typed
from capitune.accounts.models import User
from capitune.accounts.queries import holds
from capitune.accounts.services import edit_profile, give_consent, withdraw_consent
from capitune.accounts.states import Purpose
from capitune.authz.actor import Actor
from capitune.notifications.services.preferences import Wanted, choose
from capitune.notifications.states import DigestRhythm


@dataclass(frozen=True, slots=True)
class Settings:
    """What to change; what is left out stays. ``profile`` holds ``language`` and ``timezone``."""

    profile: Mapping[str, Any] = field(default_factory=dict)
    wanted: Mapping[str, Wanted] = field(default_factory=dict)
    digest: DigestRhythm | None = None
    communications: bool | None = None


def prefer(actor: Actor, user: User, settings: Settings) -> None:
    """Change all of it, or nothing: raises ``Invalid`` with all wrong fields (see ``edit_profile``, ``choose``)."""
    typed.all_of(
        lambda: edit_profile(actor, user, settings.profile),
        lambda: choose(actor, user, settings.wanted, settings.digest),
    )
    if settings.communications not in {None, holds(user.id, Purpose.COMMUNICATIONS)}:
        act = give_consent if settings.communications else withdraw_consent
        act(actor, user, Purpose.COMMUNICATIONS)
