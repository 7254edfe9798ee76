"""What reads give, and in how many statements."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import queries, services
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries.reviewers import reviewers_of
from capitune.dossiers.queries.versions import version_lines
from capitune.dossiers.states import NextAction, ReviewerRole
from tests.factories.documents import receive, reject, requirement_of, send, validate
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def busy() -> Dossier:
    """A dossier with documents in every status, several versions, two professionals."""
    anne, bruno = make_professional("immigration"), make_professional("finance")
    dossier = make_dossier(make_person(first_name="Jean", last_name="Moreau"))
    assign(dossier, anne)
    assign(dossier, bruno, ReviewerRole.FINANCE)
    validate(receive(dossier, "EDU_LOA"), anne)
    reject(receive(dossier, "EDU_TRANSCRIPTS"), anne, "ILLEGIBLE", "INCOMPLETE_PAGES")
    receive(dossier, "EDU_TRANSCRIPTS")
    reject(receive(dossier, "FIN_BANK"), bruno, "AMOUNT_LOW")
    receive(dossier, "ID_PASSPORT")
    send(dossier, "ID_PHOTO")
    return dossier


def _of(dossier: Dossier, role: Role = Role.CANDIDATE) -> Any:
    person = db.session.get_one(User, dossier.candidate_id)
    return acting(person if role is Role.CANDIDATE else make_person(role))


def _document(dossier: Dossier) -> Document:
    document: Document | None = queries.document_by_id(
        next(version.id for version in version_lines(dossier.id))
    )
    assert document is not None
    return document


READS: list[tuple[str, int, Callable[[Dossier], Callable[[], Any]]]] = [
    ("dossier_by_id", 1, lambda d: lambda: queries.dossier_by_id(d.id)),
    ("requirement_by_id", 1, lambda d: _bound(queries.requirement_by_id, requirement_of(d).id)),
    ("document_by_id", 1, lambda d: _bound(queries.document_by_id, _document(d).id)),
    ("assignment_by_id", 1, lambda d: _bound(queries.assignment_by_id, d.assignments[0].id)),
    ("version_line", 1, lambda d: _bound(queries.version_line, _document(d).id)),
    ("reviewers_of", 2, lambda d: _bound(reviewers_of, _document(d).id)),
    ("dossier_rows", 1, lambda d: _bound(queries.dossier_rows, _of(d), 20)),
    ("dossier_rows, admin", 1, lambda d: _bound(queries.dossier_rows, _of(d, Role.ADMIN), 20)),
    (
        "dossier_rows, moderator",
        0,
        lambda d: _bound(queries.dossier_rows, _of(d, Role.MODERATOR), 20),
    ),
    ("professionals_of", 1, lambda d: _bound(queries.professionals_of, [d.id])),
    ("professionals_of nothing", 0, lambda _: _bound(queries.professionals_of, [])),
    ("pipeline", 1, lambda d: _bound(queries.pipeline, _of(d, Role.ADMIN))),
    ("journal", 3, lambda d: _bound(queries.journal, d)),
    ("offered_templates", 1, lambda _: queries.offered_templates),
    ("template_detail", 3, lambda _: _bound(queries.template_detail, "ETU-ROC")),
    ("template_details", 3, lambda _: queries.template_details),
    ("reasons_for", 1, lambda _: _bound(queries.reasons_for, "finances", "FIN_BANK")),
    ("sheet", 4, lambda d: _bound(queries.sheet, d.id, _of(d))),
    ("sheet, staff", 3, lambda d: _bound(queries.sheet, d.id, _of(d, Role.ADMIN))),
]


def _bound(function: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    return lambda: function(*args)


@pytest.mark.parametrize(
    ("most", "prepare"), [read[1:] for read in READS], ids=[r[0] for r in READS]
)
def test_reads_ask_what_they_say(
    busy: Dossier, most: int, prepare: Callable[[Dossier], Callable[[], Any]]
) -> None:
    queries.dossier_by_id(busy.id)
    read = prepare(busy)
    with statements() as sent:
        read()
    assert len(sent) == most


def test_a_list_asks_once_however_long(busy: Dossier) -> None:
    for _ in range(5):
        make_dossier()
    admin = acting(make_person(Role.ADMIN))
    with statements() as sent:
        rows = queries.dossier_rows(admin, 100).items
        queries.professionals_of([row.id for row in rows])
    assert (len(rows), len(sent)) == (6, 2)


def test_a_limit_is_written_out_and_the_rest_is_bound(busy: Dossier) -> None:
    """With a parameter as LIMIT, PostgreSQL would plan for a tenth of the table."""
    with statements() as sent:
        queries.dossier_rows(_of(busy), 7)
    assert any("LIMIT 8" in statement for statement in sent)


def test_a_sheet_shows_versions_decisions_and_turns(busy: Dossier) -> None:
    seen = queries.sheet(busy.id, _of(busy))
    assert seen is not None
    by_code = {line.code: line for line in seen.requirements}
    transcripts = by_code["EDU_TRANSCRIPTS"]
    assert [(v.number, v.is_current) for v in transcripts.versions] == [(2, True), (1, False)]
    assert transcripts.review is None
    old = transcripts.versions[1].review
    assert old is not None
    assert [r.code for r in old.reasons] == ["ILLEGIBLE", "INCOMPLETE_PAGES"]
    bank = by_code["FIN_BANK"].review
    assert bank is not None
    assert bank.reviewer.name == "Anne Lefebvre"
    assert (seen.candidate.name, seen.template.code) == ("Jean Moreau", "ETU-ROC")
    # Ten counted: one validated, two received, one pending, one rejected, five missing.
    assert (seen.turns.candidate, seen.turns.professional, seen.turns.authority) == (6, 3, 0)
    assert (seen.progress, seen.next.action) == (10, NextAction.REPLACE_DOCUMENT)
    assert len(seen.team) == 2


def test_professionals_do_not_see_who_else_was_asked(busy: Dossier) -> None:
    propose(busy, make_professional("coach"))
    unassign(propose(busy, make_professional("coach", last_name="Roy"), ReviewerRole.COACH))
    pro = next(a.professional for a in queries.professionals_of([busy.id])[busy.id])
    actor = acting(db.session.get_one(User, pro.id))
    mine, theirs = queries.sheet(busy.id, _of(busy)), queries.sheet(busy.id, actor)
    assert mine is not None
    assert theirs is not None
    assert (len(mine.assignments), len(theirs.assignments)) == (4, 2)


def test_a_row_says_what_the_sheet_says(busy: Dossier) -> None:
    (row,) = queries.dossier_rows(_of(busy), 20).items
    seen = queries.sheet(busy.id, _of(busy))
    assert seen is not None
    assert queries.status_of(row) is seen.status
    assert queries.progress_of(row) == seen.progress
    assert queries.next_of(row, today()) == seen.next
    assert row.next_requirement_labels == seen.requirement(seen.next.requirement_id).labels  # type: ignore[union-attr]


def test_an_overdue_step_shows_in_lists_once_nothing_is_to_be_sent() -> None:
    anne = make_professional("immigration", "finance")
    dossier = make_dossier()
    assign(dossier, anne)
    for line in queries.sheet(dossier.id, _of(dossier)).requirements:  # type: ignore[union-attr]
        if line.is_counted:
            validate(receive(dossier, line.code), anne)
    (row,) = queries.dossier_rows(_of(dossier), 20).items
    # What is left to the candidate is the biometrics step, due 136 days after the opening.
    due = today() + timedelta(days=136)
    assert row.next_step_on == due
    assert queries.next_of(row, due).action is NextAction.WAIT_PROFESSIONAL
    late = queries.next_of(row, due + timedelta(days=1))
    assert (late.action, late.step_id) == (NextAction.COMPLETE_STEP, row.next_step_id)
    assert row.next_step_labels["en"].startswith("Biometrics")


def test_the_journal_names_people_and_documents(busy: Dossier) -> None:
    page = queries.journal(busy)
    acts = [line.act for line in page.items]
    assert acts[-1] == "dossier.opened"
    assert acts[0] == "document.sent"
    rejected = next(line for line in page.items if line.act == "document.rejected")
    assert rejected.labels["en"].startswith("Bank statements")
    assert rejected.actor is not None
    assert rejected.data["reasons"] == ["AMOUNT_LOW"]
    accepted = next(line for line in page.items if line.act == "assignment.accepted")
    assert accepted.person is not None
    scanned = next(line for line in page.items if line.act == "document.scanned")
    assert (scanned.actor, scanned.actor_name) == (None, "scanner")
    step = next(line for line in page.items if line.act == "step.completed")
    assert step.labels["en"] == "Letter of acceptance"
    assert page.next_cursor is None


def test_a_long_journal_is_paged() -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    document = receive(dossier)
    with unit_of_work():
        for _ in range(105):
            services.record_opening(acting(candidate), document, "preview")
    first = queries.journal(dossier)
    assert len(first.items) == 100
    assert first.next_cursor is not None
    second = queries.journal(dossier, first.items[-1].id)
    assert [line.act for line in second.items][-1] == "dossier.opened"
    assert len(second.items) == 8
    assert second.next_cursor is None


def test_what_is_not_there_is_none() -> None:
    dossier, other = make_dossier(), make_dossier()
    missing = requirement_of(dossier)
    assert queries.requirement_by_id(missing.id, other.id) is None
    assert queries.requirement_by_id(missing.id, dossier.id) is missing
    assert queries.dossier_by_id(missing.id) is None
    assert queries.document_by_id(missing.id) is None
    assert queries.version_line(missing.id) is None
    assert queries.sheet(missing.id, acting(make_person(Role.ADMIN))) is None
