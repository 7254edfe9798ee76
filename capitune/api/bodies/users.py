"""Bodies about oneself."""

from capitune.accounts.states import Language
from capitune.api.bodies.base import Body, Secret


class ProfileChanges(Body):
    """What to change of one's own profile; what is not sent stays."""

    first_name: str = ""
    last_name: str = ""
    country: str = ""
    language: Language = Language.FR
    timezone: str | None = None


class PasswordChange(Body):
    """The present password, and the new one."""

    current_password: Secret
    new_password: Secret
