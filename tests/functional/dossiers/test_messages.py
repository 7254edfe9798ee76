"""The conversation of a dossier: written once, in order, read, answered, taken back."""

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select, update

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, Limited, NotFound, Refused
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Case, Dossier, Message, Requirement
from capitune.dossiers.queries import conversation, dossier_by_id, marks_of, talks
from capitune.dossiers.queries.caseload import caseload
from capitune.dossiers.sought import Sought
from capitune.dossiers.states import DocumentStatus, NextAction
from capitune.notifications.models import Notification
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.messages import fresh_message, see, write
from tests.factories.people import acting, make_person, make_professional
from tests.support.clock import MovedClock
from tests.support.mailbox import received

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture
def candidate(dossier: Dossier) -> User:
    return db.session.get_one(User, dossier.candidate_id)


@pytest.fixture
def anne(dossier: Dossier) -> User:
    anne = make_professional("immigration")
    assign(dossier, anne)
    return anne


def words(dossier: Dossier) -> list[str]:
    return [line.body for line in reversed(conversation(dossier.id).items)]


def next_of(dossier: Dossier) -> NextAction:
    db.session.expire_all()
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found.next_action


def talk(dossier: Dossier, person: User) -> tuple[int, bool]:
    return tuple(talks(acting(person), [dossier.id])[dossier.id])  # type: ignore[return-value]


def wrong(kind: type[DomainError], code: str, act: Any, *args: Any, **facts: Any) -> None:
    with pytest.raises(kind) as told, unit_of_work():
        act(*args, **facts)
    assert told.value.code == code


def test_what_is_sent_twice_under_one_name_is_one(
    dossier: Dossier, candidate: User, anne: User
) -> None:
    name = new_id()
    first = write(dossier, candidate, "  Bonjour Anne \r\n", client_id=name)
    assert write(dossier, candidate, "Bonjour Anne", client_id=name).id == first.id
    for other in ({"body": "Autre"}, {"body": "Bonjour Anne", "reply_expected": True}):
        wrong(
            *(Conflict, "client_id_reused", services.send_message, acting(candidate), dossier),
            client_id=name,
            **other,
        )
    elsewhere = make_dossier(candidate)
    wrong(
        *(Conflict, "client_id_reused", services.send_message, acting(candidate), elsewhere),
        client_id=name,
        body="Bonjour Anne",
    )
    assert write(dossier, anne, "Bonjour", client_id=name).id != first.id  # another person's name
    assert words(dossier) == ["Bonjour Anne", "Bonjour"]
    acts = select(AuditEvent.act).where(AuditEvent.subject_type == "message")
    assert len(db.session.scalars(acts).all()) == 2


def test_bad_words_are_refused(dossier: Dossier, candidate: User) -> None:
    for body, code in (
        (" \n ", "message_empty"),
        ("x" * 10_001, "too_long"),
        ("x" * 100_000, "too_long"),
        ("a\x00b", "bad_text"),
        ("a\u202eb", "bad_text"),
    ):
        wrong(
            *(Invalid, code, services.send_message, acting(candidate), dossier),
            body=body,
            client_id=new_id(),
        )
    assert write(dossier, candidate, "x" * 10_000).body == "x" * 10_000


def test_fifty_in_a_second_are_told_to_slow_down_and_none_is_lost(
    dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    names, kept, rounds = [new_id() for _ in range(50)], 0, 0
    while kept < 50:
        rounds += 1
        for number in range(kept, 50):
            try:
                write(dossier, candidate, str(number), client_id=names[number])
            except Limited as told:
                clock.move(seconds=told.facts["retry_after"])
                break
            kept += 1
    assert rounds == 3
    write(dossier, anne, "Stop")  # another person's pace is their own
    assert [line.body for line in conversation(dossier.id, 100).items][:0:-1] == [
        str(number) for number in range(50)
    ]


def test_keys_follow_each_other_whatever_the_clock_says(
    dossier: Dossier, candidate: User, anne: User
) -> None:
    first = write(dossier, candidate, "1")
    ahead = uuid.UUID(
        int=new_id().int + (3_600_000 << 80)
    )  # an hour ahead: another machine's clock
    with unit_of_work():
        db.session.execute(update(Message).where(Message.id == first.id).values(id=ahead))
    write(dossier, anne, "2")
    write(dossier, candidate, "3")
    assert words(dossier) == ["1", "2", "3"]


def test_an_answer_is_awaited_until_it_comes(dossier: Dossier, candidate: User, anne: User) -> None:
    before = next_of(dossier)
    asked = write(dossier, anne, "Le verso existe-t-il ?", awaits=True)
    assert next_of(dossier) is NextAction.ANSWER_MESSAGE
    case = select(Case.next_action).where(Case.dossier_id == dossier.id)
    assert db.session.scalars(case).one() is NextAction.ANSWER_MESSAGE
    assert (talk(dossier, candidate), talk(dossier, anne)) == ((1, True), (0, False))
    write(dossier, anne, "Je parle du relevé.")
    assert fresh_message(asked).answered_at is None  # not by one's own side
    write(dossier, candidate, "Oui.")
    assert fresh_message(asked).answered_at is not None
    assert next_of(dossier) is before
    write(dossier, candidate, "Et vous ?", awaits=True)
    assert next_of(dossier) is before  # the candidate waits: nothing for them to do
    assert (talk(dossier, candidate), talk(dossier, anne)) == ((2, False), (2, True))
    with unit_of_work():
        mine = update(Requirement).where(
            Requirement.dossier_id == dossier.id, Requirement.code == "EDU_LOA"
        )
        db.session.execute(mine.values(status=DocumentStatus.REJECTED))
    write(dossier, anne, "Et celui-ci ?", awaits=True)
    assert next_of(dossier) is NextAction.REPLACE_DOCUMENT  # which goes first


def test_withdrawn_within_five_minutes_only_and_by_its_author(
    dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    message = write(dossier, anne, "Secret", awaits=True)
    wrong(Refused, "forbidden", services.withdraw_message, acting(candidate), message)
    wrong(NotFound, "not_found", services.withdraw_message, acting(make_person()), message)
    clock.move(minutes=5)
    for _ in range(2):
        with unit_of_work():
            services.withdraw_message(acting(anne), fresh_message(message))
    assert [(line.body, line.withdrawn_at is None) for line in conversation(dossier.id).items] == [
        ("", False)
    ]
    assert next_of(dossier) is not NextAction.ANSWER_MESSAGE
    assert talk(dossier, candidate) == (0, False)
    # Its author's browser sends it once more: it stays withdrawn.
    assert write(dossier, anne, "Secret", client_id=message.client_id).withdrawn_at
    old = write(dossier, anne, "Ancien")
    clock.move(minutes=5, seconds=1)
    wrong(Conflict, "message_too_old", services.withdraw_message, acting(anne), fresh_message(old))


def test_marks_go_forward_only_and_quieten_the_bell(
    dossier: Dossier, candidate: User, anne: User
) -> None:
    first, second = write(dossier, anne, "1"), write(dossier, anne, "2")
    unread = select(func.count()).where(
        Notification.user_id == candidate.id,
        Notification.kind == "message_received",
        Notification.read_at.is_(None),
    )
    assert (talk(dossier, candidate), db.session.scalar(unread)) == ((2, False), 2)
    see(second, candidate)
    see(first, candidate)
    assert (talk(dossier, candidate), db.session.scalar(unread)) == ((0, False), 0)
    assert [(m.person.id, m.message_id) for m in marks_of(dossier.id)] == [
        (candidate.id, second.id)
    ]
    wrong(Refused, "break_glass_required", see, first, make_person(Role.ADMIN))


def test_each_conversation_counts_for_itself(candidate: User, anne: User) -> None:
    dossiers = [make_dossier(candidate) for _ in range(3)]
    for dossier in dossiers:
        assign(dossier, anne)
        see(write(dossier, anne, "Lu"), candidate)
        for _ in range(dossiers.index(dossier)):
            write(dossier, anne, "Non lu")
    found = talks(acting(candidate), [dossier.id for dossier in dossiers])
    assert [found[dossier.id].unread for dossier in dossiers] == [0, 1, 2]
    rows = caseload(acting(anne), Sought(), today(), 20).items
    assert [row.unread for row in rows] == [0] * 4


def test_one_letter_after_five_minutes_unless_read_meanwhile(
    dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    write(dossier, anne, "1")
    write(dossier, anne, "2")
    write(dossier, candidate, "3")

    def letters(person: User) -> int:
        mails = received(person.email, "notice")
        return sum(str(dossier.id) in mail.text and "/messages" in mail.text for mail in mails)

    clock.move(minutes=4)
    assert (letters(candidate), letters(anne)) == (0, 0)
    see(fresh_message(db.session.get_one(Message, conversation(dossier.id).items[0].id)), anne)
    clock.move(minutes=2)
    assert (letters(candidate), letters(anne)) == (1, 0)
    write(dossier, anne, "4")  # nothing was read: the first letter says it all
    clock.move(minutes=6)
    assert letters(candidate) == 1


def test_who_is_of_it(dossier: Dossier, candidate: User) -> None:
    anne, bruno = make_professional("immigration"), make_professional("immigration")
    accepted = assign(dossier, anne)
    write(dossier, anne, "Bonjour")

    def attempt(person: User) -> str:
        try:
            write(dossier_now(), person)
        except DomainError as error:
            return error.code
        return "sent"

    def dossier_now() -> Dossier:
        db.session.expire_all()
        found = dossier_by_id(dossier.id)
        assert found is not None
        return found

    admin, stranger = make_person(Role.ADMIN), make_person()
    assert [attempt(p) for p in (candidate, anne, bruno, stranger, admin)] == [
        "sent",
        "sent",
        "not_found",
        "not_found",
        "break_glass_required",
    ]
    unassign(accepted)
    assert attempt(anne) == "not_found"
    with unit_of_work():
        services.archive(acting(candidate), dossier_now())
    assert attempt(candidate) == "dossier_archived"
    assert words(dossier) == ["Bonjour", "Bonjour.", "Bonjour."]
