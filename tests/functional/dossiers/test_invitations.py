"""Inviting a prospect: what is written, to whom, how often; what accepting does, and all the ways it is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from capitune.accounts.models import Consent, User
from capitune.accounts.states import Purpose
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.invitations import InvitationState, token_of
from capitune.dossiers.models import Dossier, Invitation
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.invitations import invitation_by_id, invitation_by_token
from capitune.dossiers.services import inviting
from capitune.dossiers.states import Stage, Status
from capitune.notifications.models import Notification
from capitune.notifications.services.mail import MailEvent, note_event
from capitune.notifications.states import NotificationKind as Kind
from tests.factories.invitations import ADDRESS, fresh, make_invitation
from tests.factories.people import acting, make_person, make_professional
from tests.support.clock import MovedClock, clock
from tests.support.mailbox import received

__all__ = ["clock"]

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


def accept(invitation: Invitation, person: User, *, agrees: bool = True) -> Dossier:
    with unit_of_work():
        dossier = services.accept_invitation(acting(person), invitation, agrees=agrees)
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def prospect() -> User:
    return make_person(email=ADDRESS)


def act(do: object, person: User, invitation: Invitation) -> None:
    with unit_of_work():
        do(acting(person), invitation)  # type: ignore[operator]


def refusal_of(invitation: Invitation, person: User, **more: bool) -> str:
    with pytest.raises(DomainError) as refusal:
        accept(invitation, person, **more)
    return refusal.value.code


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fr", "Anne Lefebvre vous invite à ouvrir un dossier"),
        ("en", "Anne Lefebvre invites you to open a dossier"),
    ],
)
def test_the_letter_says_who_what_and_where_in_its_language(
    anne: User, language: str, subject: str
) -> None:
    made = make_invitation(anne, language=language)
    (mail,) = received(ADDRESS, "dossier_invitation")
    assert mail.facts.subject == subject
    for body in (mail.text, mail.html):
        assert "Awa" in body
        assert f"http://localhost/invitations/answer/{token_of(made.id)}" in body
    assert made.expires_at - made.created_at >= timedelta(days=13, hours=23)


def test_an_address_with_an_account_gets_the_same_letter_and_the_same_answer(anne: User) -> None:
    known = make_person(email="known@example.com")
    first, second = make_invitation(anne, known.email), make_invitation(anne)
    facts = ("role", "language", "sends", "state", "template_id", "dossier_id")
    assert [getattr(first, f) for f in facts] == [getattr(second, f) for f in facts]
    rows = db.session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "mail")).all()
    letters = [r for r in rows if r["letter"] == "dossier_invitation"]
    assert [set(letter) for letter in letters] == [{"letter", "to", "about"}] * 2
    assert len(received(known.email)) == len(received(ADDRESS)) == 1


def test_accepting_opens_the_dossier_with_the_professional_at_work_on_it(anne: User) -> None:
    candidate, made = prospect(), make_invitation(anne)
    dossier = accept(made, candidate)
    assert (dossier.candidate_id, dossier.stage, dossier.status) == (
        candidate.id,
        Stage.PROSPECT,
        Status.IN_PROGRESS,
    )
    assert dossier.roles_of(anne.id) == {"immigration"}
    assert dossier.template_id == made.template_id
    kept = fresh(made)
    assert (kept.state, kept.dossier_id) == (InvitationState.ACCEPTED, dossier.id)
    assert (kept.email, kept.email_key, kept.name) == ("", "", "")
    acts = select(AuditEvent.act).where(AuditEvent.context_id == dossier.id).order_by(AuditEvent.id)
    assert [a.value for a in db.session.scalars(acts)] == [
        "dossier.opened",
        "assignment.accepted",
        "invitation.accepted",
    ]


def test_the_consent_is_on_record_before_anything_can_be_sent(anne: User) -> None:
    candidate, made = prospect(), make_invitation(anne)
    assert refusal_of(made, candidate, agrees=False) == "consent_needed"
    assert db.session.scalar(select(Dossier.id)) is None
    dossier = accept(made, candidate)
    wanted = (Consent.user_id == candidate.id, Consent.purpose == Purpose.DOCUMENTS)
    consent = db.session.scalars(select(Consent).where(*wanted)).one()
    assert (consent.granted, consent.text_version) == (True, "2026-11")
    assert consent.created_at <= dossier.created_at


def test_a_newer_version_of_the_template_changes_nothing_for_whoever_was_invited(
    anne: User,
) -> None:
    candidate, made = prospect(), make_invitation(anne)
    admin = acting(make_person(Role.ADMIN))
    with unit_of_work():
        drafted = services.draft_version(admin, "ETU-ROC")
        services.publish_version(admin, drafted, drafted.revision)
    assert accept(made, candidate).template_id == made.template_id


def test_somebody_else_cannot_accept_nor_the_same_person_twice(anne: User) -> None:
    candidate, made = prospect(), make_invitation(anne)
    assert refusal_of(made, make_person()) == "invited_elsewhere"
    assert fresh(made).state is InvitationState.SENT
    accept(made, candidate)
    assert refusal_of(fresh(made), candidate) == "invitation_accepted"
    with pytest.raises(Refused):
        accept(make_invitation(anne), anne)


def test_what_is_over_cannot_be_accepted(anne: User, clock: MovedClock) -> None:
    candidate = prospect()
    withdrawn = make_invitation(anne)
    act(services.withdraw_invitation, anne, withdrawn)
    assert refusal_of(withdrawn, candidate) == "invitation_withdrawn"
    late = make_invitation(anne)
    clock.move(days=14, seconds=1)
    assert refusal_of(late, candidate) == "invitation_expired"
    act(services.send_again, anne, late)
    assert accept(late, candidate).roles_of(anne.id)


def test_a_licence_that_ended_meanwhile_lets_nobody_in(anne: User) -> None:
    candidate, made = prospect(), make_invitation(anne)
    with unit_of_work():
        anne.licence_scopes = []
    assert refusal_of(made, candidate) == "inviter_unavailable"
    with unit_of_work():
        anne.licence_scopes = ["finance"]
    assert refusal_of(made, candidate) == "role_out_of_scope"
    assert db.session.scalar(select(Dossier.id)) is None


def test_declining_ends_it_and_this_professional_writes_no_more(anne: User) -> None:
    made = make_invitation(anne)
    for _ in range(2):
        act(services.decline_invitation, make_person(), made)
    assert fresh(made).state is InvitationState.DECLINED
    with pytest.raises(Conflict) as again:
        make_invitation(anne, ADDRESS.upper(), template_code="ETU-QC")
    assert again.value.code == "declined_before"
    make_invitation(make_professional("immigration"))
    for do in (services.send_again, services.withdraw_invitation):
        with pytest.raises(Conflict) as over:
            act(do, anne, made)
        assert over.value.code == "invitation_declined"


def test_sent_again_a_few_times_and_not_at_once(anne: User, clock: MovedClock) -> None:
    made = make_invitation(anne)
    with pytest.raises(Conflict) as soon:
        act(services.send_again, anne, made)
    assert soon.value.code == "sent_lately"
    for _ in range(3):
        clock.move(minutes=11)
        act(services.send_again, anne, fresh(made))
    assert len(received(ADDRESS, "dossier_invitation")) == 4
    clock.move(minutes=11)
    with pytest.raises(Conflict) as enough:
        act(services.send_again, anne, fresh(made))
    assert (enough.value.code, enough.value.facts) == ("sent_enough", {"most": 4})


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"email": "no address"}, "email", "bad_email"),
        ({"email": ""}, "email", "required"),
        ({"name": " "}, "name", "required"),
        ({"name": "x" * 81}, "name", "too_long"),
        ({"name": "a\x00b"}, "name", "bad_text"),
        ({"name": "Awa ✅"}, "name", "name_mark"),
        ({"name": "Awa, see www.evil.example"}, "name", "name_mark"),
        ({"name": "https://evil"}, "name", "name_mark"),
        ({"template_code": "NOPE"}, "template", "unknown_template"),
        ({"template_code": "ENT-SUV"}, "template", "template_closed"),
        ({"role": "king"}, "role", "role_out_of_scope"),
        ({"role": "finance"}, "role", "role_out_of_scope"),
        ({"language": "de"}, "language", "unknown_language"),
    ],
)
def test_what_cannot_be_sent(anne: User, facts: dict[str, str], field: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_invitation(anne, **facts)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
    assert db.session.scalar(select(Invitation.id)) is None


def test_not_to_oneself_not_twice_and_not_to_everybody(
    anne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid) as own:
        make_invitation(anne, anne.email)
    assert own.value.code == "own_address"
    make_invitation(anne)
    with pytest.raises(Conflict) as twice:
        make_invitation(anne, ADDRESS.upper())
    assert twice.value.code == "already_invited"
    make_invitation(anne, template_code="ETU-QC")
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    with pytest.raises(Conflict) as many:
        make_invitation(anne, "b@example.com")
    assert many.value.code == "too_many_invitations"


def test_six_letters_a_month_to_one_address_whatever_was_withdrawn(
    anne: User, clock: MovedClock
) -> None:
    for _ in range(6):
        made = make_invitation(anne)
        act(services.withdraw_invitation, anne, made)
    with pytest.raises(Conflict) as enough:
        make_invitation(anne, template_code="ETU-QC")
    assert (enough.value.code, enough.value.facts) == ("written_enough", {"most": 6})
    make_invitation(anne, "other@example.com")
    clock.move(days=31)
    make_invitation(anne)


def test_only_a_verified_professional_invites_and_only_their_own(anne: User) -> None:
    for person in (make_person(), make_professional(), make_person(Role.ADMIN)):
        with pytest.raises(Refused):
            make_invitation(person)
    made = make_invitation(anne)
    for do in (services.send_again, services.withdraw_invitation):
        with pytest.raises(NotFound):
            act(do, make_professional("immigration"), made)


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "A" * 64, "../../etc"])
def test_a_token_that_is_none_stands_for_nothing(token: str) -> None:
    assert invitation_by_token(token) is None


def test_each_token_stands_for_its_own(anne: User) -> None:
    made = make_invitation(anne)
    found = invitation_by_token(token_of(made.id))
    assert found is not None
    assert found.id == made.id
    assert invitation_by_token(token_of(made.id)[:-2] + "AA") is None


def test_what_is_long_over_is_forgotten(anne: User, clock: MovedClock) -> None:
    made = make_invitation(anne)
    clock.move(days=14 + 89)
    with unit_of_work():
        services.purge_invitations()
    assert invitation_by_id(made.id)
    clock.move(days=2)
    with unit_of_work():
        services.purge_invitations()
    db.session.expire_all()
    assert invitation_by_id(made.id) is None


def test_a_no_is_remembered_without_the_name(anne: User, clock: MovedClock) -> None:
    made = make_invitation(anne)
    act(services.decline_invitation, make_person(), made)
    clock.move(days=14 + 91)
    with unit_of_work():
        services.purge_invitations()
    db.session.expire_all()
    kept = fresh(made)
    assert (kept.name, kept.email) == ("", "")
    with pytest.raises(Conflict) as again:
        make_invitation(anne)
    assert again.value.code == "declined_before"


def test_no_letter_leaves_while_the_licence_is_not_valid(anne: User) -> None:
    make_invitation(anne)
    with unit_of_work():
        anne.licence_scopes = []
    assert received(ADDRESS) == []


def test_a_letter_that_comes_back_says_nothing_of_the_professional_s_own_address(
    anne: User,
) -> None:
    make_invitation(anne)
    received(ADDRESS)
    mail = db.session.scalars(select(Mail).where(Mail.letter == "dossier_invitation")).one()
    with unit_of_work():
        note_event(MailEvent(mail.id, "bounce"))
    db.session.refresh(mail)
    assert mail.state is MailState.BOUNCED
    told = select(Notification.id).where(Notification.kind == Kind.ADDRESS_REFUSES_MAIL)
    assert db.session.scalar(told) is None
