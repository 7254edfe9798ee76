"""Bodies of sign-up and sign-in."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from capitune.accounts.states import Domain, Language, Profession
from capitune.api.bodies.base import Body, Email, Secret


class CandidateSignUp(Body):
    """A candidate."""

    account_type: Literal["candidate"]
    email: Email
    password: str
    first_name: str
    last_name: str
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2")]
    language: Language
    accept_terms: bool
    accept_communications: bool = False


class ProfessionalSignUp(CandidateSignUp):
    """A professional, with what they declare of their practice."""

    account_type: Literal["professional"]  # type: ignore[assignment]
    organization: str
    profession: Profession
    domain: Domain
    province: Annotated[str, Field(description="ISO 3166-2, or a short text")]


class SignUp(RootModel[CandidateSignUp | ProfessionalSignUp]):
    """Either."""

    root: CandidateSignUp | ProfessionalSignUp = Field(discriminator="account_type")


class Verification(Body):
    """The six digits sent to an address; with the ``ticket`` of one's own sign-up, nobody else's counts."""

    email: Email
    code: Secret
    ticket: Secret = ""


class Address(Body):
    """An e-mail address."""

    email: Email


class Credentials(Body):
    """An address and its password."""

    email: Email
    password: str


class ProofByPassword(Body):
    """One's password again."""

    password: str


class ProofByCode(Body):
    """A code of one's authenticator app, or a recovery code."""

    code: Secret


class Proof(RootModel[ProofByPassword | ProofByCode]):
    """Either."""

    root: ProofByPassword | ProofByCode


class SecondStep(Body):
    """The token of the first step, and a code."""

    mfa_token: Secret
    code: Secret


class Refresh(Body):
    """A refresh token."""

    refresh_token: Secret


class NewPassword(Body):
    """The token of a reset link, and the password to have from now on."""

    token: Secret
    password: str
