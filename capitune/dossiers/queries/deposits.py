"""Where the journal says that files were received and validated."""

import uuid
from dataclasses import dataclass

from capitune.audit.acts import Act
from capitune.audit.chain import Head
from capitune.audit.links import head_of, numbers_of

RECEIVING = (Act.DOCUMENT_SENT, Act.DOCUMENT_GRANTED)
PROVING = (*RECEIVING, Act.DOCUMENT_VALIDATED)


@dataclass(frozen=True, slots=True)
class Proof:
    """The journal as it is, and in which of its lines each version was received and last validated."""

    head: Head
    received: dict[uuid.UUID, int]
    validated: dict[uuid.UUID, int]


def proof_of(dossier_id: uuid.UUID) -> Proof:
    """Of all versions of a dossier (two statements)."""
    head, numbers = head_of(dossier_id), numbers_of(dossier_id, PROVING)
    received, validated = (
        {key: number for (act, key), number in numbers.items() if act in wanted and key}
        for wanted in (RECEIVING, (Act.DOCUMENT_VALIDATED,))
    )
    return Proof(head, received, validated)
