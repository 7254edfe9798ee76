"""What waits for whom: kept beside what it follows from."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    content,
    identity,
    map_table,
    technical,
    through,
)

map_table(
    "review_waits",
    domain="documents",
    purpose="which version waits for which professional, until it is decided on",
    retention=Retention.LIFE,
    rows=through("document_id", "documents"),
    author=Author(("professional_id",), Because.OTHERS_RECORDS),
    columns={
        "professional_id": technical("who may decide"),
        "document_id": technical("about which version"),
        "dossier_id": technical("of which dossier"),
        "code": technical("its document type"),
        "role": technical("the role that decides"),
        "needs": technical("the licence that a decision needs"),
    },
)
map_table(
    "caseload",
    domain="dossiers",
    purpose="the dossiers that a professional accompanies, as their pipeline shows them",
    retention=Retention.ACCOUNT,
    rows=through("dossier_id", "dossiers"),
    author=Author(("professional_id",), Because.OTHERS_RECORDS),
    columns={
        "professional_id": technical("who accompanies"),
        "dossier_id": technical("which dossier"),
        "number": content("its number", exported=False),
        "title": content("its title", exported=False),
        "candidate_first_name": identity("whose it is", exported=False),
        "candidate_last_name": identity("whose it is", exported=False),
        "words": identity("what a search looks in", exported=False),
        "family": content("which programme", exported=False),
        "stage": content("how far it is", exported=False),
        "archived_at": technical("when it was set aside"),
        "planned_submission_on": content("when they mean to submit it", exported=False),
        "due_on": technical("the day of the next step"),
        "validated_count": technical("documents validated"),
        "counted_count": technical("documents that count"),
        "next_action": technical("what comes next"),
        "next_requirement_id": technical("what comes next"),
        "next_step_id": technical("what comes next"),
        "next_step_on": technical("what comes next"),
        "next_requirement_labels": technical("what comes next"),
        "next_step_labels": technical("what comes next"),
    },
)
