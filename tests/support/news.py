"""Stories in which each kind of news is told: by the product's own acts, or, where that would be long, by what
follows from them. Each gives the people who are told.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from capitune.accounts import events as accounts
from capitune.accounts import services as account_acts
from capitune.accounts.models import EmailChange, TokenFamily, User
from capitune.authz.actor import Role
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.core.post import Mail
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.events import DocumentEvent
from capitune.dossiers.models import Document, Dossier, Step
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.services import bell as dossiers_bell
from capitune.dossiers.services.expiries import warn_of_expiry
from capitune.dossiers.states import Owner, ReviewerRole
from capitune.dossiers.states import Scan as FileScan
from capitune.inside import services as community
from capitune.moderation import services as moderation
from capitune.moderation.models import ModerationCase
from capitune.moderation.services.bell import report_settled
from capitune.notifications.services import MailEvent, note_event
from capitune.professionals import events, services
from capitune.professionals.jobs import warn_of_ends
from capitune.professionals.services import bell
from capitune.professionals.states import CredentialStatus
from tests.factories.budgets import accept, price, quote
from tests.factories.cases import reported
from tests.factories.credentials import make_credential
from tests.factories.documents import (
    SCANNER,
    fresh,
    receive,
    reject,
    requirement_of,
    send,
    validate,
)
from tests.factories.dossiers import assign, make_dossier, propose, suggest, unassign
from tests.factories.listed import make_listed
from tests.factories.messages import write
from tests.factories.notes import note_on
from tests.factories.offers import make_offer
from tests.factories.people import acting, make_person, make_professional, nobody
from tests.factories.posts import commented, posted

Story = Callable[[], list[User]]


def of_documents() -> list[User]:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    reject(receive(dossier, "EDU_TRANSCRIPTS"), anne)
    infected, lost = send(dossier), send(dossier, "EDU_LOA")
    with unit_of_work():
        dossiers.record_scan(SCANNER, infected.id, FileScan.INFECTED)
        dossiers.record_scan(SCANNER, lost.id, FileScan.ERROR)
    withdrawn = fresh(reject(receive(dossier, "EDU_LOA"), anne))
    with unit_of_work():
        dossiers.withdraw_request(acting(anne), withdrawn, version=withdrawn.version)
    _complete(validate(receive(dossier), anne))
    return [candidate, anne]


def _complete(document: Document) -> None:
    """As if it were the last that was asked for."""
    with unit_of_work():
        figures = {"validated_count": Dossier.counted_count}
        db.session.execute(
            update(Dossier).where(Dossier.id == document.dossier_id).values(**figures)
        )
        db.session.expire_all()
        ids = (document.dossier_id, None, document.requirement_id, document.id)
        dossiers_bell.documents_complete(DocumentEvent(*ids))


def of_exemptions() -> list[User]:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    for act, person in (
        (dossiers.excuse, candidate),
        (dossiers.insist, anne),
        (dossiers.waive, anne),
        (dossiers.restore, anne),
    ):
        asked = requirement_of(dossier, "EDU_TRANSCRIPTS")
        words = () if act is dossiers.restore else ("Mon école a fermé.",)
        with unit_of_work():
            act(acting(person), asked, *words)
    paper = receive(dossier)
    ends = house.today() + timedelta(days=20)
    with unit_of_work():
        dossiers.describe(acting(candidate), paper, dossiers.Described(expires_on=ends))
    with unit_of_work():
        assert warn_of_expiry(paper.requirement_id, house.today())
    return [candidate, anne]


def of_accompaniment() -> list[User]:
    candidate, anne, marc = make_person(), make_professional("immigration"), make_listed(None)
    lise, luc = make_professional("immigration"), make_professional("immigration")
    dossier = make_dossier(candidate)
    unassign(assign(dossier, anne))
    for professional in (marc, luc):
        with unit_of_work():
            asked = dossiers.make_assignment(
                acting(candidate),
                dossier,
                professional_id=professional.id,
                role=ReviewerRole.LEAD,
            )
    with unit_of_work():
        refused = assignment_by_id(asked.id)
        assert refused is not None
        dossiers.refuse_assignment(acting(luc), refused, "Complet jusqu'au printemps.")
    propose(make_dossier(make_person()), lise)
    assign(dossier, lise)
    dropped = suggest(dossier, lise, luc)
    with unit_of_work():
        dossiers.end_assignment(acting(candidate), dropped)
    with unit_of_work():
        publish(events.LicenceWithdrawn(lise.id))
    return [candidate, anne, marc, lise]


def of_glass() -> list[User]:
    candidate, nadia = make_person(), make_person(Role.ADMIN)
    dossier = make_dossier(candidate)
    with unit_of_work():
        dossiers.break_glass(acting(nadia), dossier, "Parce que le candidat nous le demande.")
    return [candidate]


def of_reminders() -> list[User]:
    candidate, anne, lise = make_person(), *(make_professional("immigration") for _ in range(2))
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    propose(dossier, lise)
    reject(receive(dossier), anne)
    first, second = db.session.scalars(select(Step.id).where(Step.dossier_id == dossier.id)).all()[
        :2
    ]
    with unit_of_work():
        for step, owner in ((first, Owner.CANDIDATE), (second, Owner.PROFESSIONAL)):
            soon = {"target_on": house.today() + timedelta(days=8), "owner": owner}
            db.session.execute(update(Step).where(Step.id == step).values(done_at=None, **soon))
    note_on(dossier, anne, remind_on=house.today() + timedelta(days=8))
    return [candidate, anne, lise]


def of_contacts() -> list[User]:
    candidate, anne, marc, lise = make_person(), *(make_listed(None) for _ in range(3))
    for professional, answer in (
        (anne, None),
        (marc, services.accept_contact),
        (lise, services.decline_contact),
    ):
        with unit_of_work():
            asked = services.ask_contact(
                acting(candidate), professional.id, "Bonjour, une question.", acknowledged=True
            )
        if answer:
            with unit_of_work():
                answer(acting(professional), asked, "Merci.")
        else:
            with unit_of_work():
                bell.contact_lapsed(events.ContactEvent(asked.id, candidate.id, professional.id))
    return [candidate, anne]


def of_offers() -> list[User]:
    candidate, anne, marc = make_person(), make_listed(None), make_listed(None)
    dossier = make_dossier(candidate)
    taken, declined = make_offer(candidate, anne), make_offer(candidate, marc)
    with unit_of_work():
        dossiers.accept_offer(acting(candidate), taken, dossier, ReviewerRole.LEAD)
    with unit_of_work():
        services.decline_offer(acting(candidate), declined)
    return [anne, marc]


def of_quotes() -> list[User]:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    price(dossier, anne)
    quote(dossier, anne)
    accept(dossier)
    return [candidate, anne]


def of_messages() -> list[User]:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    write(dossier, anne)
    write(dossier, candidate)
    return [candidate, anne]


def of_licences() -> list[User]:
    anne = make_professional()
    for status, told in (
        (CredentialStatus.APPROVED, bell.credential_approved),
        (CredentialStatus.REFUSED, bell.credential_refused),
        (CredentialStatus.SUSPENDED, bell.licence_lost),
        (CredentialStatus.SUBMITTED, bell.credential_submitted),
        (CredentialStatus.IN_REVIEW, bell.proof_asked),
        (CredentialStatus.SUBMITTED, bell.number_contested),
        (CredentialStatus.DRAFT, bell.proof_removed),
    ):
        asked = {"proof_asked": "Le verso.", "proof_asked_at": house.now()}
        facts = asked if told is bell.proof_asked else {}
        credential = make_credential(anne, status, **facts)
        with unit_of_work():
            told(events.CredentialEvent(anne.id, credential.id))
    with unit_of_work():
        bell.contact_code_asked(events.ContactCodeAsked(anne.id, credential.id, new_id()))
    make_credential(anne, CredentialStatus.APPROVED, expires_at=house.now() + timedelta(days=5))
    warn_of_ends()
    return [anne]


def of_accounts() -> list[User]:
    people = [make_person(), make_professional()]
    for user in people:
        with unit_of_work():
            publish(accounts.AccountVerified(user.id))
    return people


def of_security() -> list[User]:
    user = make_person()
    with unit_of_work():
        account_acts.open_tokens(nobody(), user, "phone/1", known=False)
        db.session.flush()
        family = db.session.scalars(
            select(TokenFamily.id).where(TokenFamily.user_id == user.id)
        ).one()
        change = EmailChange(
            user_id=user.id,
            old_email=user.email,
            new_email="new@example.com",
            new_key="new@example.com",
            # Its link lives for seven days; the letters are read eight days later.
            confirmed_at=house.now() + timedelta(days=2),
        )
        db.session.add(change)
        db.session.flush()
        publish(accounts.AccountVerified(user.id))
        publish(accounts.TokenReused(user.id, family))
        publish(accounts.PasswordChanged(user.id, new_id()))
        publish(accounts.EmailChanged(user.id, change.id))
        publish(accounts.FactorChanged(user.id, new_id(), "app_added"))
    with unit_of_work():
        one = db.session.scalars(
            select(Mail.id).where(Mail.user_id == user.id, Mail.letter == "welcome")
        ).one()
        note_event(MailEvent(one, "bounce", "bounce"))
    return [user]


def of_community() -> list[User]:
    author, reader, other = make_person(Role.ADMIN), make_person(), make_professional("immigration")
    post = posted(author)
    comment = commented(post, reader)
    commented(post, other, parent=comment)
    with unit_of_work():
        community.like(acting(reader), post.id)
    return [author, reader]


def of_moderation() -> list[User]:
    author, reporter = make_professional("immigration"), make_person()
    moderator = acting(make_person(Role.MODERATOR))
    made = reported(posted(author), reporter, "spam")
    with unit_of_work():
        moderation.decide(moderator, made.case_id, moderation.Ruling("remove"))
    with unit_of_work():
        moderation.undo(moderator, made.case_id)
    with unit_of_work():
        moderation.decide(moderator, made.case_id, moderation.Ruling("keep"))
    with unit_of_work():
        report_settled(db.session.get_one(ModerationCase, made.case_id), made)
    return [author, reporter]


STORIES: dict[Story, str] = {
    of_documents: "document_received document_rejected document_infected document_unreadable"
    " request_withdrawn document_validated documents_complete assignment_accepted",
    of_exemptions: "document_excused document_insisted document_waived document_restored"
    " document_expiring",
    of_accompaniment: "assignment_requested assignment_proposed professional_proposed"
    " assignment_refused assignment_ended professional_paused colleague_suggested"
    " suggestion_dropped",
    of_glass: "glass_broken",
    of_reminders: "step_due note_due document_awaited answer_awaited",
    of_contacts: "contact_requested contact_accepted contact_declined contact_lapsed",
    of_offers: "offer_accepted offer_declined",
    of_quotes: "quote_proposed quote_accepted",
    of_messages: "message_received",
    of_licences: "credential_submitted credential_approved credential_refused licence_lost"
    " number_contested contact_code_sent proof_asked proof_removed licence_expiring",
    of_community: "post_commented comment_answered post_thanked",
    of_accounts: "welcome",
    of_moderation: "sanction_given sanction_lifted report_settled",
    of_security: "new_device program_ended password_changed email_changed factor_changed"
    " address_refuses_mail",
}
