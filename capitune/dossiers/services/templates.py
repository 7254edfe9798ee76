"""Templates of the catalogue and their versions."""

from typing import Any

from capitune.core.db import Model, db
from capitune.dossiers.conditions import choices_of, questions_for
from capitune.dossiers.models import DocumentType, Template, TemplateRequirement, TemplateStep
from capitune.dossiers.queries.templates import latest_template
from capitune.dossiers.states import Family, Necessity, Owner

# The catalogue's words for whose turn it is: any adviser is the professional to a candidate.
OWNERS = {
    "candidat": Owner.CANDIDATE,
    "autorite": Owner.AUTHORITY,
    "tiers": Owner.THIRD_PARTY,
    "pro": Owner.PROFESSIONAL,
    "coach": Owner.PROFESSIONAL,
    "finance": Owner.PROFESSIONAL,
}
STEP_FACTS = ("code", "owner", "offset_days", "duration_days", "completes_with", "position")

Entry = dict[str, Any]
Types = dict[str, DocumentType]


def with_questions(entry: Entry, asked: Entry) -> Entry:
    """The template ``entry`` with the conditions of its conditional documents, and the questions they read.

    ``asked`` holds ``questions``, ``conditions`` by document, and what differs in ``templates`` by code.
    """
    own = asked["templates"].get(entry["code"], {})
    conditions = asked["conditions"] | own.get("conditions", {})
    parts = [
        part
        | {
            "condition": conditions.get(part["document"])
            if part["necessity"] == Necessity.CONDITIONAL
            else None
        }
        for part in entry["requirements"]
    ]
    read = [part["condition"] for part in parts]
    return entry | {
        "requirements": parts,
        "questions": questions_for(asked["questions"], read),
        "processing": own.get("processing"),
    }


def seed_template(entry: Entry, types: Types) -> bool:
    """Write one template of the catalogue's data; True when something was new or different.

    The same documents, questions and steps: only words, fees and opening are brought up to date. Else a new
    version.
    """
    latest = latest_template(entry["code"])
    if latest is None or _shape(latest) != _wanted_shape(entry):
        add_version(entry, types, latest.version + 1 if latest else 1, published=True)
        return True
    is_open = entry["status"] == "open"
    words = {name: entry[name] for name in ("labels", "questions", "processing", "fees")}
    changed = update(latest, {**words, "is_open": is_open})
    for step, wanted in zip(latest.steps, entry["steps"], strict=True):
        changed |= update(step, {"labels": wanted["labels"]})
    return changed


def update(row: Model, values: Entry) -> bool:
    """Set the values that differ; True when there was one."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def add_version(entry: Entry, types: Types, version: int, *, published: bool) -> None:
    """A new version with all its parts. Every document that it names is in ``types``."""
    db.session.add(
        Template(
            code=entry["code"],
            version=version,
            family=Family(entry["kind"]),
            labels=entry["labels"],
            is_open=entry["status"] == "open",
            published=published,
            questions=entry["questions"],
            processing=entry["processing"],
            fees=entry["fees"],
            requirements=[
                TemplateRequirement(
                    document_type_id=types[part["document"]].id,
                    necessity=Necessity(part["necessity"]),
                    position=place,
                    condition=part["condition"],
                )
                for place, part in enumerate(entry["requirements"])
            ],
            steps=[
                TemplateStep(labels=step["labels"], **_step_facts(step, place))
                for place, step in enumerate(entry["steps"])
            ],
        )
    )
    db.session.flush()


def _step_facts(step: Entry, place: int) -> Entry:
    facts = {**step, "owner": OWNERS[step["owner"]], "position": place}
    return {name: facts[name] for name in STEP_FACTS}


def _shape(template: Template) -> tuple[Any, ...]:
    """Documents, questions and steps of a version, without their words."""
    documents = [
        (p.document_type.code, p.necessity, p.position, p.condition) for p in template.requirements
    ]
    steps = [{name: getattr(step, name) for name in STEP_FACTS} for step in template.steps]
    return documents, _offers(template.questions), steps


def _wanted_shape(entry: Entry) -> tuple[Any, ...]:
    documents = [
        (part["document"], Necessity(part["necessity"]), place, part["condition"])
        for place, part in enumerate(entry["requirements"])
    ]
    steps = [_step_facts(step, place) for place, step in enumerate(entry["steps"])]
    return documents, _offers(entry["questions"]), steps


def _offers(questions: list[Entry]) -> list[Any]:
    """What may be answered, without the words."""
    return [(q["code"], q["many"], choices_of(q)) for q in questions]
