"""« Est-ce un vrai consultant ? »: what is said of a number, a name, a link, a message; nothing is kept, nothing runs."""

import time
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.idempotency import IdempotencyKey
from capitune.core.work import unit_of_work
from capitune.inside.pasted import LONGEST, read
from capitune.inside.queries.checking import Result, check
from capitune.professionals.models import ImpersonationCase
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

PLACE = "/verify-consultant"
VERIFIED, PLAUSIBLE, ALARM = "Vérifié ici", "Format plausible", "ne payez rien pour l’instant"


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


@pytest.fixture
def anne() -> Any:
    """A verified consultant, R512345."""
    person = make_professional("immigration")
    make_credential(person, CredentialStatus.APPROVED, number="R512345")
    return person


def said(client: Browserless, text: str) -> str:
    answer = client.post(PLACE, data={"text": text, "csrf_token": client.token(PLACE)})
    assert answer.status_code == 200, answer.status
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "typed",
    [
        "R512345",
        "r 512 345",
        "Ｒ５１２３４５",
        "numéro R512345 svp",
        "Anne Lefebvre",
        "LEFEBVRE anne",
    ],
)
def test_a_checked_licence_is_ours_with_its_scope_and_date(
    client: Browserless, anne: Any, typed: str
) -> None:
    page = said(client, typed)
    assert "Anne Lefebvre" in page
    assert "Immigration fédérale" in page
    assert "college-ic.ca" in page
    assert "authentique" not in page.lower()
    disguised = not typed.isascii() and "Ｒ" in typed
    assert (ALARM if disguised else VERIFIED) in page


@pytest.mark.parametrize(
    "status", [s for s in CredentialStatus if s is not CredentialStatus.APPROVED]
)
def test_no_other_row_makes_a_number_a_checked_one(
    client: Browserless, status: CredentialStatus
) -> None:
    make_credential(make_professional("immigration"), status, number="R512346")
    page = said(client, "R512346")
    assert VERIFIED not in page
    assert "Anne" not in page
    assert ("puis suspendu" in page) is (status is CredentialStatus.SUSPENDED)
    assert ("ne compte plus" in page) is (status is CredentialStatus.EXPIRED)
    assert (PLAUSIBLE in page) is (
        status not in {CredentialStatus.SUSPENDED, CredentialStatus.EXPIRED}
    )


def test_a_licence_past_its_day_or_of_a_lapsed_account_is_not_checked(client: Browserless) -> None:
    late = now() - timedelta(days=1)
    make_credential(
        make_professional("immigration"),
        CredentialStatus.APPROVED,
        number="R512347",
        expires_at=late,
    )
    make_credential(make_professional(), CredentialStatus.APPROVED, number="R512348")
    for number in ("R512347", "R512348"):
        page = said(client, number)
        assert VERIFIED not in page
        assert "ne compte plus" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("R12345", "Aucun numéro du Collège"),
        ("R1234567", "Aucun numéro du Collège"),
        ("S123456", PLAUSIBLE),
        ("Visa garanti sans IELTS, 500 $ par Western Union", "Personne ne peut garantir"),
        ("EIMT à vendre", "toujours interdit"),
        ("https://ircc-canada-visa.com/pay", "ircc-canada-visa.com"),
        ("https://www.canada.ca/fr/immigration.html", "Rien ici que nous puissions vérifier"),
        ("Bonjour", "Rien ici que nous puissions vérifier"),
    ],
)
def test_everything_else_is_a_format_a_sign_or_nothing(
    client: Browserless, text: str, words: str
) -> None:
    page = said(client, text)
    assert words in page
    assert VERIFIED not in page
    assert "authentique" not in page.lower()


def test_a_real_number_in_a_swindler_s_message_is_an_alarm_first(
    client: Browserless, anne: Any
) -> None:
    page = said(
        client, "Je suis le consultant R512345, visa garanti 100 %, payez par Western Union."
    )
    assert ALARM in page
    assert "Il appartient à Anne Lefebvre" in page
    assert "c’est quelqu’un d’autre" in page


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        "R______",
        "R%",
        "' OR 1=1 --",
        "\\",
        "R512345' --",
        "{{ 7*7 }}",
        "\x00R512345",
        "\ud83d\ude00",
        "R" * LONGEST,
        "9" * LONGEST,
        "visa " * 1000,
    ],
)
def test_no_text_breaks_or_finds_what_it_does_not_name(client: Browserless, text: str) -> None:
    make_credential(make_professional("immigration"), CredentialStatus.APPROVED, number="R599999")
    page = said(client, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    assert "R599999" not in page


def test_what_is_pasted_is_shown_as_text(client: Browserless) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)> ircc-canada-visa.com'
    page = said(client, evil)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("text", ["", "   ", "a" * (LONGEST + 1)])
def test_nothing_and_too_much_are_said(client: Browserless, text: str) -> None:
    answer = client.post(PLACE, data={"text": text, "csrf_token": client.token(PLACE)})
    assert answer.status_code == 422


def test_nothing_is_kept(client: Browserless, anne: Any) -> None:
    before = {
        t.name: db.session.scalar(db.select(db.func.count()).select_from(t))
        for t in db.metadata.sorted_tables
    }
    said(client, "R512345 secret-que-je-colle")
    db.session.expire_all()
    after = {
        t.name: db.session.scalar(db.select(db.func.count()).select_from(t))
        for t in db.metadata.sorted_tables
    }
    assert before == after
    assert not db.session.scalars(db.select(IdempotencyKey)).all()


def test_it_answers_fast_and_asks_little(anne: Any) -> None:
    text = ("Bonjour, consultant R512345, visa garanti, appelez le 514 555 0199, 12 500 $ " * 80)[
        :LONGEST
    ]
    check(text)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        with statements() as sent:
            found = check(text)
        times.append(time.perf_counter() - began)
    assert found.result is Result.ALARM
    assert len(sent) <= 5
    assert sorted(times)[18] < 0.5


def test_too_many_look_ups_wait(
    app: Flask, client: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_GENERAL", "5 per minute")
    sent = {"text": "R1", "csrf_token": client.token(PLACE)}
    assert [client.post(PLACE, data=sent).status_code for _ in range(6)] == [200] * 5 + [429]


def test_members_find_it_where_they_are(app: Flask, client: Browserless) -> None:
    member = browser_of(app, make_person())
    for place in ("/inside", "/inside/directory"):
        assert PLACE in member.get(place).get_data(as_text=True)
    assert PLACE in client.get("/").get_data(as_text=True)


def test_numbers_are_read_out_of_a_text() -> None:
    found = read("Consultante R 512-345 (RCIC), avocate no 123456-7, S12")
    assert [(each.shown, each.fits) for each in found.numbers] == [("R512345", True)]
    assert "1234567" in found.others


def test_a_dispute_is_said(client: Browserless) -> None:
    one = make_credential(
        make_professional("immigration"), CredentialStatus.APPROVED, number="R512349"
    )
    with unit_of_work():
        db.session.add(ImpersonationCase(body=one.body, number_norm="R512349"))
    page = said(client, "R512349")
    assert "Plusieurs personnes" in page
    assert VERIFIED not in page
