"""The road of a dossier, in one word a stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries import Sheet, StepLine
from capitune.dossiers.words.naming import named

STOPS = {
    "ORIENT": _l("Orientation"),
    "ADMISSION": _l("Admission"),
    "PAL": _l("Attestation"),
    "FUNDS": _l("Funds"),
    "DOCS": _l("Documents"),
    "REVIEW": _l("Review"),
    "SUBMIT": _l("Submission"),
    "PR_SUBMIT": _l("Submission"),
    "BIO": _l("Biometrics"),
    "BIO_MED": _l("Biometrics"),
    "DECISION": _l("Decision"),
    "ARRIVAL": _l("Arrival"),
    "LANDING": _l("Arrival"),
    "INSURANCE": _l("Arrival"),
    "CAQ_APPLY": _l("CAQ"),
    "CAQ_WAIT": _l("MIFI"),
    "CAQ": _l("CAQ"),
    "OFFER": _l("Job offer"),
    "LMIA": _l("LMIA"),
    "LMIA_QC": _l("LMIA"),
    "PORTAL": _l("Portal"),
    "LANG": _l("Language"),
    "ECA": _l("ECA"),
    "PROFILE": _l("Profile"),
    "POOL": _l("Pool"),
    "ITA": _l("Invitation"),
    "INVITE": _l("Invitation"),
    "EOI": _l("Interest"),
    "MEDICAL": _l("Medical"),
    "CSQ_APPLY": _l("CSQ"),
    "CSQ_WAIT": _l("MIFI"),
    "NETWORTH_PREP": _l("Assets"),
    "NETWORTH": _l("Net worth"),
    "PLAN": _l("Plan"),
    "APPLY": _l("Application"),
    "AGREEMENT": _l("Agreement"),
    "WP": _l("Permit"),
    "OPERATE": _l("Operation"),
    "PR": _l("Residence"),
    "SETUP": _l("Company"),
    "CHECK": _l("First check"),
    "UPDATE": _l("Updates"),
    "PROGRESS": _l("Activity"),
}


class State(StrEnum):
    """Where a step stands on the road."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the road, in a word."""

    label: str
    state: State


def states_of(steps: Sequence[StepLine]) -> list[State]:
    """The first step that is not behind is where one stands.

    Behind is a step that is done, and one that no document completes once a later one is done: nobody
    marks an orientation, but who has been admitted has had it. What a person added stands where they say.
    """
    last = max((at for at, step in enumerate(steps) if step.done_at), default=-1)
    behind = [
        step.done_at is not None
        or (at < last and step.completes_with is None and step.added_by_id is None)
        for at, step in enumerate(steps)
    ]
    here = behind.index(False) if False in behind else -1
    return [
        State.DONE if behind[at] else State.HERE if at == here else State.AHEAD
        for at in range(len(steps))
    ]


def route_of(sheet: Sheet) -> list[Stop]:
    """Every step of the dossier."""
    states = states_of(sheet.steps)
    return [Stop(_short(step), state) for step, state in zip(sheet.steps, states, strict=True)]


def _short(step: StepLine) -> str:
    known = STOPS.get(step.code)
    return str(known) if known else named(step.labels).split(",")[0].split("(")[0].strip()
