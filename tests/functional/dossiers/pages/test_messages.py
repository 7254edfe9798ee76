"""The page of a conversation without any script, and what lists say of it."""

import io
import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.storage import current_storage
from capitune.dossiers.models import CannedReply, Dossier, MessageFile
from capitune.dossiers.queries import conversation
from tests.factories.documents import INFECTED, PDF
from tests.factories.dossiers import assign, make_dossier
from tests.factories.messages import write
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of

__all__ = ["clock"]


@pytest.fixture
def candidate(app: Flask) -> User:
    assert app
    return make_person(language=Language.EN)


@pytest.fixture
def anne(candidate: User) -> User:
    return make_professional("immigration", language=Language.EN)


@pytest.fixture
def dossier(candidate: User, anne: User) -> Dossier:
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    return dossier


def seen(browser: Browserless, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.get_data(as_text=True))


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_two_people_write_without_any_script(
    app: Flask, dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    hers, his, here = (
        browser_of(app, anne),
        browser_of(app, candidate),
        f"/dossiers/{dossier.id}/messages",
    )
    assert "Nothing was written yet" in seen(his, here)
    asked = {"body": "<b>Is there</b> a back side?", "reply_expected": "y", "client_id": new_id()}
    for _ in range(2):  # twice the same: once
        assert hers.submit(here, asked).status_code == 303
    clock.move(days=1)
    hers, his = browser_of(app, anne), browser_of(app, candidate)  # signed in again
    page = seen(his, here)
    assert page.count("Is there") == 1
    assert "<b>Is there" not in his.get(here).get_data(as_text=True)
    assert "Awaits your answer" in page
    assert "Yesterday" in page
    assert re.search(r"Messages<span class=\"c-n c-n-hot\">1<", page)
    last = field(page, "seen")
    assert last == str(conversation(dossier.id).items[0].id)
    assert "Seen by" not in seen(hers, here)
    assert his.submit(here, {"body": "Yes.", "seen": last}).status_code == 303
    page = seen(his, here)
    assert "Awaits your answer" not in page
    assert not re.search(r"Messages<span", page)
    page = seen(hers, here)
    assert "Seen by Aminata" in page
    assert "Answer expected" not in page


def test_what_cannot_be_sent_stays_in_the_form(app: Flask, dossier: Dossier, anne: User) -> None:
    hers, here = browser_of(app, anne), f"/dossiers/{dossier.id}/messages"
    for body, sentence in (("   ", "Write something first."), ("y" * 10_001, "too long")):
        answer = hers.submit(here, {"body": body})
        assert answer.status_code == 422
        page = unescape(answer.get_data(as_text=True))
        assert sentence in page
        assert body in page
    name = str(new_id())
    assert hers.submit(here, {"body": "One", "client_id": name}).status_code == 303
    answer = hers.submit(here, {"body": "Two", "client_id": name})
    assert answer.status_code == 422
    assert "under this name" in answer.get_data(as_text=True)
    for wrong in ("nonsense", str(new_id())):
        assert hers.submit(f"{here}/seen", {"message_id": wrong}, page=here).status_code == 422
    for number in range(30):
        answer = hers.submit(here, {"body": str(number)})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")


def test_earlier_messages_follow_upwards(
    app: Flask, dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    for number in range(65):
        write(dossier, (anne, candidate)[number % 2], f"No {number:02}")
        clock.move(seconds=1)
    his, url = browser_of(app, candidate), f"/dossiers/{dossier.id}/messages"
    found: list[str] = []
    sizes = []
    while url:
        page = seen(his, url)
        shown = re.findall(r"No \d\d", page)
        sizes.append(len(shown))
        found = shown + found
        link = re.search(r"data-older><a[^>]*href=\"([^\"]+)\"", page)
        url = link[1] if link else ""
    assert sizes == [30, 30, 5]
    assert found == [f"No {number:02}" for number in range(65)]
    assert his.get(f"/dossiers/{dossier.id}/messages?before=x").status_code == 422


def test_taken_back_after_a_question(
    app: Flask, dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    hers, here = browser_of(app, anne), f"/dossiers/{dossier.id}/messages"
    message = write(dossier, anne, "A mistake")
    away = f"{here}/{message.id}/withdraw"
    assert away in seen(hers, here)
    assert "Its words are erased" in seen(hers, away)
    clock.move(minutes=6)
    assert away not in seen(hers, here)
    answer = hers.submit(away)
    assert answer.status_code == 409
    assert "five minutes" in answer.get_data(as_text=True)
    clock.move(minutes=-3)
    assert hers.submit(away).status_code == 303
    page = seen(browser_of(app, candidate), here)
    assert "Message withdrawn" in page
    assert "A mistake" not in page
    other = make_dossier(candidate)
    assert hers.get(f"/dossiers/{other.id}/messages/{message.id}/withdraw").status_code == 404


def test_lists_say_who_awaits_an_answer(
    app: Flask, dossier: Dossier, candidate: User, anne: User
) -> None:
    make_dossier(candidate)
    for sender in (anne, candidate):
        write(dossier, sender, "Well?", awaits=True)
    db.session.expire_all()
    for person, paths in (
        (candidate, ("/dossiers",)),
        (anne, ("/dossiers", "/dossiers?view=list", "/dashboard")),
    ):
        browser = browser_of(app, person)
        for path in paths:
            page = seen(browser, path)
            assert page.count("1 message not read") == 1, path
            assert ("Answer expected" in page) == (person is anne), (
                path
            )  # the candidate has answered
    write(dossier, anne, "And now?", awaits=True)
    his = browser_of(app, candidate)
    assert "You, message to answer" in seen(his, "/dossiers")
    assert "Answer expected" in seen(his, "/dossiers")


def test_files_that_cannot_be_kept_are_refused_and_the_words_stay(
    app: Flask, dossier: Dossier, anne: User
) -> None:
    hers, here, before = browser_of(app, anne), f"/dossiers/{dossier.id}/messages", stored(app)
    for files, sentence in (
        ([(b"", "empty.pdf")], "empty"),
        ([(b"MZ not a document", "a.exe")], "c-err"),
        ([(PDF, f"{n}.pdf") for n in range(6)], "at most 5 files"),
    ):
        sent = [(io.BytesIO(data), called) for data, called in files]
        answer = hers.submit(here, {"file": sent, "body": "Typed"})
        assert answer.status_code == 422
        page = unescape(answer.get_data(as_text=True))
        assert sentence in page
        assert "Typed" in page
    assert stored(app) == before
    assert conversation(dossier.id).items == []


def test_files_are_opened_once_they_are_clean_and_by_the_parties_only(
    app: Flask, dossier: Dossier, candidate: User, anne: User
) -> None:
    hers, his = browser_of(app, anne), browser_of(app, candidate)
    here, name, before = f"/dossiers/{dossier.id}/messages", str(new_id()), stored(app)
    for _ in range(2):  # a twin adds nothing, and leaves nothing in the store
        sent = [(io.BytesIO(PDF), "what-is-missing.pdf"), (io.BytesIO(INFECTED), "list.pdf")]
        assert hers.submit(here, {"file": sent, "client_id": name}).status_code == 303
    assert len(stored(app) - before) == 2
    files = db.session.scalars(select(MessageFile).order_by(MessageFile.id)).all()
    urls = [f"/messages/files/{file.id}/download" for file in files]
    assert [his.get(url).status_code for url in urls] == [409, 409]
    assert "Being checked for viruses" in seen(his, here)
    run_outbox()
    page = seen(his, here)
    assert "what-is-missing.pdf" in page
    assert "the check found a virus" in page
    answer = his.get(urls[0])
    assert answer.status_code == 302
    with his.get(answer.headers["Location"]) as fetched:
        assert fetched.get_data() == PDF
    assert his.get(urls[1]).status_code == 404
    for person, status in ((make_person(), 404), (make_person(Role.ADMIN), 403)):
        assert browser_of(app, person).get(urls[0]).status_code == status
    assert hers.submit(f"{here}/{files[0].message_id}/withdraw").status_code == 303
    assert his.get(urls[0]).status_code == 404
    run_outbox()
    assert stored(app) == before


def stored(app: Flask) -> set[str]:
    with app.app_context():
        return {found.key for batch in current_storage().walk() for found in batch}


def test_words_are_found_whatever_their_capitals_and_accents(
    app: Flask, dossier: Dossier, candidate: User, anne: User, clock: MovedClock
) -> None:
    other = make_dossier(candidate)
    write(other, candidate, "Relevé d’ailleurs")
    for number in range(23):
        write(dossier, (anne, candidate)[number % 2], f"Le RELEVÉ numéro {number:02} 100%")
        clock.move(seconds=1)
    gone = write(dossier, anne, "relevé retiré")
    write(dossier, anne, "Autre chose")
    his, hers = browser_of(app, candidate), browser_of(app, anne)
    here = f"/dossiers/{dossier.id}/messages"
    hers.submit(f"{here}/{gone.id}/withdraw")
    page = seen(his, f"{here}?q=releve+Numero")
    found = re.findall(r"RELEVÉ numéro (\d\d)", page)
    assert found == [f"{number:02}" for number in range(22, 2, -1)]
    assert "ailleurs" not in page
    more = re.search(r"href=\"([^\"]+after=[^\"]+)\"", page)
    assert more
    assert re.findall(r"RELEVÉ numéro (\d\d)", seen(his, more[1])) == ["02", "01", "00"]
    place = re.search(r"href=\"([^\"]+before=[^\"]+)#message", page)
    assert place
    shown = re.findall(r"numéro (\d\d)", seen(his, place[1]))
    assert shown[-1] == "22"
    assert "No message with these words" in seen(his, f"{here}?q=jamais")
    assert "numéro 05 100%" in seen(his, f"{here}?q=05+100%25")
    assert browser_of(app, make_person()).get(f"{here}?q=releve").status_code == 404


def test_a_professional_keeps_texts_that_the_dossier_fills(
    app: Flask, dossier: Dossier, candidate: User, anne: User
) -> None:
    hers, here = browser_of(app, anne), f"/dossiers/{dossier.id}/messages"
    assert "No canned reply yet" in seen(hers, "/replies")
    body = "Hello {First Name} {nom}, {numéro}: {missing document}? {unknown} {"
    for wrong in ({"title": " ", "body": "x"}, {"title": "x" * 81, "body": "x"}, {"title": "x"}):
        assert hers.submit("/replies/new", wrong).status_code == 422
    assert (
        hers.submit("/replies/new", {"title": "What is missing", "body": body}).status_code == 303
    )
    reply = db.session.scalars(select(CannedReply)).one()
    page = seen(hers, here)
    assert f"{here}?reply={reply.id}#send" in page
    page = seen(hers, f"{here}?reply={reply.id}")
    filled = re.search(r"<textarea[^>]*>\s*([^<]*)</textarea>", page)
    assert filled
    assert filled[1].startswith(f"Hello Aminata Diallo, {dossier.number}: ")
    assert filled[1].rstrip().endswith("? {unknown} {")
    assert "Passport" in filled[1]
    assert "Canned replies" not in seen(browser_of(app, candidate), here)
    bruno = make_professional("immigration")
    assign(dossier, bruno)
    his = browser_of(app, bruno)
    assert "Hello" not in seen(his, f"{here}?reply={reply.id}")
    for act in ("edit", "remove"):
        assert his.get(f"/replies/{reply.id}/{act}").status_code == 404
    edit = f"/replies/{reply.id}/edit"
    assert hers.submit(edit, {"title": "Other", "body": "Words"}).status_code == 303
    assert "Other" in seen(hers, "/replies")
    assert hers.submit(f"/replies/{reply.id}/remove").status_code == 303
    assert "No canned reply yet" in seen(hers, "/replies")
