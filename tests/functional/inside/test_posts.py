"""Posts, from writing to reading, at the doors of the web."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Post
from capitune.inside.states import PostStatus
from capitune.settings.services import turn
from capitune.settings.states import Switch
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import BODY, drafted, fresh_post, posted, said
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

NEW = "/inside/posts/new"


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def send(browser: Browserless, place: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
    return browser.post(
        place, data={**(data or {}), "csrf_token": browser.token("/inside")}, **more
    )


def typed(**other: Any) -> dict[str, Any]:
    return {
        "post_id": str(new_id()),
        "version": "0",
        "title": "Qui est dispensé de la LAP ?",
        "body": BODY,
        "category": "documents",
        "tags": ["pal", "study-permit"],
        **other,
    }


def let_candidates_publish() -> None:
    with unit_of_work():
        admin = make_person(Role.ADMIN)
        turn(acting(admin), Switch.CANDIDATES_PUBLISH, on=True, version=0)


def test_a_verified_professional_publishes_and_a_candidate_reads(app: Flask) -> None:
    anne = make_professional("immigration")
    answer = send(browser_of(app, anne), NEW, data=typed())
    assert answer.status_code == 303
    place = answer.headers["Location"]
    candidate = browser_of(app, make_person())
    for address in ("/inside", "/inside?category=documents", "/inside?tag=pal", "/inside?sort=hot"):
        assert "Qui est dispensé de la LAP" in candidate.get(address).get_data(as_text=True), (
            address
        )
    page = candidate.get(place).get_data(as_text=True)
    assert "Trois points à vérifier" in page
    assert "Anne Lefebvre" in page
    assert "Modifier" not in page


@pytest.mark.parametrize(
    "address", ["/inside?category=work", "/inside?tag=caq", "/inside?q=hypothèque"]
)
def test_what_is_not_looked_for_is_not_shown(app: Flask, address: str) -> None:
    posted()
    reader = browser_of(app, make_person())
    assert BODY in reader.get("/inside").get_data(as_text=True)
    assert BODY not in reader.get(address).get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("etudiant etrangers", True),  # no accents, other endings
        ("ÉTUDIANT", True),
        ("étrangers travail", False),  # all of the words
        ("!!!", False),
        ("' & | ! :* (", False),
    ],
)
def test_words_are_found_by_their_stem(app: Flask, words: str, found: bool) -> None:
    posted(title="Les étudiants étrangers en 2026")
    page = browser_of(app, make_person()).get("/inside", query_string={"q": words})
    assert page.status_code == 200
    assert ("Les étudiants étrangers" in page.get_data(as_text=True)) is found


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "Court"}, "Dites-en un peu plus"),
        ({"title": "x" * 141}, "trop long"),
        ({"body": "Trop court"}, "Dites-en un peu plus"),
        ({"body": "m" * 20_001}, "trop long"),
        ({"category": ""}, "Remplissez ce champ"),
        ({"category": "visa"}, "Choisissez l’une des catégories"),
        ({"tags": []}, "Remplissez ce champ"),
        ({"tags": ["pal", "nothing"]}, "Choisissez parmi"),
        ({"tags": ["pal", "caq", "csq", "lmia", "family", "delays"]}, "cinq"),
        ({"title": "Un titre \u202eretourné"}, "caractères"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    app: Flask, wrong: dict[str, Any], words: str
) -> None:
    anne = make_professional("immigration")
    answer = send(browser_of(app, anne), NEW, data=typed(**wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert "body" in wrong or BODY in page
    assert not db.session.scalars(select(Post)).all()


def test_candidates_publish_only_while_an_admin_lets_them(app: Flask) -> None:
    browser = browser_of(app, make_person())
    assert browser.get(NEW).status_code == 403
    assert send(browser, NEW, data=typed()).status_code == 403
    let_candidates_publish()
    assert browser.get(NEW).status_code == 200


def test_the_first_two_posts_of_a_member_wait_for_the_team(app: Flask) -> None:
    let_candidates_publish()
    author, moderator = make_person(), browser_of(app, make_person(Role.MODERATOR))
    writing, reading = browser_of(app, author), browser_of(app, make_person())
    for number in (1, 2):
        place = send(writing, NEW, data=typed(title=f"Question numéro {number}")).headers[
            "Location"
        ]
        assert "relit" in writing.get(place).get_data(as_text=True)
        assert reading.get(place).status_code == 404
        assert f"Question numéro {number}" in moderator.get("/inside?pile=held").get_data(
            as_text=True
        )
        assert send(writing, f"{place}/release", data={"version": "1"}).status_code == 403
        assert send(moderator, f"{place}/release", data={"version": "1"}).status_code == 303
        assert reading.get(place).status_code == 200
    third = send(writing, NEW, data=typed(title="Question numéro 3")).headers["Location"]
    assert reading.get(third).status_code == 200


def test_the_team_takes_a_post_away_with_a_reason(app: Flask) -> None:
    anne = make_professional("immigration")
    post = posted(anne)
    place, moderator = f"/inside/posts/{post.id}", browser_of(app, make_person(Role.MODERATOR))
    assert send(moderator, f"{place}/hide", data={"version": "1", "reason": ""}).status_code == 422
    stale = send(moderator, f"{place}/hide", data={"version": "7", "reason": "Publicité"})
    assert stale.status_code == 409
    assert fresh_post(post).is_published
    hidden = send(moderator, f"{place}/hide", data={"version": "1", "reason": "Publicité"})
    assert hidden.status_code == 303
    reader = browser_of(app, make_person())
    assert reader.get(place).status_code == 404
    assert BODY not in reader.get("/inside").get_data(as_text=True)
    writer = browser_of(app, anne)
    assert "Publicité" in writer.get(place).get_data(as_text=True)
    assert writer.get(f"{place}/edit").status_code == 403
    assert send(writer, f"{place}/like").status_code == 403


def test_a_draft_is_kept_for_its_author_alone_and_two_tabs_meet(app: Flask) -> None:
    anne = make_professional("immigration")
    writer, key = browser_of(app, anne), str(new_id())
    first = typed(post_id=key, title="", body="Un début", category="", tags=[])
    kept = send(writer, "/inside/posts/draft", data=first)
    assert "Brouillon gardé" in kept.get_data(as_text=True)
    version = re.search(r'value="(\d+)"', kept.get_data(as_text=True))
    assert version
    again = send(writer, "/inside/posts/draft", data=first)
    assert "autre onglet" in again.get_data(as_text=True)
    follows = {**first, "version": version[1], "body": "Un début plus long"}
    assert "Brouillon gardé" in send(writer, "/inside/posts/draft", data=follows).get_data(
        as_text=True
    )
    stranger = browser_of(app, make_professional("immigration"))
    assert stranger.get(f"/inside/posts/{key}").status_code == 404
    assert "Un début plus long" in writer.get(f"/inside/posts/{key}").get_data(as_text=True)
    assert (
        send(stranger, "/inside/posts/draft", data={**follows, "version": "2"}).status_code == 404
    )
    assert "Un début plus long" in writer.get(f"/inside/posts/{key}/edit").get_data(as_text=True)
    late = send(writer, f"/inside/posts/{key}/edit", data=typed(post_id=key, version="1"))
    assert late.status_code == 409
    assert "Un début plus long" in late.get_data(as_text=True)


def test_a_double_click_publishes_once(app: Flask) -> None:
    writer, form = browser_of(app, make_professional("immigration")), typed()
    assert send(writer, NEW, data=form).status_code == 303
    again = send(writer, NEW, data={**form, "form_key": str(new_id())})
    assert again.status_code == 409
    assert len(db.session.scalars(select(Post)).all()) == 1


def test_a_change_keeps_how_it_read_for_its_author_and_the_team(app: Flask) -> None:
    anne = make_professional("immigration")
    post = posted(anne, title="Avant le changement")
    place, writer = f"/inside/posts/{post.id}", browser_of(app, anne)
    changed = typed(title="Après le changement", version="1")
    assert send(writer, f"{place}/edit", data=changed).status_code == 303
    assert send(writer, f"{place}/edit", data=changed).status_code == 409
    reader, moderator = browser_of(app, make_person()), browser_of(app, make_person(Role.MODERATOR))
    page = reader.get(place).get_data(as_text=True)
    assert "Après le changement" in page
    assert "Avant le changement" not in page
    assert reader.get(f"{place}/history").status_code == 403
    for other in (writer, moderator):
        assert "Avant le changement" in other.get(f"{place}/history").get_data(as_text=True)


def test_a_deleted_post_is_gone(app: Flask) -> None:
    anne = make_professional("immigration")
    post = posted(anne)
    place, writer = f"/inside/posts/{post.id}", browser_of(app, anne)
    assert send(browser_of(app, make_person(Role.MODERATOR)), f"{place}/delete").status_code == 403
    assert send(writer, f"{place}/delete").status_code == 303
    reader = browser_of(app, make_person())
    assert reader.get(place).status_code == 404
    assert send(reader, f"{place}/like").status_code == 404


def test_thanks_and_what_is_kept(app: Flask) -> None:
    post = posted()
    place, reader = f"/inside/posts/{post.id}", browser_of(app, make_person())
    for act, words in (
        ("like", "Merci, 1"),
        ("like", "Merci, 1"),
        ("unlike", "Merci, 0"),
        ("unlike", "Merci, 0"),
        ("bookmark", "Gardé"),
        ("bookmark", "Gardé"),
    ):
        answer = send(reader, f"{place}/{act}", headers={"HX-Request": "true"})
        assert words in answer.get_data(as_text=True), act
    assert BODY in reader.get("/inside?pile=saved").get_data(as_text=True)
    send(reader, f"{place}/unbookmark")
    assert BODY not in reader.get("/inside?pile=saved").get_data(as_text=True)


def test_what_members_write_runs_nowhere(app: Flask) -> None:
    evil = (
        "<img src=x onerror=alert(1)><script>alert(1)</script> [x](javascript:alert(1)) et du texte"
    )
    post = posted(title="<script>alert(1)</script> un titre", body=evil)
    reader = browser_of(app, make_person())
    for place in ("/inside", f"/inside/posts/{post.id}"):
        page = reader.get(place).get_data(as_text=True)
        assert "alert(1)" in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_names_of_members_are_those_others_may_know(app: Flask) -> None:
    let_candidates_publish()
    author = make_person(first_name="Fatou", last_name="Ndiaye")
    with unit_of_work():
        post = services.publish(acting(author), said())
    moderator = make_person(Role.MODERATOR)
    with unit_of_work():
        services.release(acting(moderator), post.id, version=1)
    page = browser_of(app, make_person()).get("/inside").get_data(as_text=True)
    assert "Fatou N." in page
    assert "Ndiaye" not in page
    assert fresh_post(post).status is PostStatus.PUBLISHED


def test_a_licence_that_lapses_takes_the_rosette_away(app: Flask) -> None:
    anne = make_professional("immigration")
    posted(anne)
    reader = browser_of(app, make_person())
    assert "Permis vérifié" in reader.get("/inside").get_data(as_text=True)
    with unit_of_work():
        anne.licence_scopes = []
    page = reader.get("/inside").get_data(as_text=True)
    assert BODY in page
    assert "Permis vérifié" not in page


def test_drafts_have_an_end(app: Flask) -> None:
    anne = make_professional("immigration")
    for _ in range(50):
        drafted(anne)
    answer = send(browser_of(app, anne), "/inside/posts/draft", data=typed())
    assert "Brouillon gardé" not in answer.get_data(as_text=True)
