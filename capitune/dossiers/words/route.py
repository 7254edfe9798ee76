"""The road of a dossier, in one word a stop."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

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
    "CHECK": _l("Check"),
    "UPDATE": _l("Updates"),
    "PROGRESS": _l("Activity"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: ``done``, ``here`` or ``ahead``."""

    label: str
    state: str


def route_of(sheet: Sheet) -> list[Stop]:
    """Every step of the dossier; the first that is not done is where one stands."""
    here = next((s.id for s in sheet.steps if s.done_at is None), None)
    return [
        Stop(
            _short(step),
            "done" if step.done_at else "here" if step.id == here else "ahead",
        )
        for step in sheet.steps
    ]


def _short(step: StepLine) -> str:
    known = STOPS.get(step.code)
    return str(known) if known else named(step.labels).split(",")[0].split("(")[0].strip()
