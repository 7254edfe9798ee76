"""Dossiers, what they ask for, their steps, and who accompanies them."""

from flask_babel import lazy_gettext as _

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    content,
    describe,
    map_table,
    owned,
    technical,
    through,
    usage,
)

describe("dossiers", _("Your dossiers, whole"))
describe("requirements", _("The documents they ask for, and how far each is"))
describe("steps", _("Their steps and dates"))
describe("professionals", _("Who accompanied you"))
map_table(
    "dossiers",
    domain="dossiers",
    purpose="the project of a candidate",
    retention=Retention.ACCOUNT,
    rows=owned("candidate_id"),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was opened"),
        "number": content("its number"),
        "candidate_id": technical("whose it is"),
        "template_id": technical("from which template"),
        "family": content("which programme"),
        "title": content("its title"),
        "description": content("what the candidate says of it"),
        "planned_submission_on": content("when they mean to submit it"),
        "stage": content("how far it is"),
        "started_at": usage("when the first document came"),
        "archived_at": usage("when it was set aside"),
        "validated_count": technical("documents validated", exported=True),
        "counted_count": technical("documents that count", exported=True),
        "next_action": technical("what comes next"),
        "next_requirement_id": technical("what comes next"),
        "next_step_id": technical("what comes next"),
        "next_step_on": technical("what comes next"),
        "version": technical("two people may change it at once"),
        "updated_at": usage("when it changed last"),
    },
)
map_table(
    "requirements",
    domain="requirements",
    purpose="the documents that a dossier asks for",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    columns={
        "id": technical("key", exported=True),
        "created_at": technical("when it was asked for"),
        "dossier_id": technical("of which dossier", exported=True),
        "code": technical("which document"),
        "category": technical("of which kind"),
        "labels": content("its name"),
        "help": technical("how to obtain it"),
        "necessity": content("whether it is required"),
        "is_triggered": technical("whether a condition applies"),
        "reviewer_role": technical("who decides on it"),
        "sensitive": technical("handled with more care"),
        "lead_days": technical("how long it takes to obtain"),
        "position": technical("its place in the list"),
        "status": content("how far it is"),
        "updated_at": usage("when it changed last"),
    },
)
map_table(
    "steps",
    domain="steps",
    purpose="the steps of a dossier",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    columns={
        "id": technical("key"),
        "created_at": technical("when it was planned"),
        "dossier_id": technical("of which dossier", exported=True),
        "code": technical("which step"),
        "labels": content("its name"),
        "owner": content("whose turn it is"),
        "starts_on": content("from when"),
        "target_on": content("until when"),
        "completes_with": technical("which document completes it"),
        "done_at": content("when it was done"),
        "position": technical("its place in the list"),
    },
)
map_table(
    "assignments",
    domain="professionals",
    purpose="who accompanies a dossier",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("professional_id", "asked_by_id"), Because.OTHERS_RECORDS, words=("reason",)),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was asked for"),
        "dossier_id": technical("of which dossier", exported=True),
        "professional_id": technical("which professional", exported=True),
        "asked_by_id": technical("who asked"),
        "role": content("in which role"),
        "status": content("asked for, active or ended"),
        "reason": content("why it was refused or ended"),
        "answered_at": usage("when it was answered"),
        "ended_at": usage("when it ended"),
    },
)
