"""Sending versions, their scan, taking them back, opening them."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, NotFound, Refused
from capitune.core.outbox import OutboxRow
from capitune.core.scanner import ClamdScanner
from capitune.core.storage import S3Storage, StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries import document_by_id, sheet, version_line
from capitune.dossiers.states import DocumentStatus, Kind, NextAction, ReviewerRole, Scan, Status
from capitune.notifications.models import Notification
from tests.factories.documents import (
    INFECTED,
    SCANNER,
    fresh,
    receive,
    reject,
    requirement_of,
    send,
    validate,
)
from tests.factories.dossiers import assign, make_dossier, propose
from tests.factories.people import acting, make_person, make_professional
from tests.support.outbox import run_outbox

pytestmark = pytest.mark.usefixtures("app")
SCAN_AND_DRAW = 2  # what is found clean has its pages drawn
NOBODY_LISTENS = "127.0.0.1:1"


def status_of(dossier: Dossier, code: str = "ID_PASSPORT") -> DocumentStatus:
    return requirement_of(dossier, code).status


def told(user: User) -> list[str]:
    statement = select(Notification.kind).where(Notification.user_id == user.id)
    return list(db.session.scalars(statement.order_by(Notification.id)))


def is_stored(document: Document) -> bool:
    try:
        current_storage().open(document.storage_key).close()
    except StorageMissing:
        return False
    return True


def test_a_version_is_pending_until_scanned_then_received() -> None:
    dossier = make_dossier()
    document = send(dossier)
    assert (document.number, document.status, document.scan) == (
        1,
        DocumentStatus.PENDING,
        Scan.SCANNING,
    )
    assert status_of(dossier) is DocumentStatus.PENDING
    assert not document.is_readable
    assert run_outbox() == SCAN_AND_DRAW
    document = fresh(document)
    assert (document.status, document.scan) == (DocumentStatus.RECEIVED, Scan.CLEAN)
    assert status_of(dossier) is DocumentStatus.RECEIVED
    assert dossier.status is Status.IN_PROGRESS


def test_a_newer_version_supersedes_the_older() -> None:
    dossier = make_dossier()
    first = receive(dossier)
    second = send(dossier)
    assert (second.number, second.is_current, first.is_current) == (2, True, False)
    assert status_of(dossier) is DocumentStatus.PENDING
    run_outbox()
    assert status_of(dossier) is DocumentStatus.RECEIVED


def test_originals_and_translations_are_numbered_apart_and_count_together() -> None:
    anne = make_professional("immigration")
    dossier = make_dossier()
    assign(dossier, anne)
    original = receive(dossier)
    validate(original, anne)
    assert status_of(dossier) is DocumentStatus.VALIDATED
    translation = receive(dossier, kind=Kind.TRANSLATION)
    assert (translation.number, original.is_current) == (1, True)
    assert status_of(dossier) is DocumentStatus.RECEIVED
    reject(translation, anne)
    assert status_of(dossier) is DocumentStatus.REJECTED


def test_an_infected_file_is_removed_and_the_version_before_counts_again() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    first = receive(dossier)
    second = send(dossier, data=INFECTED)
    assert is_stored(second)
    run_outbox()
    second = fresh(second)
    assert (second.scan, second.is_current, second.is_readable) == (Scan.INFECTED, False, False)
    assert not is_stored(second)
    assert is_stored(first)
    assert (fresh(first).is_current, status_of(dossier)) == (True, DocumentStatus.RECEIVED)
    assert told(candidate) == ["professional_proposed", "assignment_accepted", "document_infected"]
    assert told(anne) == ["assignment_proposed", "document_received"]


def test_an_infected_first_version_leaves_the_document_to_be_sent() -> None:
    dossier = make_dossier()
    document = send(dossier, data=INFECTED)
    run_outbox()
    assert status_of(dossier) is DocumentStatus.REQUIRED
    assert (dossier.next_action, dossier.next_requirement_id) == (
        NextAction.PROVIDE_DOCUMENT,
        document.requirement_id,
    )


def test_infected_after_a_rejection_the_document_is_to_replace_again() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    assign(dossier, anne)
    first = receive(dossier)
    reject(first, anne)
    send(dossier, data=INFECTED)
    assert status_of(dossier) is DocumentStatus.PENDING
    run_outbox()
    assert status_of(dossier) is DocumentStatus.REJECTED
    assert dossier.next_action is NextAction.REPLACE_DOCUMENT


def test_two_infected_in_a_row_go_back_to_the_last_good_one() -> None:
    dossier = make_dossier()
    first = receive(dossier)
    second, third = send(dossier, data=INFECTED), send(dossier, data=INFECTED)
    with unit_of_work():
        services.record_scan(SCANNER, third.id, Scan.INFECTED, "Eicar")
    assert fresh(second).is_current
    assert status_of(dossier) is DocumentStatus.PENDING
    with unit_of_work():
        services.record_scan(SCANNER, second.id, Scan.INFECTED, "Eicar")
    assert fresh(first).is_current
    assert status_of(dossier) is DocumentStatus.RECEIVED


def test_a_stored_file_that_is_gone_is_asked_for_again() -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    document = send(dossier)
    current_storage().delete(document.storage_key)
    run_outbox()
    assert fresh(document).scan is Scan.ERROR
    assert status_of(dossier) is DocumentStatus.REQUIRED
    assert told(candidate) == ["document_unreadable"]


def test_a_scan_recorded_twice_counts_once() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = send(dossier)
    with unit_of_work():
        assert services.record_scan(SCANNER, document.id, Scan.CLEAN)
    with unit_of_work():
        assert not services.record_scan(SCANNER, document.id, Scan.INFECTED, "Eicar")
    document = fresh(document)
    assert (document.scan, document.version) == (Scan.CLEAN, 2)
    assert told(anne).count("document_received") == 1


def test_a_scan_of_what_was_taken_back_or_replaced_says_nothing() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    replaced, gone = send(dossier), send(dossier, "ID_PHOTO")
    latest = send(dossier)
    with unit_of_work():
        services.delete_document(acting(candidate), gone)
    run_outbox()
    assert db.session.get_one(Document, gone.id).scan is Scan.SCANNING
    assert not is_stored(gone)
    assert fresh(replaced).scan is Scan.CLEAN
    assert status_of(dossier, "ID_PHOTO") is DocumentStatus.REQUIRED
    assert told(anne).count("document_received") == 1
    assert fresh(latest).status is DocumentStatus.RECEIVED


@pytest.mark.parametrize("name", ["seed", "cli", ""])
def test_only_the_scanner_records_scans(name: str) -> None:
    document = send(make_dossier())
    with pytest.raises(Refused):
        with unit_of_work():
            services.record_scan(Actor.system(name), document.id, Scan.CLEAN)
    admin = acting(make_person(Role.ADMIN))
    with pytest.raises(Refused):
        with unit_of_work():
            services.record_scan(admin, document.id, Scan.CLEAN)
    assert fresh(document).scan is Scan.SCANNING


@pytest.mark.parametrize("state", ["pending", "received"])
def test_a_version_nobody_decided_on_can_be_taken_back(state: str) -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    first = receive(dossier)
    second = send(dossier) if state == "pending" else receive(dossier)
    with unit_of_work():
        services.delete_document(acting(candidate), second)
    run_outbox()
    assert document_by_id(second.id) is None
    assert not is_stored(second)
    assert fresh(first).is_current
    assert status_of(dossier) is DocumentStatus.RECEIVED
    assert send(dossier).number == 3


@pytest.mark.parametrize("decide", [validate, reject])
def test_a_version_that_was_decided_on_stays(decide: Any) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = decide(receive(dossier), anne)
    with pytest.raises(Refused) as refusal:
        with unit_of_work():
            services.delete_document(acting(candidate), document)
    assert refusal.value.code == "version_decided"
    assert document_by_id(document.id) is not None


def test_only_the_candidate_sends_and_takes_back() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    assign(dossier, anne)
    document = receive(dossier)
    people: list[tuple[User, type[DomainError]]] = [
        (anne, Refused),
        (make_person(Role.ADMIN), Refused),
        (make_person(), NotFound),
        (make_professional("immigration"), NotFound),
        (make_person(Role.MODERATOR), NotFound),
    ]
    for person, expected in people:
        with pytest.raises(expected):
            with unit_of_work():
                services.delete_document(acting(person), fresh(document))
        with pytest.raises(expected):
            with unit_of_work():
                services.add_document(
                    acting(person), requirement_of(dossier), stored=_stored(document)
                )


def _stored(document: Document) -> Any:
    """Facts of a stored file; nobody here gets as far as recording them."""
    return document


def test_openings_are_in_the_journal() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = receive(dossier)
    for person, purpose in ((candidate, "download"), (anne, "preview")):
        with unit_of_work():
            services.record_opening(acting(person), document, purpose)
    statement = select(AuditEvent.actor_id, AuditEvent.data).where(
        AuditEvent.act == "document.opened"
    )
    seen = [(by, data["purpose"]) for by, data in db.session.execute(statement)]
    assert seen == [(candidate.id, "download"), (anne.id, "preview")]


@pytest.mark.parametrize(
    ("scan", "expected"),
    [(Scan.SCANNING, Conflict), (Scan.INFECTED, NotFound), (Scan.ERROR, NotFound)],
)
def test_only_a_clean_file_is_opened(scan: Scan, expected: type[DomainError]) -> None:
    candidate = make_person()
    document = send(make_dossier(candidate))
    if scan is not Scan.SCANNING:
        with unit_of_work():
            services.record_scan(SCANNER, document.id, scan)
    with pytest.raises(expected):
        with unit_of_work():
            services.record_opening(acting(candidate), fresh(document), "download")


def test_staff_open_nothing_without_break_glass() -> None:
    document = receive(make_dossier())
    with pytest.raises(Refused) as refusal:
        with unit_of_work():
            services.record_opening(acting(make_person(Role.ADMIN)), document, "preview")
    assert refusal.value.code == "break_glass_required"


def test_staff_see_requirements_without_versions() -> None:
    candidate, admin = make_person(), make_person(Role.ADMIN)
    dossier = make_dossier(candidate)
    receive(dossier)
    mine, theirs = (sheet(dossier.id, acting(person)) for person in (candidate, admin))
    assert mine is not None
    assert theirs is not None
    assert (mine.shows_documents, theirs.shows_documents) == (True, False)
    assert [len(r.versions) for r in mine.requirements if r.code == "ID_PASSPORT"] == [1]
    assert not any(r.versions for r in theirs.requirements)
    assert theirs.turns == mine.turns


def test_a_version_line_tells_who_decided_what() -> None:
    anne = make_professional("immigration")
    dossier = make_dossier()
    assign(dossier, anne)
    document = reject(receive(dossier), anne, "UNSIGNED", "ILLEGIBLE", comment="Page 3")
    line = version_line(document.id)
    assert line is not None
    assert line.review is not None
    assert [reason.code for reason in line.review.reasons] == ["ILLEGIBLE", "UNSIGNED"]
    assert (line.review.comment, line.review.reviewer.id) == ("Page 3", anne.id)


def test_professionals_who_have_not_accepted_are_not_told_of_documents() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    propose(dossier, anne)
    receive(dossier)
    assert told(anne) == ["assignment_proposed"]


def test_only_those_who_may_decide_are_told() -> None:
    dossier = make_dossier()
    anne, bruno, coach = (make_professional(s) for s in ("immigration", "finance", "coach"))
    assign(dossier, anne, ReviewerRole.IMMIGRATION)
    assign(dossier, bruno, ReviewerRole.FINANCE)
    assign(dossier, coach, ReviewerRole.COACH)
    receive(dossier, "ID_PASSPORT")
    receive(dossier, "FIN_BANK")
    receive(dossier, "EDU_PLAN")
    counts = [told(person).count("document_received") for person in (anne, bruno, coach)]
    assert counts == [2, 2, 1]


def test_the_scan_waits_while_the_scanner_is_away(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = make_dossier()
    document = send(dossier)
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "capitune.scanner", ClamdScanner(NOBODY_LISTENS, timeout=1))
        assert run_outbox() == 0
    assert fresh(document).scan is Scan.SCANNING
    assert status_of(dossier) is DocumentStatus.PENDING
    _make_due()
    assert run_outbox() == SCAN_AND_DRAW
    assert fresh(document).scan is Scan.CLEAN


def test_the_scan_waits_while_the_store_is_away(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = send(make_dossier())
    away = S3Storage("files", endpoint_url=f"http://{NOBODY_LISTENS}", region="ca")
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "capitune.storage", away)
        assert run_outbox() == 0
    assert fresh(document).scan is Scan.SCANNING
    _make_due()
    assert run_outbox() == SCAN_AND_DRAW


def test_a_scan_is_never_given_up(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    document = send(make_dossier())
    away = ClamdScanner(NOBODY_LISTENS, timeout=1)
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "capitune.scanner", away)
        with unit_of_work():
            db.session.execute(update(OutboxRow).values(attempts=500))
        assert run_outbox() == 0
    row = db.session.scalars(select(OutboxRow).where(OutboxRow.kind == "documents.scan")).one()
    assert (row.dead_at, row.attempts) == (None, 501)
    assert fresh(document).scan is Scan.SCANNING
    _make_due()
    assert run_outbox() == SCAN_AND_DRAW


def _make_due() -> None:
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(due_at=now()))
