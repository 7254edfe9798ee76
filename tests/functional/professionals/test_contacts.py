"""Contact requests: who may write, what, how often; the answer; what ends with a licence; races."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import DomainError, Refused
from capitune.core.post import Mail
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.professionals import services
from capitune.professionals.models import ContactRequest, Credential, SafetyRead
from capitune.professionals.queries.requests import contact_rows, request_by_id
from capitune.professionals.services.requests import MOST_A_DAY
from capitune.professionals.states import ContactStatus, CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.listed import make_listed
from tests.factories.people import acting, make_person, make_professional
from tests.support.clock import MovedClock, clock
from tests.support.eventually import eventually
from tests.support.mailbox import received
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of
from tests.support.statements import statements
from tests.support.together import told_at_once
from tests.unit.professionals.scene import FACTS, Scene

__all__ = ["clock"]

DIRECTORY, CONTACTS = "/inside/directory", "/inside/contacts"
TEXT = "Bonjour, je prépare un permis d’études pour septembre 2027, budget 25 000 $."


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(first_name="Awa", last_name="Sow", language=Language.EN)


@pytest.fixture
def anne(app: Flask) -> User:
    return make_listed(None, language=Language.EN)


def ask(by: User, to: User, words: str = TEXT, *, acknowledged: bool = True) -> ContactRequest:
    with unit_of_work():
        return services.ask_contact(acting(by), to.id, words, acknowledged=acknowledged)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(DomainError) as refused, unit_of_work():
        act()
    errors = getattr(refused.value, "errors", ())
    return errors[0].code if errors else refused.value.code


def count(what: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(what).where(*conditions)) or 0


def test_asked_on_the_page_and_accepted(app: Flask, awa: User, anne: User) -> None:
    candidate, professional = browser_of(app, awa), browser_of(app, anne)
    here = f"{DIRECTORY}/{anne.id}"
    assert "gift card" in candidate.get(here).get_data(as_text=True)
    refused = candidate.submit(here, {"text": TEXT})
    assert "tick the box" in refused.get_data(as_text=True)
    assert "permis d’études" in refused.get_data(as_text=True)  # what was typed stays
    assert candidate.submit(here, {"text": TEXT, "acknowledged": "y"}).status_code == 303
    again = candidate.get(here).get_data(as_text=True)
    assert "You wrote to this professional" in again
    assert "<textarea" not in again
    run_outbox()
    assert len(received(anne.email)) == 1

    page = professional.get(CONTACTS).get_data(as_text=True)
    assert "Awa Sow" in page
    assert TEXT in page
    assert awa.email not in page
    (asked,) = db.session.scalars(select(ContactRequest.id)).all()
    sent = {"answer": "Avec plaisir.", "offers": "y"}
    answered = professional.submit(f"{CONTACTS}/{asked}/accept", sent, page=CONTACTS)
    assert answered.status_code == 303
    seen = candidate.get(CONTACTS).get_data(as_text=True)
    assert "Avec plaisir." in seen
    assert "offer to accompany" in seen
    run_outbox()
    assert len(received(awa.email)) == 1
    kinds = set(db.session.scalars(select(Notification.kind)))
    assert kinds == {"contact_requested", "contact_accepted"}
    assert count(Mail) == 2


def test_once_in_thirty_days(awa: User, anne: User, clock: MovedClock) -> None:
    ask(awa, anne)
    again = lambda: services.ask_contact(acting(awa), anne.id, TEXT)  # noqa: E731
    clock.move(days=30, seconds=-1)
    assert refusal(again) == "asked_lately"
    clock.move(seconds=1)
    with unit_of_work():
        again()  # and the safety card is shown once only
    assert count(ContactRequest) == 2
    assert count(SafetyRead) == 1


def test_the_safety_card_is_for_each_professional(awa: User, anne: User) -> None:
    ask(awa, anne)
    other = make_listed()
    assert refusal(lambda: services.ask_contact(acting(awa), other.id, TEXT)) == "safety_needed"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "required"),
        (" \n ", "required"),
        ("a" * 1001, "too_long"),
        ("a\x00b", "bad_text"),
        ("Voyez https://evil.example/x", "no_links"),
        ("Voyez HTTP://evil.example", "no_links"),
        ("www.evil.example", "no_links"),
        ("allez sur evil.com", "no_links"),
        ("bit.ly/abc", "no_links"),
        ("wa.me/221771234567", "no_links"),
        ("ｅｖｉｌ．ｃｏｍ", "no_links"),
        ("evil.\u200bcom", "no_links"),
        ("awa@example.org", "no_links"),
        ("Appelez le +221 77 123 45 67", "no_phones"),
        ("514-555-0123 ", "no_phones"),
        ("(514) 555.01.23", "no_phones"),
    ],
)
def test_text_only(awa: User, anne: User, words: str, code: str) -> None:
    act = lambda: services.ask_contact(acting(awa), anne.id, words, acknowledged=True)  # noqa: E731
    assert refusal(act) == code
    assert count(ContactRequest) == 0
    assert count(SafetyRead) == 0


@pytest.mark.parametrize(
    "words",
    ["Bonjour.Je viens en 2027.", "Budget : 25 000 $, score CRS 470.", "Du 2027-09-01 au 2028."],
)
def test_plain_words_pass(awa: User, anne: User, words: str) -> None:
    assert ask(awa, anne, words).text == words


def test_ten_a_day(awa: User, clock: MovedClock) -> None:
    for _ in range(MOST_A_DAY):
        ask(awa, make_listed())
    one_more = make_listed()
    act = lambda: services.ask_contact(acting(awa), one_more.id, TEXT, acknowledged=True)  # noqa: E731
    assert refusal(act) == "too_many_asked"
    clock.move(days=1, seconds=1)
    with unit_of_work():
        act()


def test_nobody_writes_to_who_takes_none(app: Flask, awa: User) -> None:
    late = make_listed()
    make_credential(
        late, CredentialStatus.APPROVED, next_check_at=now() - timedelta(days=14, seconds=1)
    )
    act = lambda: services.ask_contact(acting(awa), late.id, TEXT, acknowledged=True)  # noqa: E731
    assert refusal(act) == "not_contactable"
    browser = browser_of(app, awa)
    shown = browser.get(f"{DIRECTORY}/{late.id}").get_data(as_text=True)
    assert "takes no requests" in shown
    unverified = make_professional()
    act = lambda: services.ask_contact(acting(awa), unverified.id, TEXT, acknowledged=True)  # noqa: E731
    assert refusal(act) == "not_contactable"


def test_only_candidates_write(anne: User) -> None:
    other = make_listed()
    act = lambda: services.ask_contact(acting(other), anne.id, TEXT, acknowledged=True)  # noqa: E731
    assert refusal(act) == "forbidden"


def test_only_whom_it_was_written_to_answers_and_reads(awa: User, anne: User) -> None:
    asked, other = ask(awa, anne), make_listed()
    for who, code in ((other, "not_found"), (make_person(), "not_found"), (awa, "forbidden")):
        assert refusal(lambda w=who: services.accept_contact(acting(w), asked)) == code
    for who, seen in ((awa, 1), (anne, 1), (other, 0), (make_person(), 0)):
        assert len(contact_rows(acting(who), 20).items) == seen


def test_a_licence_that_ends_ends_the_waiting(app: Flask, awa: User) -> None:
    scene = Scene()
    paul = scene.professional()
    credential = scene.approved(paul, facts=FACTS)
    before = acting(paul, scopes=frozenset({"federal", "immigration"}))
    asked = ask(awa, paul)
    with unit_of_work():
        services.suspend(scene.admin, credential, "Seen in the register.")
    # A request that began before the end, with the rights of then.
    with pytest.raises(Refused), unit_of_work():
        services.accept_contact(before, asked)
    db.session.expire_all()
    found = request_by_id(asked.id)
    assert found is not None
    assert found.status is ContactStatus.LAPSED
    kinds = db.session.scalars(select(Notification.kind).where(Notification.user_id == awa.id))
    assert kinds.all() == ["contact_lapsed"]


def test_no_letter_about_what_is_answered(awa: User, anne: User) -> None:
    asked = ask(awa, anne)
    with unit_of_work():
        services.decline_contact(acting(anne), asked, "Complet jusqu’en mars.")
    run_outbox()
    assert received(anne.email) == []
    assert len(received(awa.email)) == 1


def test_pages_have_a_budget(app: Flask, awa: User, anne: User) -> None:
    candidate, professional = browser_of(app, awa), browser_of(app, anne)
    counts = []
    for _ in range(2):
        ask(make_person(), anne)
        professional.get(CONTACTS)
        with statements() as sent:
            professional.get(CONTACTS)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 5
    candidate.get(f"{DIRECTORY}/{anne.id}")
    with statements() as sent:
        candidate.get(f"{DIRECTORY}/{anne.id}")
    assert len(sent) <= 8


def test_two_requests_at_once_are_one(live_app: Flask) -> None:
    awa, anne = make_person(), make_listed()
    actor, to = acting(awa), anne.id
    db.session.remove()

    def act() -> str:
        return services.ask_contact(actor, to, TEXT, acknowledged=True).status.value

    assert sorted(told_at_once(live_app, [act] * 5)) == ["asked_lately"] * 4 + ["sent"]
    assert count(ContactRequest) == 1


def loaded(key: uuid.UUID) -> ContactRequest:
    found = request_by_id(key)
    assert found is not None
    return found


def test_two_answers_at_once_are_one(live_app: Flask) -> None:
    awa, anne = make_person(), make_listed()
    asked, actor = ask(awa, anne).id, acting(anne)
    db.session.remove()
    acts = [
        lambda: services.accept_contact(actor, loaded(asked)).status.value,
        lambda: services.decline_contact(actor, loaded(asked)).status.value,
    ] * 2
    answers = told_at_once(live_app, acts)
    assert answers.count("contact_answered") == 3
    assert count(Notification, Notification.user_id == awa.id) == 1


def waits_for_a_lock() -> bool:
    waiting = select(func.count()).select_from(text("pg_locks")).where(text("NOT granted"))
    return bool(db.session.scalar(waiting))


def test_a_request_waits_for_the_end_of_a_licence_that_began(live_app: Flask) -> None:
    scene = Scene()
    paul, awa = scene.professional(), make_person()
    key = scene.approved(paul, facts=FACTS).id
    actor, to, admin = acting(awa), paul.id, scene.admin
    db.session.remove()

    def write() -> str:
        with live_app.app_context():
            try:
                return refusal(lambda: services.ask_contact(actor, to, TEXT, acknowledged=True))
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            services.suspend(admin, db.session.get_one(Credential, key), "Seen.")
            db.session.flush()
            asking = pool.submit(write)
            eventually(waits_for_a_lock, "the request to wait")
        assert asking.result(10) == "not_contactable"
    assert count(ContactRequest) == 0


def test_a_request_and_the_end_of_the_licence_at_once(live_app: Flask) -> None:
    scene = Scene()
    paul, awa = scene.professional(), make_person()
    key = scene.approved(paul, facts=FACTS).id
    actor, to, admin = acting(awa), paul.id, scene.admin
    db.session.remove()

    def suspend(by: Actor = admin) -> str:
        credential = db.session.get_one(Credential, key)
        return services.suspend(by, credential, "Seen.").status.value

    def write() -> str:
        return services.ask_contact(actor, to, TEXT, acknowledged=True).status.value

    answers = told_at_once(live_app, [suspend, write])
    assert answers[0] == "suspended"
    # Whoever came first: nobody is left waiting for who may not answer.
    assert answers[1] in {"not_contactable", "sent"}
    assert count(ContactRequest, ContactRequest.status == ContactStatus.SENT) == 0
