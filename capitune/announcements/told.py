"""What is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from capitune.announcements.states import Tone


@dataclass(frozen=True, slots=True)
class Told:
    """To whom, how, from when until when, in which words (see ``Announcement``)."""

    tone: Tone
    audience: tuple[str, ...]
    texts: Mapping[str, Mapping[str, str]]
    starts_at: datetime
    ends_at: datetime
