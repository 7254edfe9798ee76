"""Pages that renew themselves: what they watch, and the fragment that they then ask for."""

import re

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.states import ReviewerRole
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

BACKGROUND = {"X-Background": "1", "HX-Request": "true"}
WATCHED = re.compile(r'data-live="([^"]+)" hx-get="([^"]+)"')
MOST = 9


@pytest.fixture
def candidate(app: Flask) -> User:
    return make_person(first_name="Awa", language=Language.EN)


@pytest.fixture
def anne(app: Flask) -> User:
    return make_professional("immigration", first_name="Anne", language=Language.EN)


@pytest.fixture
def dossier(candidate: User) -> Dossier:
    return make_dossier(candidate)


def fragment(browser: Browserless, path: str) -> str:
    with statements() as sent:
        answer = browser.get(path, headers=BACKGROUND)
    assert answer.status_code == 200
    assert len(sent) <= MOST, sent
    text = answer.get_data(as_text=True)
    assert "<html" not in text
    return text


def watched(browser: Browserless, path: str) -> set[tuple[str, str]]:
    return set(WATCHED.findall(browser.get(path).get_data(as_text=True)))


def test_the_dashboard_of_a_candidate(
    app: Flask, candidate: User, anne: User, dossier: Dossier
) -> None:
    browser = browser_of(app, candidate)
    assert watched(browser, "/dashboard") >= {
        ("notification", "/dashboard"),
        (f"dossier:{dossier.id}", "/dashboard"),
    }
    before = fragment(browser, "/dashboard")
    assign(dossier, anne, ReviewerRole.LEAD)
    after = fragment(browser, "/dashboard")
    assert 'id="dashboard"' in after
    assert "Anne" in after
    assert "Anne" not in before


def test_the_dashboard_of_a_professional(
    app: Flask, candidate: User, anne: User, dossier: Dossier
) -> None:
    browser = browser_of(app, anne)
    assert ("notification", "/dashboard") in watched(browser, "/dashboard")
    proposed = propose(dossier, anne, ReviewerRole.LEAD)
    assert f"/assignments/{proposed.id}/accept" in fragment(browser, "/dashboard")
    with unit_of_work():
        services.accept_assignment(acting(anne), assignment_by_id(proposed.id))
    assert (f"dossier:{dossier.id}", "/dashboard") in watched(browser, "/dashboard")
    document = receive(dossier)
    here = f"/dossiers/{dossier.id}/documents/{document.id}/review"
    assert here in fragment(browser, "/dashboard")
    unassign(assignment_by_id(proposed.id))
    left = fragment(browser, "/dashboard")  # the news of before stay, with their addresses
    assert here not in left
    assert f'href="/dossiers/{dossier.id}"' not in left


@pytest.mark.parametrize("role", ["candidate", "professional"])
def test_before_there_is_anything(app: Flask, role: str) -> None:
    user = make_person() if role == "candidate" else make_professional()
    browser = browser_of(app, user)
    assert ("notification", "/dashboard") in watched(browser, "/dashboard")
    assert 'id="dashboard"' in fragment(browser, "/dashboard")


def test_a_version_replaced_meanwhile_says_so_where_one_decides(
    app: Flask, candidate: User, anne: User, dossier: Dossier
) -> None:
    given = assign(dossier, anne, ReviewerRole.LEAD)
    document = receive(dossier)
    browser, here = browser_of(app, anne), f"/dossiers/{dossier.id}/documents/{document.id}/review"
    assert (f"dossier:{dossier.id}", here) in watched(browser, here)
    assert "A newer version was sent" not in fragment(browser, here)
    newer = receive(dossier)
    shown = fragment(browser, here)
    assert "A newer version was sent" in shown
    assert str(newer.id) in shown
    assert "c-decide" not in shown
    unassign(given)
    assert browser.get(here, headers=BACKGROUND).status_code == 404


def test_a_refused_decision_keeps_what_was_typed(
    app: Flask, candidate: User, anne: User, dossier: Dossier
) -> None:
    assign(dossier, anne, ReviewerRole.LEAD)
    document = receive(dossier)
    browser, here = browser_of(app, anne), f"/dossiers/{dossier.id}/documents/{document.id}/review"
    token, version = browser.token(here), str(document.version)
    receive(dossier)
    sent = {"status": "validated", "version": version, "comment": "Lisible", "csrf_token": token}
    late = browser.post(here, data=sent)
    text = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Lisible" in text
    assert f'data-live="dossier:{dossier.id}"' not in text
