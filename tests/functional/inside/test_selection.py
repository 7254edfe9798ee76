"""What of the community everybody may see: of checked people alone, without a name, and little of it."""

import pytest
from flask import Flask
from sqlalchemy import update

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Post
from capitune.inside.queries.selection import SHOWN, selection
from capitune.inside.services.placing import show
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import drafted, fresh_post, posted
from tests.support.statements import statements


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def shown() -> list[str]:
    db.session.expire_all()
    return [row.title for row in selection()]


def everybodys(author: User) -> Post:
    """A post of a member that everybody may read."""
    held = posted(author)
    with unit_of_work():
        show(fresh_post(held))
    return held


def test_only_of_people_whom_the_team_checked() -> None:
    team = posted(make_person(Role.MODERATOR))
    pro = posted()
    testimonial = posted(category="testimonials")
    everybodys(make_person(Role.ADMIN))
    lapsed = make_professional("immigration")
    posted(lapsed)
    suspended = make_professional("immigration")
    posted(suspended)
    away = posted()
    drafted(make_professional("immigration"))
    with unit_of_work():
        db.session.execute(update(User).where(User.id == lapsed.id).values(licence_until=now()))
        db.session.execute(update(User).where(User.id == suspended.id).values(standing="suspended"))
        services.hide(acting(make_person(Role.MODERATOR)), away.id, "Publicité", version=1)
    titles = shown()
    assert {team.title, pro.title} <= set(titles)
    assert testimonial.title not in titles
    assert len(titles) == SHOWN


def test_a_visitor_reads_them_without_a_name(app: Flask) -> None:
    author = make_professional("immigration", first_name="Zénobie", last_name="Quatrevingts")
    post = posted(author, body="Trois points **à** vérifier " + "encore " * 200)
    text = app.test_client().get("/").text
    assert post.title in text
    assert "à vérifier encore" in text
    assert text.count("encore") < 60
    assert "Zénobie" not in text
    assert "Quatrevingts" not in text
    place = app.test_client().get(f"/inside/posts/{post.id}")
    assert place.headers["Location"].startswith("/login?next=")


def test_the_home_page_asks_one_thing_however_many_there_are(app: Flask) -> None:
    client, counted = app.test_client(), []
    for number in (1, 30):
        for _ in range(number):
            posted()
        client.get("/")
        with statements() as sent:
            assert client.get("/").status_code == 200
        counted.append(len(sent))
    assert counted[0] == counted[1] == 1
