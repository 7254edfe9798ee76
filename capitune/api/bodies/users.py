"""Bodies about oneself."""

from capitune.accounts.states import Language
from capitune.api.bodies.base import Body


class ProfileChanges(Body):
    """What to change of one's own profile; what is not sent stays."""

    first_name: str = ""
    last_name: str = ""
    country: str = ""
    language: Language = Language.FR
    timezone: str | None = None
