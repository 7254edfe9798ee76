"""Known and unknown addresses: the same page afterwards, the same time (``test_same_work`` counts the work)."""

import re
import time
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.factories.people import PASSWORD, make_person
from tests.functional.accounts.test_sign_up import CANDIDATE, SIGN_UPS
from tests.support.browserless import Browserless
from tests.support.mailbox import received

VARYING = re.compile(r'nonce="[^"]+"|value="[^"]{20,}"')
KNOWN, UNKNOWN = "known@example.com", "other@example.com"


@pytest.fixture(autouse=True)
def _owner(app: object) -> None:
    make_person(email=KNOWN)


def plain(answer: TestResponse, email: str) -> tuple[int, str | None, str]:
    text = VARYING.sub("", answer.get_data(as_text=True)).replace(email, "ADDRESS")
    return answer.status_code, answer.location, text


def fresh(client: Browserless) -> Browserless:
    other = client.application.test_client()
    assert isinstance(other, Browserless)
    return other


def ask(client: Browserless, path: str, **fields: str) -> TestResponse:
    return fresh(client).submit(path, fields, page="/login")


ACTS: list[tuple[str, Callable[[Browserless, str], TestResponse]]] = [
    ("sign in", lambda c, e: ask(c, "/login", email=e, password="un autre mot de passe")),
    ("forgot", lambda c, e: ask(c, "/forgot-password", email=e)),
    ("resend", lambda c, e: ask(c, "/verify-email/resend", email=e)),
    ("code", lambda c, e: ask(c, "/verify-email", email=e, code="123456")),
    ("candidate", lambda c, e: ask(c, SIGN_UPS[0][0], **SIGN_UPS[0][1] | {"email": e})),
    ("professional", lambda c, e: ask(c, SIGN_UPS[1][0], **SIGN_UPS[1][1] | {"email": e})),
]
named = pytest.mark.parametrize("act", [act for _, act in ACTS], ids=[name for name, _ in ACTS])


def test_so_is_the_page_after_it(client: Browserless) -> None:
    pages = []
    for email in (KNOWN, UNKNOWN):
        browser = fresh(client)
        browser.submit("/register/candidate", CANDIDATE | {"email": email})
        first = plain(browser.get("/verify-email"), email)
        again = plain(browser.submit("/verify-email/resend", page="/verify-email"), email)
        wrong = [
            plain(browser.submit("/verify-email", {"code": "000000"}), email) for _ in range(6)
        ]
        pages.append((first, again, wrong))
    assert pages[0] == pages[1]


def test_the_owner_is_told_by_mail(client: Browserless) -> None:
    ask(client, "/register/candidate", **CANDIDATE | {"email": KNOWN.upper()})
    assert [mail.facts.kind for mail in received(KNOWN)] == ["already_registered"]


@named
def test_the_time_is_the_same(
    real_pace: None, client: Browserless, act: Callable[[Browserless, str], TestResponse]
) -> None:
    """The fastest of interleaved requests: what else the machine does can only add. A hash left out would
    make one of them a fifth of the other.
    """
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(5):
        for kind, email in (("known", KNOWN), ("unknown", f"nobody{number}@example.com")):
            began = time.perf_counter()
            act(client, email)
            times[kind].append(time.perf_counter() - began)
    known, unknown = (min(times[kind]) for kind in ("known", "unknown"))
    assert 0.7 < known / unknown < 1.43


def test_a_wrong_password_and_no_account_say_the_same(client: Browserless) -> None:
    wrong = ask(client, "/login", email=KNOWN, password="un autre mot de passe")
    nobody = ask(client, "/login", email=UNKNOWN, password=PASSWORD)
    assert wrong.status_code == nobody.status_code == 422
    assert "mot de passe" in wrong.get_data(as_text=True)
