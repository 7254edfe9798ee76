"""Legal texts: written, published for good, read by everybody; what is refused; two at once."""

import re
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from capitune.accounts.models import User
from capitune.accounts.queries import answers_of
from capitune.accounts.services import give_consent
from capitune.accounts.states import Purpose
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.work import unit_of_work
from capitune.legal import services
from capitune.legal.models import LegalText
from capitune.legal.queries import label_in_force
from capitune.legal.states import Kind
from tests.factories.legal import WORDS, drafted, published, text_in_force
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.signing import browser_of
from tests.support.statements import statements

DESK = "/admin/legal/"
DAY = timedelta(days=1)


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def typed(version: int, **more: object) -> dict[str, object]:
    words = {f"{n}_{lang}": t for lang, texts in WORDS.items() for n, t in texts.items()}
    return {**words, "version": str(version), **more}


def first_text() -> LegalText:
    return text_in_force(Kind.TERMS)


def test_the_first_texts_are_there_and_read_in_both_languages(client: Browserless) -> None:
    for address, french, english in (
        ("/legal/terms", "Qui peut vous conseiller", "Who may advise you"),
        ("/legal/privacy", "Ce que nous gardons", "What we keep"),
    ):
        for language, heading in (("fr", french), ("en", english)):
            answer = client.get(address, headers={"Accept-Language": language})
            assert f"<h2>{heading}</h2>" in answer.get_data(as_text=True)
        assert client.get(f"{address}/2026-01").status_code == 200
        assert client.get(f"{address}/2031-01-01").status_code == 404
    with statements() as sent:
        client.get("/legal/terms")
    assert len(sent) <= 1


def test_a_draft_begins_with_the_words_in_force_and_is_looked_at(desk: Browserless) -> None:
    begun = desk.post(f"{DESK}draft", data={"csrf_token": desk.token(DESK), "kind": "terms"})
    here = begun.headers["Location"]
    page = desk.get(here).get_data(as_text=True)
    assert "Qui peut vous conseiller" in page  # begun with the words in force
    hostile = "## Neuf\n\n<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }}"
    sent = typed(1, csrf_token=desk.token(here), body_fr=hostile, only_look="1")
    look = desk.post(here, data=sent)
    page = look.get_data(as_text=True)
    assert look.status_code == 200
    assert "<h2>Neuf</h2>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "{{ 7*7 }}" in page
    assert f'action="{here}/publish"' not in page  # what is published is what is recorded


def test_an_admin_writes_and_publishes(app: Flask, desk: Browserless, clock: MovedClock) -> None:
    begun = desk.post(f"{DESK}draft", data={"csrf_token": desk.token(DESK), "kind": "terms"})
    here = begun.headers["Location"]
    assert desk.post(here, data=typed(1, csrf_token=desk.token(here))).status_code == 303
    assert "Règles" not in app.test_client().get("/legal/terms").get_data(as_text=True)
    day = (today() + 3 * DAY).isoformat()
    publish = {"csrf_token": desk.token(here), "version": "2", "day": day}
    assert desk.post(f"{here}/publish", data=publish).status_code == 303
    anybody = app.test_client()
    assert "Règles" not in anybody.get("/legal/terms").get_data(as_text=True)
    assert "Règles" in anybody.get(f"/legal/terms/{day}").get_data(as_text=True)
    assert label_in_force(Kind.TERMS) == "2026-01"
    clock.move(days=3)
    assert label_in_force(Kind.TERMS) == day
    page = anybody.get("/legal/terms").get_data(as_text=True)
    assert "<h2>Règles</h2>" in page
    assert "/legal/terms/2026-01" in page
    acts = select(AuditEvent.act).where(AuditEvent.subject_type == "legal_text")
    told = list(db.session.scalars(acts.order_by(AuditEvent.id)))
    assert told == [Act.LEGAL_BEGUN, Act.LEGAL_CHANGED, Act.LEGAL_PUBLISHED]


def test_the_list_says_who_published_and_how_many_agreed(
    app: Flask, desk: Browserless, admin: User
) -> None:
    awa, omar = make_person(), make_person()
    for person in (awa, awa, omar):
        with unit_of_work():
            give_consent(acting(person), person, Purpose.TERMS)
    newer = published(Kind.TERMS)
    with unit_of_work():
        give_consent(acting(awa), awa, Purpose.TERMS)
    page = desk.get(DESK).get_data(as_text=True)
    terms = page[: page.index(">Politique de confidentialité</h2>")]
    rows = re.findall(r"<tr>.*?</tr>", terms, re.DOTALL)
    by_label = {
        label: row for row in rows for label in ("2026-01", newer.label) if f">{label}<" in row
    }
    assert "1 personne" in by_label[newer.label]
    assert "En vigueur" in by_label[newer.label]
    assert "2 personnes" in by_label["2026-01"]
    publisher = db.session.get(User, newer.publisher_id)
    assert publisher
    assert publisher.last_name in by_label[newer.label]
    with statements() as sent:
        desk.get(DESK)
    assert len(sent) <= 6
    assert [a.text_version for a in answers_of(awa.id)] == [newer.label, "2026-01"]


def test_publishing_asks_again_who_one_is(app: Flask, desk: Browserless, clock: MovedClock) -> None:
    draft = drafted(Kind.PRIVACY)
    here = f"/admin/legal/{draft.id}"
    clock.move(minutes=11)
    sent = {
        "csrf_token": desk.token(here),
        "version": str(draft.version),
        "day": today().isoformat(),
    }
    for act in ("publish", "discard"):
        assert desk.post(f"{here}/{act}", data=sent).status_code == 403
    db.session.refresh(draft)
    assert draft.published_at is None


def test_two_who_write_at_once_both_see_both(app: Flask, desk: Browserless) -> None:
    draft = drafted(Kind.TERMS)
    here, seen = f"/admin/legal/{draft.id}", draft.version
    other = {language: {**words, "title": "Autre titre"} for language, words in WORDS.items()}
    with unit_of_work():
        services.change_draft(acting(make_person(Role.ADMIN)), draft.id, other, seen)
    answer = desk.post(here, data=typed(seen, csrf_token=desk.token(here), title_fr="Le mien"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Autre titre" in page
    assert "Le mien" in page
    assert f'value="{seen + 1}"' in page
    stale = {"csrf_token": desk.token(here), "version": str(seen), "day": today().isoformat()}
    assert desk.post(f"{here}/publish", data=stale).status_code == 422
    assert db.session.scalar(select(LegalText.published_at).where(LegalText.id == draft.id)) is None


@pytest.mark.parametrize(
    ("words", "days", "code"),
    [
        ({"fr": WORDS["fr"]}, 0, "legal_incomplete"),
        ({"fr": WORDS["fr"], "en": {**WORDS["en"], "changes": "  "}}, 0, "legal_incomplete"),
        (WORDS, -1, "legal_past"),
        (WORDS, 400, "legal_far"),
    ],
)
def test_what_cannot_be_published(
    app: Flask, admin: User, words: services.Words, days: int, code: str
) -> None:
    actor = acting(admin)
    with unit_of_work():
        key = services.begin_draft(actor, Kind.TERMS)
        services.change_draft(actor, key, words, 1)
    with pytest.raises(Invalid) as refused, unit_of_work():
        services.publish_text(actor, key, today() + days * DAY, 2)
    assert [error.code for error in refused.value.errors] == [code]


def test_a_day_is_taken_once_and_never_before_the_newest(app: Flask, admin: User) -> None:
    published(Kind.TERMS, today() + 5 * DAY)
    draft = drafted(Kind.TERMS)
    for days in (0, 5):
        with pytest.raises(Invalid), unit_of_work():
            services.publish_text(acting(admin), draft.id, today() + days * DAY, draft.version)
    published(Kind.PRIVACY, today() + 5 * DAY)  # the other kind has days of its own


def test_too_long_words_are_said_at_their_field(desk: Browserless) -> None:
    draft = drafted(Kind.TERMS)
    here = f"/admin/legal/{draft.id}"
    for name, length in (("title_fr", 121), ("body_en", 60_001), ("changes_fr", 4_001)):
        sent = typed(draft.version, csrf_token=desk.token(here), **{name: "x" * length})
        answer = desk.post(here, data=sent)
        assert answer.status_code == 422
        assert f'id="{name}-error"' in answer.get_data(as_text=True)
    assert (
        desk.post(f"{DESK}draft", data={"csrf_token": desk.token(DESK), "kind": "x"}).status_code
        == 404
    )


def test_what_is_published_never_changes(app: Flask, admin: User) -> None:
    key, actor = first_text().id, acting(admin)
    for act in (
        lambda: services.change_draft(actor, key, WORDS, 1),
        lambda: services.publish_text(actor, key, today(), 1),
        lambda: services.discard_draft(actor, key, 1),
    ):
        with pytest.raises(Conflict) as refused, unit_of_work():
            act()
        assert refused.value.code == "legal_published"
    for statement in (
        update(LegalText).where(LegalText.id == key).values(texts={}),
        text("UPDATE legal_texts SET published_at = NULL, label = NULL, effective_on = NULL"),
        text("DELETE FROM legal_texts WHERE label = '2026-01'"),
    ):
        with pytest.raises(DBAPIError, match="does not change"), unit_of_work():
            db.session.execute(statement)


def test_a_draft_is_thrown_away_and_only_by_an_admin(app: Flask, desk: Browserless) -> None:
    draft = drafted(Kind.TERMS)
    here = f"/admin/legal/{draft.id}"
    with pytest.raises(Refused), unit_of_work():
        services.discard_draft(acting(make_person(Role.MODERATOR)), draft.id, draft.version)
    sent = {"csrf_token": desk.token(here), "version": str(draft.version)}
    assert desk.post(f"{here}/discard", data=sent).status_code == 303
    assert desk.get(here).status_code == 404


def test_two_who_begin_at_once_write_one_draft(live_app: Flask) -> None:
    actors = [acting(make_person(Role.ADMIN)) for _ in range(4)]
    gate, keys = threading.Barrier(len(actors)), []

    def begin(actor: services.Actor) -> None:
        with live_app.app_context():
            gate.wait()
            with unit_of_work():
                keys.append(services.begin_draft(actor, Kind.TERMS))

    threads = [threading.Thread(target=begin, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == len(actors)
    assert len(set(keys)) == 1
    count = select(func.count()).select_from(LegalText).where(LegalText.published_at.is_(None))
    assert db.session.scalar(count) == 1
