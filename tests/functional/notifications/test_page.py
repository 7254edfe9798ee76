"""The page of the bell."""

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.notifications import services
from capitune.notifications.states import NotificationKind
from tests.factories.people import make_person
from tests.support.signing import browser_of

TITLE = {"fr": "Passeport", "en": "Passport"}


def tell(
    user: User, number: int, kind: NotificationKind = NotificationKind.DOCUMENT_VALIDATED
) -> None:
    with unit_of_work():
        services.tell(
            user.id,
            kind,
            key=f"test:{number}",
            facts={"number": "CAP-2026-0001", "document": TITLE},
            url=f"/dossiers#{number}",
        )


def test_nothing_yet(app: Flask) -> None:
    html = browser_of(app, make_person()).get("/notifications").get_data(as_text=True)
    assert "Rien pour l’instant" in html
    assert 'action="/notifications/read"' not in html


def test_each_leads_to_its_subject_and_all_can_be_marked(app: Flask) -> None:
    user, stranger = make_person(), make_person()
    for number in range(3):
        tell(user, number)
    browser = browser_of(app, user)
    html = browser.get("/notifications").get_data(as_text=True)
    assert html.index('href="/dossiers#2"') < html.index('href="/dossiers#0"')
    assert "Passeport" in html
    assert html.count("Nouveau") == 3
    assert 'c-n">3<' in html
    tell(stranger, 1)
    answer = browser.submit("/notifications/read", page="/notifications")
    assert (answer.status_code, answer.location) == (303, "/notifications")
    html = browser.get("/notifications").get_data(as_text=True)
    assert "Tout est marqué comme lu." in html
    assert "Nouveau" not in html
    theirs = browser_of(app, stranger).get("/notifications").get_data(as_text=True)
    assert theirs.count("Nouveau") == 1


def test_it_shows_more(app: Flask) -> None:
    user = make_person()
    for number in range(3):
        tell(user, number)
    html = browser_of(app, user).get("/notifications?limit=2").get_data(as_text=True)
    assert html.count('href="/dossiers#') == 2
    more = html.split('href="/notifications?after=')[1].split('"')[0]
    rest = browser_of(app, user).get(f"/notifications?after={more}").get_data(as_text=True)
    assert 'href="/dossiers#0"' in rest
    assert "after=" not in rest.split("<main")[1]


@pytest.mark.parametrize("kind", list(NotificationKind))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_has_its_words_and_its_mark(
    app: Flask, kind: NotificationKind, language: str
) -> None:
    user = make_person(language=language)
    tell(user, 1, kind)
    html = browser_of(app, user).get("/notifications").get_data(as_text=True)
    row = html.split("<main")[1].split("</ul>")[0]
    assert "#bell" not in row.split("</span>")[0]
    assert "%(" not in row
