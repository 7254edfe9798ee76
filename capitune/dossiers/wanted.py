"""What a reviewer looks for in the queue, as the words of an address say it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from capitune.dossiers.states import ReviewerRole

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty for anything: the number of a dossier, a document type, a role."""

    dossier: str = ""
    type: str = ""
    role: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that are not empty."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}

    @property
    def query(self) -> str:
        """The same for an address, empty for nothing."""
        return urlencode(self.chosen)


def wanted(sent: Mapping[str, str]) -> Wanted:
    """What these words of an address look for; what cannot be one is left out, as of an old link."""
    role = sent.get("role", "")
    return Wanted(
        dossier=_code(sent.get("dossier", "")),
        type=_code(sent.get("type", "")),
        role=role if role in set(ReviewerRole) else "",
    )


def _code(text: str) -> str:
    found = CODE.fullmatch(text.strip().upper())
    return found[0] if found else ""
