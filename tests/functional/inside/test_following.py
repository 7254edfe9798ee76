"""What one follows and mutes: twice is once, one ends the other, and feeds follow."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict, Refused
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import MemberStance, Topic, TopicStance
from capitune.inside.queries import walks
from capitune.inside.queries.feed import Wanted, feed
from capitune.inside.queries.tags import topic_by_slug
from capitune.inside.states import MOST_STANCES, Category, Pile, Sort, Stance
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import posted
from tests.functional.inside.test_reads import walked
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of

FOLLOWED = Wanted(pile=Pile.FOLLOWED)


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def tag(slug: str = "pal") -> Topic:
    found = topic_by_slug(slug)
    assert found
    return found


def does(act: object, who: User, subject: object) -> None:
    with unit_of_work():
        act(acting(who), subject)  # type: ignore[operator]


def stances(who: User) -> list[Stance]:
    db.session.expire_all()
    of_tags = select(TopicStance.stance).where(TopicStance.user_id == who.id)
    of_members = select(MemberStance.stance).where(MemberStance.user_id == who.id)
    return [*db.session.scalars(of_tags), *db.session.scalars(of_members)]


def test_twice_is_once_and_one_ends_the_other() -> None:
    reader = make_person()
    for subject in (tag(), make_professional("immigration")):
        for _ in range(2):
            does(services.follow, reader, subject)
        assert stances(reader) == [Stance.FOLLOWED]
        does(services.unmute, reader, subject)  # it is not muted: nothing happens
        assert stances(reader) == [Stance.FOLLOWED]
        does(services.mute, reader, subject)
        assert stances(reader) == [Stance.MUTED]
        for _ in range(2):
            does(services.unmute, reader, subject)
        assert stances(reader) == []


def test_who_can_be_followed() -> None:
    reader, pro = make_person(), make_professional("immigration")
    for member in (pro, make_person(Role.MODERATOR)):
        does(services.follow, reader, member)
    for member in (make_person(), make_professional()):
        with pytest.raises(Refused) as refusal:
            does(services.follow, reader, member)
        assert refusal.value.code == "not_to_follow"
        does(services.mute, reader, member)
    for act in (services.follow, services.mute):
        with pytest.raises(Refused) as refusal:
            does(act, pro, pro)
        assert refusal.value.code == "oneself"


def test_there_is_a_most() -> None:
    reader = make_person()
    with unit_of_work():
        for number in range(MOST_STANCES):
            topic = Topic(id=new_id(), slug=f"sujet-{number}", name_fr="S", name_en="S")
            db.session.add(topic)
            db.session.flush()
            db.session.add(
                TopicStance(user_id=reader.id, topic_id=topic.id, stance=Stance.FOLLOWED)
            )
    with pytest.raises(Conflict) as refusal:
        does(services.follow, reader, tag())
    assert refusal.value.code == "too_many_followed"
    does(services.mute, reader, tag("sujet-1"))  # one of them: no more than there were
    with unit_of_work():
        db.session.execute(Topic.__table__.delete().where(Topic.slug.like("sujet-%")))


def test_what_one_follows_is_one_feed_each_once() -> None:
    reader, anne = make_person(), make_professional("immigration")
    other = make_professional("finance")
    does(services.follow, reader, tag("lmia"))
    does(services.follow, reader, tag("caq"))
    does(services.follow, reader, anne)
    titles = [f"Publication numéro {number}" for number in range(6)]
    posted(other, title=titles[0], tags=("lmia", "caq"))  # of two tags
    posted(anne, title=titles[1], tags=("lmia",))  # of a tag and of a member
    posted(anne, title=titles[2])
    posted(other, title=titles[3])  # of neither
    hidden = posted(anne, title=titles[4])
    posted(other, title=titles[5], tags=("caq",))
    does_hide(hidden.id)
    expected = [titles[5], titles[2], titles[1], titles[0]]
    for limit in (1, 2, 3, 20):
        assert walked(reader, FOLLOWED, limit) == expected
    does(services.mute, reader, tag("caq"))
    assert walked(reader, FOLLOWED) == [titles[2], titles[1]]
    does(services.unfollow, reader, anne)
    assert walked(reader, FOLLOWED) == [titles[1]]
    assert walked(make_person(), FOLLOWED) == []


def does_hide(post_id: uuid.UUID) -> None:
    with unit_of_work():
        moderator = acting(make_person(Role.MODERATOR))
        services.hide(moderator, post_id, "Publicité", version=1)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(sort=Sort.HOT),
        Wanted(category=Category.DOCUMENTS),
        Wanted(sort=Sort.HOT, category=Category.DOCUMENTS),
        Wanted(tag="pal"),
    ],
)
def test_what_one_mutes_is_in_no_feed_and_no_page_ends_early(wanted: Wanted) -> None:
    reader, anne = make_person(), make_professional("immigration")
    loud = make_professional("finance")
    kept = [posted(anne).title for _ in range(3)]
    for _ in range(2 * walks.PAGES * 4):  # more than a page looks through, all on one stretch
        posted(loud)
    kept.append(posted(anne).title)
    does(services.mute, reader, loud)
    assert walked(reader, wanted, 2) == kept[::-1]
    page = feed(reader.id, wanted, 2, None)
    assert len(page.items) <= 2
    assert page.next_cursor
    # Looked for by name, it is there.
    assert len(walked(reader, Wanted(author=loud.id), 100)) == 2 * walks.PAGES * 4
    does(services.unmute, reader, loud)
    assert len(walked(reader, wanted, 100)) == 4 + 2 * walks.PAGES * 4


def test_a_muted_tag_is_left_out_but_where_it_is_asked_for() -> None:
    reader = make_person()
    first, second = posted(tags=("pal",)), posted(tags=("pal", "lmia"))
    does(services.mute, reader, tag("lmia"))
    assert walked(reader, Wanted()) == [first.title]
    assert walked(reader, Wanted(tag="lmia")) == [second.title]
    assert walked(reader, Wanted(q="lettre")) == [second.title, first.title]


def test_a_browser_follows_and_mutes(app: Flask) -> None:
    pro, reader = make_professional("immigration"), make_person()
    posted(pro)
    browser = browser_of(app, reader)
    page = browser.get("/inside?tag=pal")
    assert "/inside/tags/pal/follow" in page.text
    token = browser.token("/inside")
    answer = browser.post(
        "/inside/tags/pal/follow", data={"csrf_token": token}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "/inside/tags/pal/unfollow" in answer.text
    answer = browser.post(f"/inside/members/{pro.id}/follow", data={"csrf_token": token})
    assert answer.headers["Location"] == f"/inside?author={pro.id}"
    assert f"/inside/members/{pro.id}/unfollow" in browser.get(f"/inside?author={pro.id}").text
    mine = browser.get("/inside/following").text
    assert "/inside/tags/pal/unfollow" in mine
    assert f"/inside/members/{pro.id}/unfollow" in mine
    assert browser.post("/inside/tags/none/follow", data={"csrf_token": token}).status_code == 404
    assert browser.get(f"/inside?author={new_id()}").status_code == 404


def test_a_program_follows_and_mutes(app: Flask) -> None:
    reader, pro = make_person(), make_professional("immigration")
    program = program_of(app, reader)
    for _ in range(2):
        told = got(program.put("/api/tags/pal/follow"))
        assert (told["slug"], told["followed"], told["muted"]) == ("pal", True, False)
    assert [one["slug"] for one in got(program.get("/api/tags"))["items"] if one["followed"]] == [
        "pal"
    ]
    assert program.put(f"/api/users/{pro.id}/mute").status_code == 204
    (one,) = got(program.get("/api/users/me/following"))["items"]
    assert (one["id"], one["followed"], one["muted"]) == (str(pro.id), False, True)
    assert got(program.delete("/api/tags/pal/follow"))["followed"] is False
    refused(program.put("/api/tags/nothing/follow"), 404, "not_found")
    refused(program.get("/api/posts?pile=held"), 422, "unknown_pile", ("pile", "unknown_pile"))
    refused(program.get("/api/posts?author=x"), 422, "unknown_author", ("author", "unknown_author"))
    assert got(program.get("/api/posts?pile=followed"))["items"] == []
