"""Bodies about what one prefers."""

from typing import Annotated

from pydantic import Field, StringConstraints

from capitune.accounts.states import Language
from capitune.api.bodies.base import Body
from capitune.notifications.states import DigestRhythm, Mailing

Kind = Annotated[str, StringConstraints(max_length=60)]


class Telling(Body):
    """How to be told of one kind; a channel that is not sent stays."""

    in_app: bool | None = None
    email: Mailing | None = None


class PreferenceChanges(Body):
    """What to change; what is not sent stays. ``digest`` says how often the letter of that name comes."""

    language: Language = Language.FR
    timezone: str | None = None
    notifications: Annotated[dict[Kind, Telling], Field(max_length=100)] = {}
    digest: DigestRhythm | None = None
    communications: bool | None = None
