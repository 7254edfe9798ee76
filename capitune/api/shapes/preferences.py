"""How a person wants to be told."""

from typing_extensions import TypedDict

from capitune.accounts.states import Language
from capitune.notifications.states import DigestRhythm, Mailing


class Telling(TypedDict):
    """How one kind is told. ``always``: it cannot be changed."""

    in_app: bool
    email: Mailing
    always: bool


class Preferences(TypedDict):
    """The language and time zone, each kind that concerns this person's role, how often a digest may come,
    and whether they asked for letters about webinars and guides.
    """

    language: Language
    timezone: str | None
    notifications: dict[str, Telling]
    digest: DigestRhythm
    communications: bool
