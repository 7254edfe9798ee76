"""A verified professional as the directory shows them: what they say, beside what was checked."""

from dataclasses import dataclass
from typing import Any

from capitune.accounts.people import Face
from capitune.professionals.queries.badges import Badge


@dataclass(frozen=True, slots=True)
class Shown:
    """``says``: a row of ``queries.directory``; ``badge``: what was checked."""

    says: Any
    badge: Badge

    @property
    def face(self) -> Face:
        """Their name and avatar."""
        says = self.says
        return Face(says.id, says.first_name, says.last_name, avatar_id=says.avatar_id)
