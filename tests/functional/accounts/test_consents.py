"""Consents: what one agreed to, to which text; given and withdrawn, with everything before on record."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import queries, services
from capitune.accounts.agreements import VERSIONS
from capitune.accounts.models import Consent, User
from capitune.accounts.policy import UNSUBSCRIBE
from capitune.accounts.states import Purpose
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.work import unit_of_work
from capitune.legal.states import Kind
from tests.factories.legal import published
from tests.factories.people import acting, make_person, nobody
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

PAGE = "/profile/consents"
NEWS = Purpose.COMMUNICATIONS


def rows(user: User, purpose: Purpose = NEWS) -> list[bool]:
    """What was said, in order."""
    wanted = (Consent.user_id == user.id, Consent.purpose == purpose)
    return list(db.session.scalars(select(Consent.granted).where(*wanted).order_by(Consent.id)))


def change(browser: Browserless, how: str) -> int:
    return browser.submit(f"{PAGE}/communications/{how}", page=PAGE).status_code


def test_who_never_answered_agrees_to_nothing(app: Flask) -> None:
    awa = make_person()
    assert not queries.holds(awa.id, NEWS)
    assert not queries.holds(awa.id, Purpose.TERMS)
    page = browser_of(app, awa).get(PAGE).text
    assert page.count("Pas encore de réponse") == 2
    assert "communications/give" in page
    assert "communications/withdraw" not in page


def test_given_and_withdrawn_each_leaves_a_row(app: Flask) -> None:
    awa = make_person()
    browser = browser_of(app, awa)
    for how, holds in (("give", True), ("withdraw", False), ("give", True)):
        assert [change(browser, how) for _ in range(2)] == [303, 303]
        assert queries.holds(awa.id, NEWS) is holds
    assert rows(awa) == [True, False, True]
    page = browser.get(PAGE).text
    assert "3 réponses inscrites" in page
    assert "127.0.0.1" in page
    assert VERSIONS[NEWS] in page
    assert "communications/withdraw" in page
    acts = select(AuditEvent.act).where(AuditEvent.subject_id == awa.id).order_by(AuditEvent.id)
    told = [act for act in db.session.scalars(acts) if act.startswith("consent.")]
    assert told == ["consent.given", "consent.withdrawn", "consent.given"]


def test_the_answers_of_the_sign_up_are_shown(client: Browserless, app: Flask) -> None:
    fields = {
        "email": "fatou@example.com",
        "password": "quatre mots pris au hasard",
        "first_name": "Fatou",
        "last_name": "Sow",
        "country": "SN",
        "language": "fr",
        "accept_terms": "y",
    }
    client.submit("/register/candidate", fields)
    fatou = queries.user_by_email("fatou@example.com")
    assert fatou
    assert queries.holds(fatou.id, Purpose.TERMS)
    assert not queries.holds(fatou.id, NEWS)
    assert rows(fatou) == [False]
    answers = queries.answers_of(fatou.id)
    assert {answer.text_version for answer in answers} == {"2026-01", VERSIONS[NEWS]}


def test_a_new_text_is_agreed_to_anew(app: Flask) -> None:
    awa = make_person()
    for publishes in (False, True, False):
        if publishes:
            newer = published(Kind.TERMS)
        with unit_of_work():
            services.give_consent(acting(awa), awa, Purpose.TERMS)
    assert [a.text_version for a in queries.answers_of(awa.id)] == [newer.label, "2026-01"]


def test_the_terms_stand_while_there_is_an_account(app: Flask) -> None:
    awa = make_person()
    with pytest.raises(Conflict) as refused, unit_of_work():
        services.withdraw_consent(acting(awa), awa, Purpose.TERMS)
    assert refused.value.code == "terms_stand"
    assert rows(awa, Purpose.TERMS) == []


def test_nobody_answers_for_somebody_else(app: Flask) -> None:
    awa, omar = make_person(), make_person()
    for actor in (acting(omar), nobody(), Actor.system("scanner")):
        for act in (services.give_consent, services.withdraw_consent):
            with pytest.raises(NotFound), unit_of_work():
                act(actor, awa, NEWS)
    assert rows(awa) == []


def test_the_link_of_a_letter_withdraws_and_never_gives(app: Flask) -> None:
    awa, by_letter = make_person(), Actor.system(UNSUBSCRIBE)
    with unit_of_work():
        services.give_consent(acting(awa), awa, NEWS)
    for _ in range(2):
        with unit_of_work():
            services.withdraw_consent(by_letter, awa, NEWS)
    assert rows(awa) == [True, False]
    with pytest.raises(NotFound), unit_of_work():
        services.give_consent(by_letter, awa, NEWS)


def test_two_at_once_are_one_row(live_app: Flask) -> None:
    awa = make_person()
    browsers = [browser_of(live_app, awa) for _ in range(4)]
    gate = threading.Barrier(len(browsers))

    def give(browser: Browserless) -> None:
        token = browser.token(PAGE)
        gate.wait()
        answer = browser.post(f"{PAGE}/communications/give", data={"csrf_token": token})
        assert answer.status_code == 303

    threads = [threading.Thread(target=give, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(awa) == [True]


def test_without_its_token_nothing_changes(app: Flask) -> None:
    awa = make_person()
    answer = browser_of(app, awa).post(f"{PAGE}/communications/give")
    assert answer.status_code == 400
    assert rows(awa) == []


def test_the_page_is_read_in_three(app: Flask) -> None:
    """The session, the account, the answers: as many however many there are."""
    awa = make_person()
    browser = browser_of(app, awa)
    change(browser, "give")
    change(browser, "withdraw")
    with statements() as sent:
        assert browser.get(PAGE).status_code == 200
    assert len(sent) <= 4  # the numbers of the menu are one more
