"""A decision that stands no longer: overturned, or a request that is taken back."""

from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, RejectionReason, Review, Step
from capitune.dossiers.queries import reasons_for, review_queue, version_line
from capitune.dossiers.queries.reviews import ended_decisions
from capitune.dossiers.states import Decision, DocumentStatus, Ending, ReviewerRole
from tests.factories.documents import fresh, receive, reject, requirement_of, send, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.support.mailbox import received

pytestmark = pytest.mark.usefixtures("app")
WORDS = "La page 3 est coupée."


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


@pytest.fixture
def luc() -> User:
    return make_professional("immigration", first_name="Luc", last_name="Roy")


@pytest.fixture
def aminata() -> User:
    return make_person(first_name="Aminata")


@pytest.fixture
def dossier(anne: User, luc: User, aminata: User) -> Dossier:
    found = make_dossier(aminata)
    assign(found, anne)
    assign(found, luc)
    return found


def withdraw(person: User, document: Document, **more: Any) -> Document:
    with unit_of_work():
        asked = {"version": document.version, **more}
        return services.withdraw_request(acting(person), document, **asked)


def conflict(act: Any, *args: Any, **more: Any) -> Conflict:
    with pytest.raises(Conflict) as refusal:
        act(*args, **more)
    return refusal.value


def events(act: str) -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.act == act)))


def step_of(dossier: Dossier) -> Any:
    wanted = (Step.dossier_id == dossier.id, Step.code == "ADMISSION")
    return db.session.scalar(select(Step.done_at).where(*wanted))


def test_a_validation_is_overturned_and_all_of_it_is_kept(
    anne: User, luc: User, aminata: User, dossier: Dossier
) -> None:
    document = validate(receive(dossier, "EDU_LOA"), anne)
    assert step_of(dossier) is not None
    reject(fresh(document), luc, "UNSIGNED", comment=WORDS)
    assert fresh(document).status is DocumentStatus.REJECTED
    assert requirement_of(dossier, "EDU_LOA").status is DocumentStatus.REJECTED
    assert (dossier.validated_count, step_of(dossier)) == (0, None)
    (before,) = ended_decisions(document.id)
    assert (before.decision, before.ending) == (Decision.VALIDATED, Ending.OVERTURNED)
    assert (before.reviewer, before.ended_by) == ("Anne Lefebvre", "Luc Roy")
    line = version_line(document.id)
    assert line is not None
    assert line.review is not None
    assert (line.review.decision, line.review.comment) == (Decision.REJECTED, WORDS)
    (event,) = events("document.rejected")
    assert (event.actor_id, event.data["from"]) == (luc.id, "validated")
    assert [e.data["step"] for e in events("step.reopened")] == ["ADMISSION"]
    (mail,) = received(aminata.email, "document_rejected")
    assert WORDS in mail.text


def test_what_an_earlier_version_achieved_stays(anne: User, dossier: Dossier) -> None:
    validate(receive(dossier, "EDU_LOA"), anne)
    done_at = step_of(dossier)
    later = validate(receive(dossier, "EDU_LOA"), anne)
    reject(fresh(later), anne)
    assert step_of(dossier) == done_at


def test_who_has_not_seen_the_validation_overturns_nothing(
    anne: User, luc: User, dossier: Dossier
) -> None:
    document = receive(dossier)
    seen = document.version
    validate(document, anne)
    with unit_of_work():
        refusal = conflict(
            services.decide,
            acting(luc),
            document,
            decision=Decision.REJECTED,
            version=seen,
            reasons=["ILLEGIBLE"],
        )
    assert (refusal.code, refusal.facts["by"]) == ("already_decided", "Anne Lefebvre")


@pytest.mark.parametrize("decision", list(Decision))
def test_a_request_is_taken_back_never_decided_over(
    anne: User, luc: User, dossier: Dossier, decision: Decision
) -> None:
    document = reject(receive(dossier), anne)
    more = {"decision": decision, "version": document.version, "reasons": ["ILLEGIBLE"]}
    refusal = conflict(services.decide, acting(luc), fresh(document), **more)
    assert (refusal.code, refusal.facts["status"]) == ("already_decided", "rejected")


def test_one_decision_stands_at_a_time(anne: User, dossier: Dossier) -> None:
    document = validate(receive(dossier), anne)
    other = Review(document_id=document.id, reviewer_id=anne.id, decision=Decision.REJECTED)
    with pytest.raises(IntegrityError, match="uq_reviews_standing"), unit_of_work():
        db.session.add(other)


def test_a_request_taken_back_waits_again(
    anne: User, luc: User, aminata: User, dossier: Dossier
) -> None:
    document = reject(receive(dossier), anne, "UNSIGNED", comment=WORDS)
    assert len(received(aminata.email, "document_rejected")) == 1
    withdraw(luc, fresh(document))
    assert (fresh(document).status, document.version) == (DocumentStatus.RECEIVED, 4)
    assert requirement_of(dossier).status is DocumentStatus.RECEIVED
    assert [line.document_id for line in review_queue(acting(anne))] == [document.id]
    (before,) = ended_decisions(document.id)
    assert (before.ending, before.ended_by, before.comment) == ("withdrawn", "Luc Roy", WORDS)
    assert [code for code, _labels in before.reasons] == ["UNSIGNED"]
    (event,) = events("document.request_withdrawn")
    assert (event.actor_id, event.data["reasons"]) == (luc.id, ["UNSIGNED"])
    (mail,) = [m for m in received(aminata.email) if "Plus à renvoyer" in m.facts.subject]
    assert "Luc Roy" in mail.text


def test_each_request_is_told_again(anne: User, aminata: User, dossier: Dossier) -> None:
    document = reject(receive(dossier), anne)
    assert len(received(aminata.email, "document_rejected")) == 1
    withdraw(anne, fresh(document))
    reject(fresh(document), anne, "UNSIGNED", comment="Il manque la signature.")
    newest, _first = received(aminata.email, "document_rejected")
    assert "Il manque la signature." in newest.text
    assert len(ended_decisions(document.id)) == 1


def test_the_letter_of_a_request_taken_back_at_once_stays_here(
    anne: User, aminata: User, dossier: Dossier
) -> None:
    document = reject(receive(dossier), anne)
    withdraw(anne, fresh(document))
    assert received(aminata.email, "document_rejected") == []


@pytest.mark.parametrize("made", [receive, validate])
def test_without_a_request_nothing_is_taken_back(anne: User, dossier: Dossier, made: Any) -> None:
    document = receive(dossier)
    if made is validate:
        validate(document, anne)
    refusal = conflict(withdraw, anne, fresh(document))
    assert (refusal.code, refusal.facts) == (
        "nothing_to_withdraw",
        {"status": document.status.value},
    )


def test_a_request_that_was_followed_is_not_taken_back(anne: User, dossier: Dossier) -> None:
    document = reject(receive(dossier), anne)
    newer = send(dossier)
    refusal = conflict(withdraw, anne, fresh(document))
    assert (refusal.code, refusal.facts["document_id"]) == ("superseded", newer.id)
    assert fresh(document).status is DocumentStatus.REJECTED
    assert ended_decisions(document.id) == []


def test_a_stale_page_takes_nothing_back(anne: User, dossier: Dossier) -> None:
    document = reject(receive(dossier), anne)
    assert conflict(withdraw, anne, document, version=document.version - 1).code == "stale_version"


@pytest.mark.parametrize("who", ["finance", "owner"])
def test_only_whoever_may_decide_takes_it_back(
    anne: User, aminata: User, dossier: Dossier, who: str
) -> None:
    bruno = make_professional("finance")
    assign(dossier, bruno, ReviewerRole.FINANCE)
    document = reject(receive(dossier), anne)
    expected: type[DomainError] = Refused
    with pytest.raises(expected) as refusal:
        withdraw(bruno if who == "finance" else aminata, fresh(document))
    assert refusal.value.code == ("out_of_scope" if who == "finance" else "forbidden")


def test_a_reason_of_one_type_is_shown_there_first_and_refused_elsewhere(
    anne: User, dossier: Dossier
) -> None:
    own = update(RejectionReason).where(RejectionReason.code == "WRONG_TYPE")
    with unit_of_work():
        db.session.execute(own.values(applies_to=["ID_PASSPORT"]))
    codes = [reason.code for reason in reasons_for("identite", "ID_PASSPORT")]
    assert codes[:2] == ["WRONG_TYPE", "ILLEGIBLE"]
    money = [reason.code for reason in reasons_for("finances", "FIN_BANK")]
    assert money[:3] == ["TOO_OLD", "AMOUNT_LOW", "LARGE_DEPOSIT"]
    assert "WRONG_TYPE" not in money
    photo = receive(dossier, "ID_PHOTO")
    with pytest.raises(Invalid) as refusal:
        reject(photo, anne, "ILLEGIBLE", "WRONG_TYPE", "AMOUNT_LOW")
    assert refusal.value.facts == {"reasons": "WRONG_TYPE, AMOUNT_LOW"}
    assert reject(receive(dossier), anne, "WRONG_TYPE").status is DocumentStatus.REJECTED
