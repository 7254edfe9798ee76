"""Who may do what with dossiers, a file for each noun.

Subjects: a ``Dossier`` for dossier permissions, a ``Requirement`` (with its dossier) or an ``Upload`` for sending, a
``Document`` (with requirement and dossier) for versions, a ``Message``, a ``Step``, an ``Assignment`` for answers, a ``Line``, a ``Quote`` or
a ``Payment`` of a budget. The list form is ``visible_dossiers``; a test proves that it and ``DOSSIER_READ`` agree.
"""

from capitune.dossiers.policy import (
    budget,
    caseload,
    catalogue,
    documents,
    dossiers,
    feeds,
    glass,
    messages,
    notes,
    people,
    steps,
)
from capitune.dossiers.policy.parties import (
    Line,
    Priced,
    assigned_dossier_ids,
    dossier_of,
    is_assigned,
    is_owner,
    visible_dossiers,
)

RULES = (
    budget,
    caseload,
    catalogue,
    documents,
    dossiers,
    feeds,
    glass,
    messages,
    notes,
    people,
    steps,
)

__all__ = [
    "RULES",
    "Line",
    "Priced",
    "assigned_dossier_ids",
    "dossier_of",
    "is_assigned",
    "is_owner",
    "visible_dossiers",
]
