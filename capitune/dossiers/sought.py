"""Which dossiers of their pipeline a professional looks for, as the words of an address say it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import parse_qs, urlencode

from capitune.core.asked import words_of
from capitune.core.ids import parse_id
from capitune.dossiers.states import Family, Party, Stage

MINE = "mine"  # the turn is the reader's: something waits for their own decision
TURNS = (MINE, *Party)
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; empty for anything: a stage, a family, whose turn, late or not, set aside or not,
    a tag of one's own, words of a name or a number.
    """

    stage: str = ""
    family: str = ""
    turn: str = ""
    late: str = ""
    archived: str = ""
    tag: str = ""
    q: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that are not empty."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}

    @property
    def query(self) -> str:
        """The same for an address, empty for nothing."""
        return urlencode(self.chosen)


def sought(sent: Mapping[str, str]) -> Sought:
    """What these words of an address look for; what cannot be one is left out, as of an old link."""
    return Sought(
        stage=_one(sent.get("stage"), tuple(Stage)),
        family=_one(sent.get("family"), tuple(Family)),
        turn=_one(sent.get("turn"), TURNS),
        late="1" if sent.get("late") == "1" else "",
        archived="1" if sent.get("archived") == "1" else "",
        tag=str(parse_id(sent.get("tag")) or ""),
        q=words_of(sent, "q", LONGEST),
    )


def sought_in(query: str) -> Sought:
    """The same of a whole query; what comes twice counts once."""
    try:
        return sought({name: values[0] for name, values in parse_qs(query).items()})
    except ValueError:  # more words than an address of ours has
        return Sought()


def _one(text: str | None, known: tuple[str, ...]) -> str:
    return text if text in known else ""
