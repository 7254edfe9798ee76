"""Which state of an account somebody looked at before they changed it."""

import hashlib
from typing import Protocol

from capitune.accounts.states import Language
from capitune.authz.actor import Role


class Editable(Protocol):
    """What staff may change of an account."""

    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def language(self) -> Language: ...
    @property
    def role(self) -> Role: ...


def version_of(person: Editable) -> int:
    """A number that is another one as soon as one of these facts is; it does not rise."""
    facts = (person.first_name, person.last_name, person.country, person.language, person.role)
    digest = hashlib.sha256("\0".join(str(fact or "") for fact in facts).encode()).digest()
    return int.from_bytes(digest[:4]) % (2**31 - 1) + 1
