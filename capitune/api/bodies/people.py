"""Bodies about other people, for programs of the team."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from capitune.accounts.states import Language
from capitune.api.bodies.base import Body, Email, Version
from capitune.authz.actor import Role

Words = Annotated[str, StringConstraints(max_length=5000)]


class NewPerson(Body):
    """Whom to invite, as what. They choose their password themselves, by the link of a letter."""

    email: Email
    role: Role
    first_name: str = ""
    last_name: str = ""
    country: str = ""
    language: Language = Language.FR


class PersonChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    first_name: str = ""
    last_name: str = ""
    country: str = ""
    language: Language = Language.FR
    role: Role = Role.CANDIDATE
    version: Version | None = None


class PersonStatus(Body):
    """``suspended`` needs a ``reason`` (a code, or your own words) and a ``message`` to the person; ``words`` are for
    the team. Without ``until`` it lasts until somebody sends ``active``, which needs nothing else.
    """

    status: Literal["active", "suspended"]
    reason: Words = ""
    words: Words = ""
    message: Words = ""
    until: Annotated[AwareDatetime, Field(strict=False)] | None = None
