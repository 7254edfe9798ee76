"""Notifications: written once, read by their owner, in their language."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import NotFound, Refused
from capitune.core.events import publish
from capitune.core.i18n import speaking
from capitune.core.work import unit_of_work
from capitune.dossiers.events import DocumentRejected
from capitune.notifications.models import Notification
from capitune.notifications.queries import notification_by_id, notification_rows, unread_count
from capitune.notifications.services import mark_all_read, mark_read, tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.texts import WORDS, words_of
from tests.factories.documents import receive, reject
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional, nobody
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")


def told(user: User, key: str = "k", **facts: Any) -> None:
    with unit_of_work():
        tell(user.id, Kind.DOCUMENT_VALIDATED, key=key, facts=facts, url="/dossiers/1")


def test_the_same_key_is_told_once() -> None:
    user, other = make_person(), make_person()
    for key in ("a", "a", "b"):
        told(user, key)
    told(other, "a")
    assert (unread_count(user.id), unread_count(other.id)) == (2, 1)


def test_a_consequence_told_twice_is_once() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = reject(receive(dossier), anne)
    before = unread_count(candidate.id)
    with unit_of_work():
        publish(DocumentRejected(dossier.id, anne.id, document.requirement_id, document.id))
    assert unread_count(candidate.id) == before


def test_nothing_is_told_of_what_was_rolled_back() -> None:
    user = make_person()
    with pytest.raises(RuntimeError):
        with unit_of_work():
            tell(user.id, Kind.DOCUMENT_VALIDATED, key="a", facts={}, url="/")
            raise RuntimeError("the act failed")
    assert unread_count(user.id) == 0


def test_reading_is_marked_once() -> None:
    user = make_person()
    told(user)
    (row,) = notification_rows(acting(user), 20).items
    notification = notification_by_id(row.id)
    assert notification is not None
    with unit_of_work():
        mark_read(acting(user), notification)
    first = notification.read_at
    assert first is not None
    with unit_of_work():
        mark_read(acting(user), notification)
    assert notification.read_at == first
    assert unread_count(user.id) == 0


def test_all_of_one_s_own_are_marked() -> None:
    user, other = make_person(), make_person()
    for person in (user, other):
        for key in ("a", "b"):
            told(person, key)
    with unit_of_work():
        mark_all_read(acting(user))
    assert (unread_count(user.id), unread_count(other.id)) == (0, 2)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_reads_another_s(role: Role) -> None:
    user, other = make_person(), make_person(role)
    told(user)
    notification = db.session.scalars(select(Notification)).one()
    assert notification_rows(acting(other), 20).items == []
    with pytest.raises(NotFound):
        with unit_of_work():
            mark_read(acting(other), notification)
    with pytest.raises(Refused):
        with unit_of_work():
            mark_all_read(nobody())
    assert unread_count(user.id) == 1


def test_the_list_is_paged_newest_first_in_one_statement() -> None:
    user = make_person()
    for number in range(5):
        told(user, f"{number}")
    with statements() as sent:
        first = notification_rows(acting(user), 3)
    assert len(sent) == 1
    assert "LIMIT 4" in sent[0]
    rest = notification_rows(acting(user), 3, first.items[-1].id)
    shown = [row.id for row in (*first.items, *rest.items)]
    assert shown == sorted(shown, reverse=True)
    assert (len(shown), len(set(shown))) == (5, 5)
    assert first.next_cursor is not None
    assert rest.next_cursor is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_kind_has_words_in_both_languages(app: Flask, kind: Kind, language: str) -> None:
    anne, user = make_professional("immigration"), make_person()
    facts = {
        "by": str(anne.id),
        "number": "CAP-2027-0412",
        "document": {"fr": "Passeport", "en": "Passport"},
        "template": {"fr": "Permis d'études", "en": "Study permit"},
    }
    with unit_of_work():
        tell(user.id, kind, key="k", facts=facts, url="/")
    (row,) = notification_rows(acting(user), 20).items
    with speaking(language):
        words = words_of(row)
    for text in (words.title, words.body):
        assert text
        assert "%(" not in text
    if "%(document)s" in str(WORDS[kind][0]):
        assert ("Passeport" if language == "fr" else "Passport") in words.title
    with speaking("fr" if language == "en" else "en"):
        assert words_of(row) != words


def test_whoever_caused_it_may_be_gone_and_kinds_may_be_newer() -> None:
    user = make_person()
    told(user, "a", by=str(uuid.uuid4()), document={"fr": "Passeport"}, number="CAP-1")
    with unit_of_work():
        db.session.add(
            Notification(user_id=user.id, kind="of_tomorrow", key="b", facts={}, url="/")
        )
    with speaking("fr"):
        newer, gone = (words_of(row) for row in notification_rows(acting(user), 20).items)
    assert newer.title == "Du nouveau dans votre dossier"
    assert (gone.title, gone.body) == (
        "Validé\u202f: Passeport",
        "Quelqu’un l’a validé, dossier CAP-1.",
    )


def test_what_is_told_holds_no_words_that_people_typed() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate, title="Confidentiel", description="Secret")
    assign(dossier, anne)
    reject(receive(dossier), anne, comment="Pas net")
    kept = "".join(str(facts) for facts in db.session.scalars(select(Notification.facts)))
    assert db.session.scalar(select(func.count()).select_from(Notification)) == 6
    for typed in ("Confidentiel", "Secret", "Pas net", "Aminata", "Anne"):
        assert typed not in kept
