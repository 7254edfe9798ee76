"""Bodies about oneself."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from capitune.accounts.states import Domain, Goal, Language, Profession, Sector
from capitune.api.bodies.base import Body, FormBody, Secret
from capitune.api.bodies.documents import File

# Longer ones are judged by the services; these bounds keep silly ones away from slower checks.
Line = Annotated[str, StringConstraints(max_length=1000)]
Lines = Annotated[list[Line], Field(max_length=100)]


class Budget(Body):
    """An amount of money, in cents."""

    amount_cents: int
    currency: Literal["CAD"] = "CAD"


class ProfileChanges(Body):
    """What to change of one's own profile; what is not sent stays.

    ``goals``, ``sector`` and ``budget`` are a candidate's; from ``organization`` on it is a professional's
    practice, ``province`` too when a professional sends it.
    """

    first_name: str = ""
    last_name: str = ""
    phone: Line | None = None
    country: str = ""
    province: Line | None = None
    language: Language = Language.FR
    timezone: str | None = None
    goals: Annotated[list[Goal], Field(max_length=10)] = []
    sector: Sector | None = None
    budget: Budget | None = None
    organization: Line = ""
    profession: Profession = Profession.OTHER
    domain: Domain = Domain.OTHER
    bio: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    years: int | None = None
    expertise: Lines = []
    languages: Lines = []
    services: Lines = []
    portfolio: Lines = []


class NewAvatar(FormBody):
    """A photo of oneself."""

    file: File


class Leaving(Body):
    """The password, to close one's account."""

    password: Secret


class PasswordChange(Body):
    """The present password, and the new one."""

    current_password: Secret
    new_password: Secret
