"""Letters about dossiers: whom, in which language, with which words, and when not at all."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.accounts.states import Language, Standing
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Review
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.states import Decision, ReviewerRole
from tests.factories.documents import receive, reject, send, validate
from tests.factories.dossiers import assign, make_dossier, propose
from tests.factories.people import acting, make_person, make_professional
from tests.support.mailbox import received

pytestmark = pytest.mark.usefixtures("app")


def rejected_for(candidate: User, comment: str = "Le verso <b>manque</b>.") -> Dossier:
    anne = make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    reject(receive(dossier, "EDU_TRANSCRIPTS"), anne, "ILLEGIBLE", "UNSIGNED", comment=comment)
    with unit_of_work():
        at = datetime(2027, 2, 12, 21, 10, tzinfo=UTC)
        db.session.execute(update(Review).values(created_at=at))
    return dossier


def test_a_rejection_says_who_when_why_and_where() -> None:
    candidate = make_person(timezone="Africa/Dakar", first_name="Aminata")
    dossier = rejected_for(candidate)
    (mail,) = received(candidate.email, "document_rejected")
    assert mail.facts.subject == "À renvoyer\u202f: Relevés de notes"
    link = re.compile(
        rf"http://localhost/dossiers/{dossier.id}/documents\?open=\S+#requirement-\S+"
    )
    for body in (mail.text, mail.html):
        assert "Bonjour Aminata" in body
        assert "Anne Lefebvre a examiné" in body
        assert dossier.number in body
        assert "12 février 2027 à 21 h 10" in body
        assert "Document flou, coupé ou illisible" in body
        assert "Signature ou cachet manquant" in body
        assert link.search(body.replace("&amp;", "&"))
    assert "Le verso <b>manque</b>." in mail.text
    assert "Le verso &lt;b&gt;manque&lt;/b&gt;." in mail.html
    assert "<b>manque" not in mail.html


def test_it_is_in_the_reader_s_language_and_time() -> None:
    reader = make_person(language=Language.EN, timezone="Asia/Tokyo")
    rejected_for(reader)
    (mail,) = received(reader.email, "document_rejected")
    assert mail.facts.subject == "To send again: Academic transcripts"
    assert "Blurry, cropped or illegible" in mail.text
    assert "on February 13, 2027 at 6:10 AM" in mail.text
    assert '<html lang="en">' in mail.html


def test_a_rejection_without_a_comment_quotes_nobody() -> None:
    candidate = make_person()
    rejected_for(candidate, comment="")
    (mail,) = received(candidate.email, "document_rejected")
    assert "Message de" not in mail.text


def test_it_says_how_to_stop_it() -> None:
    candidate = make_person()
    rejected_for(candidate)
    (mail,) = received(candidate.email, "document_rejected")
    assert "/unsubscribe/" in mail.headers["List-Unsubscribe"]
    assert mail.headers["Auto-Submitted"] == "auto-generated"


def test_nothing_is_sent_once_the_candidate_has_answered() -> None:
    candidate = make_person()
    dossier = rejected_for(candidate)
    send(dossier, "EDU_TRANSCRIPTS")
    assert received(candidate.email, "document_rejected") == []
    row = db.session.scalars(select(OutboxRow).where(OutboxRow.kind == "mail")).all()
    assert all(r.done_at for r in row)


def test_a_suspended_person_gets_no_letter() -> None:
    candidate = make_person()
    rejected_for(candidate)
    with unit_of_work():
        candidate.standing = Standing.SUSPENDED
    assert received(candidate.email) == []


def test_a_validation_waits_for_the_digest() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    before = len(received(candidate.email))
    validate(receive(dossier), anne)
    assert len(received(candidate.email)) == before


def test_a_professional_is_asked_by_letter() -> None:
    candidate = make_person(first_name="Jean", last_name="Secret")
    anne = make_professional("immigration", language=Language.EN)
    dossier = make_dossier(candidate, title="Confidentiel")
    with unit_of_work():
        services.make_assignment(
            acting(candidate), dossier, professional_id=anne.id, role=ReviewerRole.LEAD
        )
    (mail,) = received(anne.email)
    assert mail.facts.kind == "assignment_requested"
    assert mail.facts.subject == "Jean would like you to accompany them"
    for body in (mail.text, mail.html):
        assert "Study permit — outside Québec" in body
        assert dossier.number in body
        assert "http://localhost/dashboard" in body
        assert "Secret" not in body
        assert "Confidentiel" not in body


def test_a_dossier_is_proposed_by_letter() -> None:
    anne = make_professional("immigration")
    dossier = make_dossier()
    propose(dossier, anne)
    (mail,) = received(anne.email)
    assert mail.facts.kind == "assignment_proposed"
    assert "notre équipe vous a proposé" in mail.text


@pytest.mark.parametrize("answered", ["accepted", "refused", "withdrawn"])
def test_a_question_that_is_answered_is_not_sent(answered: str) -> None:
    anne = make_professional("immigration")
    assignment = propose(make_dossier(), anne)
    with unit_of_work():
        found = assignment_by_id(assignment.id)
        if answered == "accepted":
            services.accept_assignment(acting(anne), found)
        elif answered == "refused":
            services.refuse_assignment(acting(anne), found, "Non")
        else:
            services.end_assignment(acting(make_person(Role.ADMIN)), found)
    assert received(anne.email) == []


def test_a_refused_act_sends_nothing(app: Flask) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = receive(dossier)
    with pytest.raises(RuntimeError):
        with unit_of_work():
            services.decide(
                acting(anne),
                document,
                decision=Decision.REJECTED,
                version=document.version,
                reasons=["ILLEGIBLE"],
            )
            raise RuntimeError("the transaction fails after the act")
    assert received(candidate.email, "document_rejected") == []
