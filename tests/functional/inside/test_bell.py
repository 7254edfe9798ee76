"""Who is told of what in the community: each once, never of oneself, never by whom one mutes, by a first name."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.notifications.models import Notification
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.states import Place
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, posted
from tests.support.signing import browser_of


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def told(who: User) -> list[str]:
    db.session.expire_all()
    asked = select(Notification.kind).where(
        Notification.user_id == who.id, Notification.kind.not_in(["welcome"])
    )
    return sorted(db.session.scalars(asked))


def likes(who: User, post_id: uuid.UUID) -> None:
    with unit_of_work():
        services.like(acting(who), post_id)


def test_whoever_is_answered_is_told_once() -> None:
    author, first, second = make_professional("immigration"), make_person(), make_person()
    post = posted(author)
    comment = commented(post, first)
    assert (told(author), told(first)) == ([Kind.POST_COMMENTED], [])
    answer = commented(post, second, parent=comment)
    assert told(author) == [Kind.POST_COMMENTED] * 2
    assert told(first) == [Kind.COMMENT_ANSWERED]
    # The author is answered on their own post: that they are answered is enough.
    commented(post, author, parent=answer)
    assert told(second) == [Kind.COMMENT_ANSWERED]
    third = commented(post, author)
    commented(post, first, parent=third)
    assert told(author) == [Kind.COMMENT_ANSWERED, *[Kind.POST_COMMENTED] * 2]
    assert told(first) == [Kind.COMMENT_ANSWERED]


def test_the_deepest_who_is_answered_is_told_too() -> None:
    post, people = posted(), [make_person() for _ in range(4)]
    above = None
    for who in people:
        above = commented(post, who, parent=above)
    assert [told(who) for who in people] == [[Kind.COMMENT_ANSWERED]] * 3 + [[]]


def test_thanks_are_told_once_and_grouped() -> None:
    author, people = make_professional("immigration"), [make_person() for _ in range(3)]
    post = posted(author)
    likes(author, post.id)
    assert told(author) == []
    for who in people:
        for _ in range(2):
            likes(who, post.id)
            with unit_of_work():
                services.unlike(acting(who), post.id)
            likes(who, post.id)
    assert told(author) == [Kind.POST_THANKED] * 3
    shown = select(Notification.group_size).where(
        Notification.user_id == author.id, Notification.place == Place.SHOWN
    )
    assert list(db.session.scalars(shown)) == [3]


def test_whom_one_mutes_tells_one_nothing() -> None:
    author, loud = make_professional("immigration"), make_person()
    post = posted(author)
    with unit_of_work():
        services.mute(acting(author), loud)
    likes(loud, post.id)
    comment = commented(post, loud)
    assert told(author) == []
    commented(post, author, parent=comment)
    assert told(loud) == [Kind.COMMENT_ANSWERED]


def test_members_are_named_by_their_first_name(app: Flask) -> None:
    author = make_professional("immigration")
    who = make_person(first_name="Ambroise", last_name="Tiennot")
    post = posted(author, title="Trois points à vérifier")
    commented(post, who)
    likes(who, post.id)
    page = browser_of(app, author).get("/notifications").text
    assert page.count("Ambroise T.") == 2
    assert "Tiennot" not in page
    assert page.count("Trois points à vérifier") == 2
