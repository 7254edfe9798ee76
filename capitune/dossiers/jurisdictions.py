"""Which licence a requirement of immigration needs, by whose law its document is about.

Québec selects its own immigrants: CAQ, CSQ, Arrima and the comparative evaluation are matters of its ministry,
for which a federal licence is not enough. A licence for students covers studies only.
"""

from sqlalchemy import ColumnElement, case

from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.states import Family, Licence, ReviewerRole

FEDERAL, QUEBEC, STUDENTS = "federal", "quebec", "students"
# The catalogue says it in the code of a document type: QC_CSQ, EDU_QC_EVAL.
MARK = "QC"


def is_of_quebec(code: str) -> bool:
    """True when the document type with this code is a matter of Québec's ministry."""
    return MARK in code.split("_")


def covers(scopes: frozenset[str], code: str, family: Family) -> bool:
    """True when licence ``scopes`` allow to decide on a document of immigration of this type."""
    if is_of_quebec(code):
        return QUEBEC in scopes
    return covers_family(scopes, family)


def covers_family(scopes: frozenset[str], family: Family) -> bool:
    """True when licence ``scopes`` allow to advise on federal immigration in this family of programmes."""
    return FEDERAL in scopes or (STUDENTS in scopes and family is Family.STUDY)


def needed() -> ColumnElement[str]:
    """The licence that a decision needs, from ``Requirement`` and ``Dossier``; the list form of ``covers``
    together with ``met_by``.
    """
    of_quebec = Requirement.code.regexp_match(f"(^|_){MARK}(_|$)")
    return case(
        (Requirement.reviewer_role != ReviewerRole.IMMIGRATION, Licence.NONE.value),
        (of_quebec, Licence.QUEBEC.value),
        (Dossier.family == Family.STUDY, Licence.STUDY.value),
        else_=Licence.FEDERAL.value,
    )


def met_by(scopes: frozenset[str]) -> list[str]:
    """The needs that licence ``scopes`` meet."""
    met = {
        Licence.NONE: True,
        Licence.FEDERAL: FEDERAL in scopes,
        Licence.STUDY: FEDERAL in scopes or STUDENTS in scopes,
        Licence.QUEBEC: QUEBEC in scopes,
    }
    return [need.value for need, is_met in met.items() if is_met]
