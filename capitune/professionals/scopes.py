"""What licences allow: computed from what was checked, never typed.

Sources: IRPA section 91 (who may advise for consideration); College of Immigration and Citizenship
Consultants (classes; only RCIC-IRB before the Immigration and Refugee Board; RISIA for students); Québec's
Regulation respecting immigration consultants (recognition by the minister, members of the Barreau and of the
Chambre des notaires exempt, special authorisation for lawyers of elsewhere).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from capitune.professionals.states import Body, LicenceClass, Profession, Scope

QUEBEC = "CA-QC"
REGULATED = frozenset({Profession.IMMIGRATION_CONSULTANT, Profession.LAWYER, Profession.NOTARY})
CONSULTANTS = frozenset({LicenceClass.RCIC, LicenceClass.RCIC_IRB})
FIELD = frozenset({Scope.FEDERAL, Scope.QUEBEC, Scope.IRB, Scope.STUDENTS})


@dataclass(frozen=True, slots=True)
class Licence:
    """What of a checked licence decides about its scope."""

    body: Body
    licence_class: LicenceClass
    jurisdiction: str
    quebec_authorised: bool
    profession: Profession


class Declared(Protocol):
    """A credential, as far as its scope goes."""

    @property
    def body(self) -> Body: ...
    @property
    def licence_class(self) -> LicenceClass: ...
    @property
    def jurisdiction(self) -> str: ...
    @property
    def quebec_authorised(self) -> bool: ...
    @property
    def profession(self) -> Profession: ...


class Lasting(Declared, Protocol):
    """A credential, as far as what it allows goes, and until when."""

    @property
    def expires_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Allowance:
    """What several licences allow together, and until when (None: no end is known)."""

    scopes: frozenset[Scope]
    until: datetime | None


def licence_of(declared: Declared) -> Licence:
    """What of a credential decides about its scope."""
    return Licence(
        declared.body,
        declared.licence_class,
        declared.jurisdiction,
        declared.quebec_authorised,
        declared.profession,
    )


def scopes_of(licences: Iterable[Licence]) -> frozenset[Scope]:
    """What these licences of one person allow together. The MIFI's recognition adds Québec to a
    consultant's licence and is worth nothing alone.
    """
    held = tuple(licences)
    found = set().union(*(_alone(licence) for licence in held))
    recognised = any(licence.body is Body.MIFI for licence in held)
    if recognised and any(_is_consultant(licence) for licence in held):
        found.add(Scope.QUEBEC)
    return frozenset(found | {Scope.IMMIGRATION} if found & FIELD else found)


def allowance(held: Iterable[Lasting]) -> Allowance:
    """What these credentials of one person, all taken to count, allow together.

    When they end at different times the earliest counts: nothing is open too long.
    """
    counted = tuple(held)
    until = min((x.expires_at for x in counted if x.expires_at), default=None)
    return Allowance(scopes_of(map(licence_of, counted)), until)


def _is_consultant(licence: Licence) -> bool:
    return licence.body is Body.CICC and licence.licence_class in CONSULTANTS


def _alone(licence: Licence) -> set[Scope]:
    if licence.body is Body.CICC:
        return OF_CLASS[licence.licence_class]
    if licence.body is Body.CNQ:
        return {Scope.FEDERAL, Scope.QUEBEC}
    if licence.body is Body.LAW_SOCIETY:
        in_quebec = licence.jurisdiction == QUEBEC or licence.quebec_authorised
        return {Scope.FEDERAL, Scope.IRB} | ({Scope.QUEBEC} if in_quebec else set())
    return _unregulated(licence.profession) if licence.body is Body.NONE else set()


OF_CLASS = {
    LicenceClass.RCIC: {Scope.FEDERAL},
    LicenceClass.RCIC_IRB: {Scope.FEDERAL, Scope.IRB},
    LicenceClass.RISIA: {Scope.STUDENTS},
}


def _unregulated(profession: Profession) -> set[Scope]:
    """Finance, or coaching; a regulated profession is worth nothing without its register."""
    if profession in REGULATED:
        return set()
    return {Scope.FINANCE if profession is Profession.FINANCE_CONSULTANT else Scope.COACH}
