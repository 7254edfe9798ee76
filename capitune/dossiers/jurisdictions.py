"""Which licence a requirement of immigration needs, by whose law its document is about.

Québec selects its own immigrants: CAQ, CSQ, Arrima and the comparative evaluation are matters of its ministry,
for which a federal licence is not enough. A licence for students covers studies only.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_

from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.states import Family

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


def covered(has_federal: Any, has_quebec: Any, has_students: Any) -> ColumnElement[bool]:
    """``covers`` as a condition on ``Requirement`` and ``Dossier``; the parameters are bound booleans."""
    of_quebec = Requirement.code.regexp_match(f"(^|_){MARK}(_|$)")
    federal = or_(has_federal, and_(has_students, Dossier.family == Family.STUDY))
    return or_(and_(of_quebec, has_quebec), and_(not_(of_quebec), federal))
