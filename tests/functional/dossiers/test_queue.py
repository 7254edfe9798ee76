"""The queue of versions to decide on: kept beside what it follows from, so it must follow everything."""

import random
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy import select, true

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.ids import new_id
from capitune.core.listing import decode
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Document, Dossier, ReviewWait
from capitune.dossiers.queries import dossier_by_id, review_queue
from capitune.dossiers.queries.queue import EVERYTHING, queue_around, review_page
from capitune.dossiers.queries.queued import (
    waiting_count,
    waiting_here,
    waiting_in,
    waiting_types,
)
from capitune.dossiers.queries.waits import waits
from capitune.dossiers.states import AssignmentStatus, DocumentStatus, ReviewerRole, Way
from capitune.dossiers.wanted import Wanted, wanted
from tests.factories.documents import fresh, receive, reject, send, validate
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.factories.requirements import asks_for

pytestmark = pytest.mark.usefixtures("app")
CODES = ("ID_PASSPORT", "FIN_BANK", "EDU_PLAN")


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


def kept() -> set[tuple[Any, ...]]:
    return _flat(db.session.execute(select(*ReviewWait.__table__.columns)))


def followed() -> set[tuple[Any, ...]]:
    return _flat(db.session.execute(waits(true())))


def _flat(rows: Iterable[Any]) -> set[tuple[Any, ...]]:
    """The rows, the labels in them as text: a dict fits in no set."""
    return {tuple(str(at) if isinstance(at, dict) else at for at in row) for row in rows}


def documents(dossier: Dossier, *statuses: DocumentStatus) -> list[Document]:
    wanted = (Document.dossier_id == dossier.id, Document.deleted_at.is_(None))
    found = db.session.scalars(select(Document).where(*wanted).order_by(Document.id))
    return [document for document in found if document.status in statuses and document.is_current]


class Story:
    """One dossier, its candidate, two professionals, and what may happen next."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 a story, not a secret
        self.owner = make_person()
        self.dossier = make_dossier(self.owner)
        self.team = [make_professional("immigration"), make_professional("finance")]
        assign(self.dossier, self.team[0])

    def act(self) -> None:
        """Something happens, or is refused: both must leave the queues right."""
        acts: list[Callable[[], Any]] = [
            lambda: receive(self.present(), self.chance.choice(CODES)),
            lambda: send(self.present(), self.chance.choice(CODES)),
            lambda: assign(
                self.present(),
                self.chance.choice(self.team),
                self.chance.choice(list(ReviewerRole)),
            ),
            self.end_one,
            lambda: validate(self.one(DocumentStatus.RECEIVED), self.chance.choice(self.team)),
            lambda: reject(
                self.one(DocumentStatus.RECEIVED, DocumentStatus.VALIDATED), self.team[0]
            ),
            lambda: self.unit(
                services.withdraw_request, self.team[0], self.one(DocumentStatus.REJECTED)
            ),
            lambda: services.delete_document(
                acting(self.owner), self.one(DocumentStatus.RECEIVED, DocumentStatus.PENDING)
            ),
            self.set_aside,
        ]
        try:
            with unit_of_work():
                self.chance.choice(acts)()
        except (DomainError, IndexError):
            db.session.rollback()

    def present(self) -> Dossier:
        found = dossier_by_id(self.dossier.id)
        assert found is not None
        return found

    def one(self, *statuses: DocumentStatus) -> Document:
        return fresh(self.chance.choice(documents(self.dossier, *statuses)))

    def set_aside(self) -> None:
        services.archive(acting(self.owner), self.present())
        assert kept() == set()
        if self.chance.random() < 0.9:
            services.reopen(acting(self.owner), self.present())

    def unit(self, act: Any, who: User, document: Document) -> None:
        act(acting(who), document, version=document.version)

    def end_one(self) -> None:
        active = (
            Assignment.dossier_id == self.dossier.id,
            Assignment.status == AssignmentStatus.ACTIVE,
        )
        unassign(self.chance.choice(db.session.scalars(select(Assignment).where(*active)).all()))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_queues_are_what_follows(seed: int) -> None:
    story, seen = Story(seed), 0
    for _ in range(40):
        story.act()
        assert kept() == followed()
        seen = max(seen, len(kept()))
    assert seen


def test_a_line_follows_its_person_and_its_place() -> None:
    owner, bruno, picture = make_person(), make_professional("finance"), new_id()
    dossier = make_dossier(owner)
    assign(dossier, bruno)
    asks_for(dossier, 2, "FIN_BANK")
    first, second = receive(dossier, "FIN_BANK"), receive(dossier, "FIN_BANK")
    with unit_of_work():
        accounts.edit_profile(acting(owner), owner, {"last_name": "Bélanger"})
    with unit_of_work():
        accounts.change_avatar(acting(owner), owner, picture)
    with unit_of_work():
        services.move_file(acting(owner), fresh(second), Way.UP)
    lines = review_queue(acting(bruno))
    assert [(line.document_id, line.position) for line in lines] == [(first.id, 2), (second.id, 1)]
    assert {(line.candidate.last_name, line.candidate.avatar_id) for line in lines} == {
        ("Bélanger", picture)
    }
    assert kept() == followed()


def test_across_dossiers_the_oldest_first_page_by_page(anne: User) -> None:
    dossiers = [make_dossier() for _ in range(3)]
    for dossier in dossiers:
        assign(dossier, anne, ReviewerRole.IMMIGRATION)
    sent = [receive(dossiers[n % 3], CODES[n // 3]).id for n in range(6)]
    money = {sent[3], sent[4], sent[5]}
    mine = [key for key in sent if key not in money]
    assert [line.document_id for line in review_queue(acting(anne))] == mine
    first = review_page(acting(anne), EVERYTHING, 2)
    later = receive(dossiers[0], "EDU_DIPLOMAS").id
    second = review_page(acting(anne), EVERYTHING, 2, decode(first.next_cursor))
    assert [line.document_id for line in (*first.items, *second.items)] == [*mine, later]
    assert second.next_cursor is None
    assert waiting_count(acting(anne)) == 4
    ids = [dossier.id for dossier in dossiers]
    assert waiting_in(acting(anne), ids) == (4, dict(zip(ids, (2, 1, 1), strict=True)))
    count, here = waiting_here(acting(anne), dossiers[0].id)
    assert (count, [document_id for _asked, document_id in here]) == (4, [mine[0], later])


def test_filters_and_who_stands_around(anne: User) -> None:
    actor = acting(anne)
    one, other = make_dossier(), make_dossier()
    for dossier in (one, other):
        assign(dossier, anne, ReviewerRole.LEAD)
    a, b = receive(one).id, receive(other).id
    c, d = receive(one, "FIN_BANK").id, receive(other, "EDU_PLAN").id

    def found(**looked_for: str) -> list[uuid.UUID]:
        page = review_page(actor, Wanted(**looked_for), 20)
        return [line.document_id for line in page.items]

    assert found() == [a, b, c, d]
    assert found(dossier=one.number) == [a, c]
    assert found(type="ID_PASSPORT") == [a, b]
    assert found(role="finance") == [c]
    assert found(dossier=other.number, role="coach", type="EDU_PLAN") == [d]
    assert found(dossier="CAP-1-1") == found(type="NOPE") == []
    assert [code for code, _labels in waiting_types(actor)] == [
        "EDU_PLAN",
        "FIN_BANK",
        "ID_PASSPORT",
    ]
    around = queue_around(actor, EVERYTHING, b)
    assert around is not None
    assert (around.waits, around.before, around.after) == (True, 1, 2)
    assert (around.previous, around.next, around.first) == (
        (one.id, a),
        (one.id, c),
        (one.id, a),
    )
    alone = queue_around(actor, Wanted(role="finance"), b)
    assert alone is not None
    assert (alone.waits, alone.previous, alone.next) == (False, None, (one.id, c))


def test_a_licence_that_lapsed_empties_the_queue_at_once(anne: User) -> None:
    dossier = make_dossier()
    assign(dossier, anne)
    receive(dossier)
    assert waiting_count(acting(anne)) == 1
    lapsed = make_professional()
    assert (waiting_count(acting(lapsed)), waiting_here(acting(lapsed), dossier.id)) == (0, (0, []))
    candidate = make_person()
    assert review_page(acting(candidate), EVERYTHING, 5).items == []
    assert queue_around(acting(candidate), EVERYTHING, dossier.id) is None


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, {}),
        ({"type": " id_passport "}, {"type": "ID_PASSPORT"}),
        ({"dossier": "cap-2027-0001"}, {"dossier": "CAP-2027-0001"}),
        ({"role": "finance"}, {"role": "finance"}),
        ({"role": "boss", "type": "a\x00b", "dossier": "x" * 41}, {}),
        ({"type": "é", "dossier": "1; DROP TABLE"}, {}),
    ],
)
def test_what_an_address_looks_for(sent: dict[str, str], expected: dict[str, str]) -> None:
    assert wanted(sent).chosen == expected
