"""Answers decide on conditional documents, before and after the opening; nothing sent is lost."""

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries import dossier_by_id, sheet
from capitune.dossiers.queries.waiting import waiting_for
from capitune.dossiers.services import opening
from capitune.dossiers.states import DocumentStatus, NextAction
from capitune.dossiers.views.groups import groups_for_candidate
from tests.factories.documents import receive, reject, requirement_of, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")
CALLED, ASIDE, OPEN = (True, False), (False, True), (False, False)


def answer(dossier: Dossier, **answers: object) -> Dossier:
    candidate = db.session.get_one(User, dossier.candidate_id)
    with unit_of_work():
        services.answer_questions(acting(candidate), dossier, answers=answers)
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def state(dossier: Dossier, code: str) -> tuple[bool, bool]:
    statement = select(Requirement.is_triggered, Requirement.is_set_aside).where(
        Requirement.dossier_id == dossier.id, Requirement.code == code
    )
    triggered, aside = db.session.execute(statement).one()
    return triggered, aside


def test_answers_at_the_opening_call_for_documents_or_set_them_aside() -> None:
    dossier = make_dossier(answers={"minor": "yes", "family": ["partner"], "refusal": "no"})
    assert dossier.answers == {"minor": ["yes"], "family": ["partner"], "refusal": ["no"]}
    expected = {
        "EDU_CUSTODIAN": CALLED,
        "CIV_UNION": CALLED,
        "CIV_BIRTH": CALLED,  # of a minor, or for children
        "CIV_CHILD": ASIDE,
        "HIST_REFUSALS": ASIDE,
        "TRANSLATION": OPEN,
        "SEC_MEDICAL": OPEN,  # no question decides on it
        "ID_PASSPORT": OPEN,  # required whatever the answers
    }
    assert {code: state(dossier, code) for code in expected} == expected
    assert dossier.counted_count == 10 + 3


@pytest.mark.parametrize(
    "answers", [{"minor": "perhaps"}, {"offer": "yes"}, {"minor": ["yes", "no"]}]
)
def test_answers_that_the_template_does_not_offer_open_nothing(answers: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        make_dossier(answers=answers)
    assert refusal.value.errors[0].field == f"answers.{next(iter(answers))}"
    assert db.session.scalar(select(Dossier.id)) is None


def test_changed_answers_are_settled_again_and_told_in_the_journal() -> None:
    dossier = answer(make_dossier(), minor="yes", funds=["loan"])
    assert (dossier.counted_count, dossier.version) == (10 + 3, 2)
    dossier = answer(dossier, minor="no", funds=["loan", "relative"])
    assert state(dossier, "EDU_CUSTODIAN") == ASIDE
    assert state(dossier, "CIV_BIRTH") == OPEN  # children were not asked about
    assert (dossier.counted_count, dossier.version) == (10 + 2, 3)
    journal = select(AuditEvent.data).where(AuditEvent.act == "dossier.answered")
    assert db.session.scalars(journal.order_by(AuditEvent.id)).all() == [
        {
            "fields": ["funds", "minor"],
            "asked": ["CIV_BIRTH", "EDU_CUSTODIAN", "FIN_LOAN"],
            "dropped": [],
        },
        {
            "fields": ["funds", "minor"],
            "asked": ["FIN_SPONSOR"],
            "dropped": ["CIV_BIRTH", "EDU_CUSTODIAN"],
        },
    ]
    dossier = answer(dossier)
    assert dossier.answers == {}
    assert state(dossier, "EDU_CUSTODIAN") == OPEN


def test_the_same_answers_change_nothing() -> None:
    dossier = answer(make_dossier(answers={"minor": "no"}), minor=["no"])
    assert dossier.version == 1


def test_what_was_sent_stays_whatever_the_answers_say_now() -> None:
    dossier = make_dossier(answers={"refusal": "yes"})
    professional = make_professional("immigration")
    assign(dossier, professional)
    sent = receive(dossier, "HIST_REFUSALS")
    dossier = answer(dossier, refusal="no")
    assert state(dossier, "HIST_REFUSALS") == ASIDE
    assert requirement_of(dossier, "HIST_REFUSALS").status is DocumentStatus.RECEIVED
    kept = db.session.get_one(Document, sent.id)
    assert (kept.deleted_at, kept.superseded_at) == (None, None)
    validate(sent, professional)
    assert (dossier.validated_count, dossier.counted_count) == (0, 10)
    dossier = answer(dossier, refusal="yes")
    assert (dossier.validated_count, dossier.counted_count) == (1, 11)


def test_a_rejected_document_that_is_not_needed_is_not_asked_for_again() -> None:
    dossier = make_dossier(answers={"refusal": "yes"})
    professional = make_professional("immigration")
    assign(dossier, professional)
    reject(receive(dossier, "HIST_REFUSALS"), professional)
    candidate = db.session.get_one(User, dossier.candidate_id)
    assert dossier.next_action is NextAction.REPLACE_DOCUMENT
    assert waiting_for(acting(candidate)).blocking
    dossier = answer(dossier, refusal="no")
    assert dossier.next_action is NextAction.PROVIDE_DOCUMENT
    assert not waiting_for(acting(candidate)).blocking
    seen = sheet(dossier.id, acting(candidate))
    assert seen is not None
    assert seen.turns.candidate == 10
    groups = {group.key: group.rows for group in groups_for_candidate(seen.requirements)}
    assert "HIST_REFUSALS" in {row.code for row in groups["aside"]}
    assert len(groups["todo"]) == 10


def test_only_its_candidate_answers_and_only_while_it_is_open() -> None:
    candidate, professional = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, professional)
    for person, refusal in (
        (make_person(), NotFound),
        (professional, Refused),
        (make_person(Role.ADMIN), Refused),
    ):
        with pytest.raises(refusal), unit_of_work():
            services.answer_questions(acting(person), dossier, answers={"minor": "yes"})
    with unit_of_work():
        services.archive(acting(candidate), dossier)
    with pytest.raises(Refused) as archived:
        answer(dossier, minor="yes")
    assert archived.value.code == "dossier_archived"


def test_a_dossier_changed_meanwhile_is_not_overwritten() -> None:
    candidate = make_person()
    dossier = answer(make_dossier(candidate), minor="yes")
    with pytest.raises(Conflict) as refusal, unit_of_work():
        services.answer_questions(acting(candidate), dossier, answers={}, version=1)
    assert (refusal.value.code, refusal.value.facts) == ("stale_version", {"version": 2})


def test_one_person_may_have_several_dossiers_not_any_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "MOST_OPEN", 2)
    candidate = make_person()
    first = make_dossier(candidate)
    make_dossier(candidate)
    with pytest.raises(Conflict) as refusal:
        make_dossier(candidate)
    assert (refusal.value.code, refusal.value.facts) == ("too_many_dossiers", {"most": 2})
    with unit_of_work():
        services.archive(acting(candidate), first)
    make_dossier(candidate)
    make_dossier()
