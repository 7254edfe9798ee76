"""What two of the team made of one draft of a template at the same time."""

from collections.abc import Mapping
from dataclasses import dataclass

from capitune.dossiers.models import Template
from capitune.dossiers.states import Necessity


@dataclass(frozen=True, slots=True)
class Twofold:
    """A document on which they differ: as the draft has it now, and as it was chosen here; None: not asked for."""

    code: str
    labels: dict[str, str] | None
    theirs: Necessity | None
    yours: Necessity | None


def meanwhile(draft: Template, typed: Mapping[str, Necessity | None]) -> list[Twofold]:
    """Where the draft, as it is stored now, differs from what was ``typed``, in its order; then what it has lost."""
    parts = {part.document_type.code: part for part in draft.requirements}
    here = [
        Twofold(code, part.document_type.labels, part.necessity, typed[code])
        for code, part in parts.items()
        if code in typed and typed[code] is not part.necessity
    ]
    lost = (code for code, need in typed.items() if code not in parts and need is not None)
    return here + [Twofold(code, None, None, typed[code]) for code in lost]
