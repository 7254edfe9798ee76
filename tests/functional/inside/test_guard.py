"""The personal data guard: asked about before everybody reads it, masked at every door, on every change."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Comment, Post
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, drafted, fresh_post, posted, said
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of

NEW = "/inside/posts/new"
PHONE, SIN = "514 555-0199", "046 454 286"


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def typed(**other: Any) -> dict[str, Any]:
    return {
        "post_id": str(new_id()),
        "version": "0",
        "title": "Qui est dispensé de la LAP ?",
        "body": f"Appelez-moi au {PHONE} pour en parler, mon NAS est {SIN}.",
        "category": "documents",
        "tags": ["pal"],
        **other,
    }


def send(browser: Any, place: str, data: dict[str, Any]) -> Any:
    return browser.post(place, data={**data, "csrf_token": browser.token("/inside")})


def test_what_is_to_be_masked_is_shown_and_masked_once_agreed(app: Flask) -> None:
    writer, form = browser_of(app, make_professional("immigration")), typed()
    asked = send(writer, NEW, form)
    page = asked.get_data(as_text=True)
    assert asked.status_code == 422
    assert "Masquer et publier" in page
    assert "[téléphone masqué]" in page
    assert form["body"] in page, "what was typed stays"
    assert not db.session.scalars(select(Post)).all()
    done = send(writer, NEW, {**form, "mask": "1"})
    assert done.status_code == 303
    post = db.session.scalars(select(Post)).one()
    assert PHONE not in post.body + post.body_html
    assert SIN not in post.body + post.body_html
    assert "[téléphone masqué]" in post.body


def test_a_contact_in_a_title_or_cut_between_title_and_text_is_masked(app: Flask) -> None:
    whole = posted(title=f"Visa, appelez le {PHONE}")
    assert PHONE not in whole.title
    cut = posted(title="Appelez le 514 555", body="0199 et demandez Jean, merci beaucoup.")
    assert "0199" not in cut.body
    assert "514 555" not in cut.title
    assert "demandez Jean" in cut.body


def test_a_clean_post_then_edited_is_masked(app: Flask) -> None:
    anne = make_professional("immigration")
    post, writer = posted(anne), browser_of(app, anne)
    place = f"/inside/posts/{post.id}/edit"
    form = typed(post_id=str(post.id), version="1")
    assert send(writer, place, form).status_code == 422
    assert PHONE not in fresh_post(post).body
    assert send(writer, place, {**form, "mask": "1"}).status_code == 303
    assert PHONE not in fresh_post(post).body
    assert "Appelez-moi" in fresh_post(post).body


def test_a_draft_keeps_what_is_typed_until_it_is_published(app: Flask) -> None:
    anne = make_professional("immigration")
    draft = drafted(anne, body=f"Un brouillon avec {PHONE} dedans.")
    assert PHONE in draft.body
    with unit_of_work():
        post = services.publish(
            acting(anne), said(body=draft.body), key=draft.id, version=draft.version
        )
    assert PHONE not in post.body


def test_the_team_may_say_how_to_reach_somebody_but_not_a_number_that_proves(app: Flask) -> None:
    moderator = make_person(Role.MODERATOR)
    with unit_of_work():
        post = services.publish(
            acting(moderator), said(body=f"Écrivez à aide@capitune.ca ou {PHONE}. NAS {SIN}")
        )
    assert PHONE in post.body
    assert SIN not in post.body


def test_comments_are_asked_about_and_masked_written_and_changed(app: Flask) -> None:
    post, jean = posted(), make_person()
    browser, place = browser_of(app, jean), f"/inside/posts/{post.id}"
    sent = {"body": f"Écris-moi au {PHONE}"}
    asked = send(browser, f"{place}/comments", sent)
    assert asked.status_code == 422
    assert "Masquer et commenter" in asked.get_data(as_text=True)
    assert not db.session.scalars(select(Comment)).all()
    assert send(browser, f"{place}/comments", {**sent, "mask": "1"}).status_code == 303
    one = db.session.scalars(select(Comment)).one()
    assert one.body == "Écris-moi au [téléphone masqué]"
    other = commented(post, jean, "Bonjour")
    change = {"body": "Ou bien wa.me/15145550199", "version": "1"}
    edit = f"/inside/comments/{other.id}/edit"
    assert "Masquer et enregistrer" in send(browser, edit, change).get_data(as_text=True)
    assert send(browser, edit, {**change, "mask": "1"}).status_code == 303
    db.session.expire_all()
    assert "wa.me" not in db.session.get(Comment, other.id).body  # type: ignore[union-attr]


def test_programs_get_it_masked_or_refused_as_they_choose(app: Flask) -> None:
    program = program_of(app, make_professional("immigration"))
    body = {
        "title": f"Call me at {PHONE}",
        "body": f"My social insurance number is {SIN}, is that all right?",
        "category": "documents",
        "tags": ["pal"],
    }
    answer = program.post("/api/posts", json={**body, "mask": False})
    refused(answer, 422, "personal_data", ("title", "contact_details"), ("body", "personal_data"))
    made = got(program.post("/api/posts", json=body), 201)
    assert made["title"] == "Call me at [telephone masked]"
    assert SIN not in made["body"] + made["body_html"]
    place = f"/api/posts/{made['id']}"
    again = {"body": f"Now write to me at jean@example.com or call {PHONE}"}
    refused(
        program.patch(place, json={**again, "mask": False}),
        422,
        "contact_details",
        ("body", "contact_details"),
    )
    assert PHONE not in got(program.patch(place, json=again))["body"]
    said_there = program.post(f"{place}/comments", json={"body": PHONE})
    comment = got(said_there, 201)
    assert comment["body"] == "[telephone masked]"
    change = {"body": SIN, "mask": False}
    refused(
        program.patch(f"/api/comments/{comment['id']}", json=change),
        422,
        "personal_data",
        ("body", "personal_data"),
    )
