"""What one prefers."""

from capitune.accounts.models import User
from capitune.accounts.queries import holds
from capitune.accounts.states import Purpose
from capitune.api import shapes
from capitune.notifications.kinds import KINDS
from capitune.notifications.queries import Preferences


def preferences(person: User, now: Preferences) -> shapes.Preferences:
    """All of it (one statement)."""
    return {
        "language": person.language,
        "timezone": person.timezone,
        "notifications": {
            kind.value: {
                "in_app": choice.in_app,
                "email": choice.mail,
                "always": KINDS[kind].fixed,
            }
            for kind, choice in now.choices.items()
        },
        "digest": now.digest,
        "communications": holds(person.id, Purpose.COMMUNICATIONS),
    }
