"""What each kind of news leads to opens for its reader: by the bell, and by the letter by way of the sign-in."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.mail import StoredMail
from capitune.core.outbox import OutboxRow
from capitune.dossiers.periodic import remind
from capitune.notifications.kinds import KINDS
from capitune.notifications.models import Notification
from capitune.notifications.periodic import ask_digests
from capitune.notifications.states import Mailing
from capitune.notifications.states import NotificationKind as Kind
from tests.factories.factors import Enrolled, enrol
from tests.factories.people import PASSWORD
from tests.functional.notifications.conftest import Go
from tests.support.browserless import Browserless
from tests.support.mailbox import received
from tests.support.news import STORIES, Story
from tests.support.signing import browser_of

# Some ways out are links too: they need no sign-in, and have tests of their own.
LINK = re.compile(r"http://localhost(/(?!unsubscribe/|profile/preferences)[^\s\"<]*)")
# These have work to do for whoever cannot sign in, or was told of a change that they did not make.
OPEN_TO_ALL = ("/forgot-password", "/undo-email/")


def test_no_kind_is_forgotten() -> None:
    """A new kind needs a story in ``tests/support/news.py`` that tells it."""
    assert {kind for kinds in STORIES.values() for kind in kinds.split()} == set(Kind)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_every_link_leads_its_reader_there(app: Flask, go: Go, story: Story) -> None:
    go("2027-01-06T10:00:00")
    readers = story()
    go("2027-01-14T13:00:00")
    remind()
    ask_digests()
    told = {reader.id: news_of(reader) for reader in readers}
    mails = {reader.id: received(reader.email) for reader in readers}
    kinds = set(STORIES[story].split())
    assert kinds <= {row.kind for rows in told.values() for row in rows}
    assert with_letters(kinds) <= {kind_of(mail) for found in mails.values() for mail in found}
    for reader in readers:
        second, browser = enrol(reader), browser_of(app, reader)
        for page in pages_of(mails[reader.id]):
            follow(Browserless(app, use_cookies=True), second, page)
        for page in {row.url.partition("#")[0] for row in told[reader.id]}:
            assert browser.get(page).status_code == 200, page


def news_of(reader: User) -> list[Notification]:
    return list(db.session.scalars(select(Notification).where(Notification.user_id == reader.id)))


def with_letters(kinds: set[str]) -> set[str]:
    """Those of which somebody gets a letter at once unless they chose otherwise."""
    at_once = {
        kind.value
        for kind, told in KINDS.items()
        if any(choice.mail is Mailing.NOW for choice in told.usual.values())
    }
    return kinds & at_once


def kind_of(mail: StoredMail) -> str:
    row = db.session.get_one(OutboxRow, mail.facts.name)
    return str(row.payload.get("kind") or row.payload["letter"])


def pages_of(mails: list[StoredMail]) -> list[str]:
    return sorted({link.partition("#")[0] for mail in mails for link in links_in(mail)})


def links_in(mail: StoredMail) -> list[str]:
    """Those of the text, which are links of the HTML too."""
    links = LINK.findall(mail.text)
    assert links
    assert set(links) <= set(LINK.findall(unescape(mail.html)))
    return links


def follow(browser: Browserless, reader: Enrolled, page: str) -> None:
    """The page, after both steps of the sign-in if it needs one."""
    asked = browser.get(page)
    if page.startswith(OPEN_TO_ALL):
        assert asked.status_code == 200, page
        return
    assert asked.status_code == 303
    password = {"email": reader.user.email, "password": PASSWORD}
    first = browser.submit(asked.headers["Location"], password)
    last = browser.submit(first.headers["Location"], {"code": reader.code()})
    assert (last.status_code, last.location) == (303, page)
    assert browser.get(page).status_code == 200, page
