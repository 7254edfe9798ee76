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


def meanwhile(
    draft: Template, typed: Mapping[str, Necessity | None], earlier: Template | None
) -> list[Twofold]:
    """Where the draft, as it is stored now, differs from what was ``typed``, in its order; then what it has lost,
    by the name it has in the ``earlier`` version.
    """
    parts = {part.document_type.code: part for part in draft.requirements}
    here = [
        Twofold(code, part.document_type.labels, part.necessity, typed[code])
        for code, part in parts.items()
        if code in typed and typed[code] is not part.necessity
    ]
    before = earlier.requirements if earlier else []
    lost = (code for code, need in typed.items() if code not in parts and need is not None)
    named = {part.document_type.code: part.document_type.labels for part in before}
    return here + [Twofold(code, named.get(code), None, typed[code]) for code in lost]
