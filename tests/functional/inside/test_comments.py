"""Comments: three deep, page by page, changed, taken back; what a licence was when they were written."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Comment, PostStats
from capitune.inside.queries.comments import branches, comments_of
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, posted
from tests.support.program import got, program_of
from tests.support.signing import browser_of
from tests.support.statements import statements


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def counted(post: Any) -> int:
    db.session.expire_all()
    stats = db.session.get(PostStats, post.id)
    assert stats
    return stats.comments


def test_a_candidate_comments_and_a_professional_answers(app: Flask) -> None:
    post, jean, anne = posted(), make_person(), make_professional("immigration")
    place = f"/inside/posts/{post.id}"
    asking = browser_of(app, jean)
    said = {"body": "Et **si** je change de programme ?", "csrf_token": asking.token("/inside")}
    answer = asking.post(f"{place}/comments", data=said)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{place}#comment-")
    one = db.session.scalars(select(Comment)).one()
    answering = browser_of(app, anne)
    assert "Vous répondez à Aminata D." in answering.get(f"{place}?answer={one.id}").get_data(
        as_text=True
    )
    token = answering.token("/inside")
    answering.post(
        f"{place}/comments",
        data={"body": "Demandez à l’établissement.", "parent_id": str(one.id), "csrf_token": token},
    )
    page = browser_of(app, make_person()).get(place).get_data(as_text=True)
    assert "2 commentaires" in page
    assert "<strong>si</strong>" in page
    assert page.index("Demandez à l’établissement") > page.index('class="c-branch"')
    assert counted(post) == 2


@pytest.mark.parametrize("body", ["", " ", "x" * 5_001, "a\x00b", "retourné \u202e"])
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(app: Flask, body: str) -> None:
    post, reader = posted(), browser_of(app, make_person())
    sent = {"body": body, "csrf_token": reader.token("/inside")}
    answer = reader.post(f"/inside/posts/{post.id}/comments", data=sent)
    assert answer.status_code == 422
    assert counted(post) == 0


def test_what_would_be_deeper_than_three_stands_beside_the_third(app: Flask) -> None:
    post, person = posted(), make_person()
    one = commented(post, person)
    two = commented(post, person, parent=one)
    three = commented(post, person, parent=two)
    four = commented(post, person, parent=three)
    assert [each.depth for each in (one, two, three, four)] == [1, 2, 3, 3]
    assert four.parent_id == two.id
    (tree,) = branches(comments_of(post.id, 20, None).items)
    assert [each.said.id for each in tree.answers[0].answers] == [three.id, four.id]


@pytest.mark.parametrize("case", ["of another post", "nothing", "taken back"])
def test_a_comment_that_cannot_be_answered_is_refused(app: Flask, case: str) -> None:
    post, person = posted(), make_person()
    one = commented(posted() if case == "of another post" else post, person)
    key = new_id() if case == "nothing" else one.id
    if case == "taken back":
        commented(post, person, parent=one)
        with unit_of_work():
            services.delete_comment(acting(person), key)
    with pytest.raises(Invalid) as refused, unit_of_work():
        services.write_comment(acting(person), post.id, "Une réponse", parent_id=key)
    assert refused.value.code == "unknown_parent"


def test_pages_are_complete_and_cost_two_statements(app: Flask) -> None:
    post, person = posted(), make_person()
    roots = [commented(post, person, f"Numéro {number}") for number in range(5)]
    for root in roots:
        commented(post, person, parent=root)
    seen, after = [], None
    while True:
        with statements() as sent:
            page = comments_of(post.id, 2, after)
        assert len(sent) == 1
        seen += [row.id for row in page.items if row.depth == 1]
        assert len(page.items) == 2 * len({row.root_id for row in page.items})
        after = page.next_cursor
        if after is None:
            break
    assert seen == [root.id for root in roots]


def test_what_others_answered_keeps_its_place_without_its_words(app: Flask) -> None:
    post, person, other = posted(), make_person(), make_person()
    one = commented(post, person, "Un secret que je reprends")
    commented(post, other, "Je réponds", parent=one)
    alone = commented(post, person, "Personne ne répond")
    with unit_of_work():
        services.delete_comment(acting(person), one.id)
        services.delete_comment(acting(person), alone.id)
    page = browser_of(app, other).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "secret" not in page
    assert "a été retiré" in page
    assert "Je réponds" in page
    assert "Personne ne répond" not in page
    assert counted(post) == 1


def test_the_team_takes_a_comment_back_and_others_do_not(app: Flask) -> None:
    post, person = posted(), make_person()
    one = commented(post, person)
    place = f"/inside/comments/{one.id}/delete"
    for role, shown in ((Role.CANDIDATE, False), (Role.MODERATOR, True)):
        page = browser_of(app, make_person(role)).get(f"/inside/posts/{post.id}")
        assert (place in page.get_data(as_text=True)) is shown
    for browser, status in (
        (browser_of(app, make_person()), 403),
        (browser_of(app, make_person(Role.MODERATOR)), 303),
    ):
        token = {"csrf_token": browser.token("/inside")}
        assert browser.post(place, data=token).status_code == status
    assert counted(post) == 0


def test_one_changed_meanwhile_is_not_overwritten(app: Flask) -> None:
    person = make_person()
    one = commented(posted(), person)
    browser = browser_of(app, person)
    sent = {"body": "Autre chose", "version": "1", "csrf_token": browser.token("/inside")}
    place = f"/inside/comments/{one.id}/edit"
    assert browser.post(place, data=sent).status_code == 303
    late = browser.post(place, data={**sent, "body": "Encore autre chose"})
    assert late.status_code == 409
    assert "Encore autre chose" in late.get_data(as_text=True)


def test_a_licence_lost_since_is_said_beside_what_was_written_under_it(app: Flask) -> None:
    post, anne = posted(), make_professional("immigration")
    commented(post, anne, "Une réponse sûre")
    reader = browser_of(app, make_person())
    assert "plus aujourd’hui" not in reader.get(f"/inside/posts/{post.id}").get_data(as_text=True)
    with unit_of_work():
        anne.licence_scopes = []
    page = reader.get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "Une réponse sûre" in page
    assert "plus aujourd’hui" in page


def test_nobody_comments_on_what_is_not_there(app: Flask) -> None:
    post = posted()
    program = program_of(app, make_person())
    with unit_of_work():
        services.hide(acting(make_person(Role.MODERATOR)), post.id, "Publicité", version=1)
    for key in (post.id, new_id()):
        answer = program.post(f"/api/posts/{key}/comments", json={"body": "Bonjour à tous"})
        assert answer.status_code == 404
    assert got(program.get("/api/posts"))["items"] == []
