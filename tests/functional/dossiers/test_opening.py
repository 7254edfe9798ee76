"""Opening a dossier, changing its facts, setting it aside."""

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import DocumentType, Dossier, Requirement, Step, Template
from capitune.dossiers.queries import dossier_by_id, sheet
from capitune.dossiers.states import (
    DocumentStatus,
    NextAction,
    Owner,
    ReviewerRole,
    Stage,
    Status,
)
from tests.factories.documents import receive, send, validate
from tests.factories.dossiers import assign, make_dossier, propose
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")


def acts_of(dossier_id: uuid.UUID) -> list[str]:
    statement = select(AuditEvent.act).where(AuditEvent.context_id == dossier_id)
    return [act.value for act in db.session.scalars(statement.order_by(AuditEvent.id))]


def test_a_new_dossier_holds_what_its_template_asks() -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    seen = sheet(dossier.id, acting(candidate))
    assert seen is not None
    assert (seen.status, seen.stage, seen.progress) == (Status.DRAFT, Stage.PROSPECT, 0)
    assert (len(seen.requirements), seen.counted_count) == (39, 10)
    assert seen.title == "Permis d'études — hors Québec"
    assert seen.number.startswith(f"CAP-{today().year}-")
    passport = next(r for r in seen.requirements if r.code == "ID_PASSPORT")
    assert passport.labels["en"].startswith("Passport")
    assert passport.help["fr"]
    assert passport.help["en"]
    assert (passport.lead_days, passport.reviewer_role) == (60, ReviewerRole.IMMIGRATION)
    assert [r.position for r in seen.requirements] == sorted(r.position for r in seen.requirements)
    opened_on = today(candidate.timezone)
    funds = next(s for s in seen.steps if s.code == "FUNDS")
    assert funds.owner is Owner.CANDIDATE
    assert (funds.starts_on, funds.target_on) == (
        opened_on + timedelta(days=14),
        opened_on + timedelta(days=59),
    )
    assert acts_of(dossier.id) == ["dossier.opened"]


def test_the_document_with_the_longest_lead_time_is_asked_for_first() -> None:
    candidate = make_person()
    seen = sheet(make_dossier(candidate).id, acting(candidate))
    assert seen is not None
    assert seen.next.action is NextAction.PROVIDE_DOCUMENT
    target = seen.requirement(seen.next.requirement_id)
    assert target is not None
    # Passport and letter of acceptance take 60 days each: the template's order decides.
    assert target.code == "ID_PASSPORT"


def test_what_consists_of_several_files_asks_for_them() -> None:
    dossier = make_dossier(template="TRA-EIMT")
    asked = select(Requirement.code, Requirement.files).where(
        Requirement.dossier_id == dossier.id, Requirement.files > 1
    )
    assert [tuple(row) for row in db.session.execute(asked)] == [("JOB_PAY", 3)]


def test_the_title_is_in_the_candidate_s_language() -> None:
    reader = make_person(language="en")
    assert make_dossier(reader).title == "Study permit — outside Québec"
    assert make_dossier(reader, title="  Mon   projet ").title == "Mon projet"


def test_numbers_never_repeat() -> None:
    candidate = make_person()
    assert len({make_dossier(candidate).number for _ in range(3)}) == 3


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"template": "NOPE"}, "template", "unknown_template"),
        ({"template": "ENT-SUV"}, "template", "template_closed"),
        ({"title": "x" * 121}, "title", "too_long"),
        ({"title": "a\x00b"}, "title", "bad_text"),
        ({"description": "x" * 2001}, "description", "too_long"),
        ({"description": "a\x00b"}, "description", "bad_text"),
        ({"planned_submission_on": date(2020, 1, 1)}, "planned_submission_on", "date_past"),
        ({"planned_submission_on": date(9999, 1, 1)}, "planned_submission_on", "date_far"),
    ],
)
def test_what_cannot_be_opened(facts: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_dossier(**facts)  # type: ignore[arg-type]
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
    assert db.session.scalar(select(Dossier.id)) is None


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.MODERATOR, Role.ADMIN])
def test_only_candidates_open_dossiers(role: Role) -> None:
    with pytest.raises(Refused):
        make_dossier(make_person(role))


def test_drafts_are_left_out() -> None:
    draft = DocumentType.code == "ID_PASSPORT"
    with unit_of_work():
        db.session.execute(update(DocumentType).where(draft).values(published=False))
    codes = set(db.session.scalars(select(Requirement.code)))
    assert codes == set()
    dossier = make_dossier()
    codes = set(
        db.session.scalars(select(Requirement.code).where(Requirement.dossier_id == dossier.id))
    )
    assert "ID_PHOTO" in codes
    assert "ID_PASSPORT" not in codes


def test_a_later_catalogue_changes_nothing_in_an_open_dossier() -> None:
    dossier = make_dossier()
    with unit_of_work():
        db.session.execute(update(DocumentType).values(labels={"fr": "Autre", "en": "Other"}))
        db.session.execute(update(Template).values(published=False))
    labels = db.session.scalars(
        select(Requirement.labels).where(Requirement.dossier_id == dossier.id)
    ).all()
    assert {"fr": "Autre", "en": "Other"} not in labels


def test_editing_changes_the_facts_once() -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    planned = today() + timedelta(days=80)
    changes = {
        "title": "Moncton",
        "description": "Deux\r\nlignes",
        "planned_submission_on": planned,
    }
    for _ in range(2):
        with unit_of_work():
            services.edit_dossier(acting(candidate), dossier, changes=changes)
    assert (dossier.title, dossier.description) == ("Moncton", "Deux\nlignes")
    assert (dossier.planned_submission_on, dossier.version) == (planned, 2)
    assert acts_of(dossier.id) == ["dossier.opened", "dossier.edited"]


@pytest.mark.parametrize(
    ("changes", "version", "expected"),
    [
        ({"title": ""}, None, (Invalid, "required")),
        ({"stage": "validated"}, None, (Invalid, "unknown_field")),
        ({"planned_submission_on": date(2020, 1, 1)}, None, (Invalid, "date_past")),
        ({"title": "B"}, 7, (Conflict, "stale_version")),
    ],
)
def test_edits_that_are_refused_change_nothing(
    changes: dict[str, object], version: int | None, expected: tuple[type[DomainError], str]
) -> None:
    candidate = make_person()
    dossier = make_dossier(candidate, title="A")
    with pytest.raises(expected[0]) as refusal:
        with unit_of_work():
            services.edit_dossier(acting(candidate), dossier, changes=changes, version=version)
    assert refusal.value.code == expected[1]
    db.session.expire_all()
    assert (dossier.title, dossier.version) == ("A", 1)


def test_archiving_closes_it_to_changes_until_reopened() -> None:
    candidate = make_person()
    actor, dossier = acting(candidate), make_dossier(candidate)
    for _ in range(2):
        with unit_of_work():
            services.archive(actor, dossier)
    assert dossier.status is Status.ARCHIVED
    with pytest.raises(Refused) as refusal:
        with unit_of_work():
            services.edit_dossier(actor, dossier, changes={"title": "B"})
    assert refusal.value.code == "dossier_archived"
    with pytest.raises(Refused):
        send(dossier)
    for _ in range(2):
        with unit_of_work():
            services.reopen(actor, dossier)
    assert dossier.status is Status.DRAFT
    assert acts_of(dossier.id) == [
        "dossier.opened",
        "dossier.turn_passed",
        "dossier.archived",
        "dossier.turn_passed",
        "dossier.reopened",
    ]


def test_an_empty_dossier_can_be_deleted() -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    with unit_of_work():
        services.delete_dossier(acting(candidate), dossier)
    assert dossier_by_id(dossier.id) is None
    assert db.session.scalar(select(Step.id).where(Step.dossier_id == dossier.id)) is None
    assert acts_of(dossier.id) == ["dossier.opened", "dossier.deleted"]


@pytest.mark.parametrize("filled", ["document", "asked", "assigned"])
def test_a_dossier_that_holds_something_is_not_deleted(filled: str) -> None:
    candidate, professional = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    fill = {"document": send, "asked": propose, "assigned": assign}[filled]
    fill(dossier) if fill is send else fill(dossier, professional)  # type: ignore[call-arg]
    with pytest.raises(Conflict) as refusal:
        with unit_of_work():
            services.delete_dossier(acting(candidate), dossier)
    assert refusal.value.code == "dossier_not_empty"
    assert dossier_by_id(dossier.id) is not None


def test_strangers_are_told_nothing() -> None:
    dossier, stranger = make_dossier(), acting(make_person())
    with pytest.raises(NotFound):
        with unit_of_work():
            services.edit_dossier(stranger, dossier, changes={"title": "B"})
    with pytest.raises(NotFound):
        with unit_of_work():
            services.archive(stranger, dossier)
    with pytest.raises(NotFound):
        with unit_of_work():
            services.delete_dossier(stranger, dossier)


def test_stages_move_one_at_a_time() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    assign(dossier, anne)
    for stage in (Stage.INTERESTED, Stage.INTERESTED, Stage.ACTIVE, Stage.INTERESTED):
        with unit_of_work():
            services.move_stage(acting(anne), dossier, stage)
        assert dossier.stage is stage
    with pytest.raises(Conflict) as refusal:
        with unit_of_work():
            services.move_stage(acting(anne), dossier, Stage.VALIDATED)
    assert refusal.value.code == "illegal_stage"
    assert acts_of(dossier.id).count("dossier.staged") == 3


def test_the_last_stage_needs_every_document_validated() -> None:
    dossier, anne = make_dossier(), make_professional("immigration", "finance")
    assign(dossier, anne)
    required = db.session.scalars(
        select(Requirement.code).where(
            Requirement.dossier_id == dossier.id, Requirement.necessity == "required"
        )
    ).all()
    for code in required[1:]:
        validate(receive(dossier, code), anne)
    for stage in (Stage.INTERESTED, Stage.ACTIVE):
        with unit_of_work():
            services.move_stage(acting(anne), dossier, stage)
    with pytest.raises(Conflict) as refusal:
        with unit_of_work():
            services.move_stage(acting(anne), dossier, Stage.VALIDATED)
    assert (refusal.value.code, refusal.value.facts) == ("documents_missing", {"missing": 1})
    validate(receive(dossier, required[0]), anne)
    assert dossier.progress == 100
    assert dossier.next_action is NextAction.WAIT_PROFESSIONAL
    with unit_of_work():
        services.move_stage(acting(anne), dossier, Stage.VALIDATED)
    assert (dossier.status, dossier.next_action) == (Status.VALIDATED, NextAction.WAIT_AUTHORITY)


def test_the_candidate_does_not_move_the_stage(app: Flask) -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    with pytest.raises(Refused):
        with unit_of_work():
            services.move_stage(acting(candidate), dossier, Stage.INTERESTED)
    assert db.session.scalar(select(Requirement.status)) is DocumentStatus.REQUIRED
