"""Watching a feed: who may, what they hear, what they missed, how many are new to them."""

import uuid

import pytest
from flask import Flask

from capitune.authz.actor import Role
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.queries.fresh import MOST_NEW, new_in
from capitune.inside.queries.tags import topic_by_slug
from capitune.inside.watched import feed_id
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import posted
from tests.functional.access.personas import NOBODY, PERSONAS, build
from tests.functional.live.conftest import Connect, Live
from tests.support.signing import browser_of

START = uuid.UUID(int=0)


@pytest.mark.parametrize("name", PERSONAS)
def test_whoever_is_signed_in_watches_feeds(app: Flask, name: str) -> None:
    world = build(app)
    client = Live(app, world.browser(name) if name in world.cookies else None)
    if name in NOBODY:
        assert not client.is_connected
        return
    assert client.ask("inside:join", {}) == {"ok": True}
    assert client.ask("inside:join", {"category": "work"}) == {"ok": True}


@pytest.mark.parametrize(
    "payload",
    [{"category": "visa"}, {"category": ""}, {"id": str(START)}, {"category": "x" * 9_000}],
)
def test_a_feed_that_is_not_there(app: Flask, connect: Connect, payload: dict[str, str]) -> None:
    answer = connect(make_person()).ask("inside:join", payload)
    expected = {"ok": True} if payload == {"category": ""} else {"code": "not_found"}
    assert expected.items() <= answer.items()


@pytest.mark.parametrize("payload", [{"category": 1}, {"category": ["work"]}, {"id": 1}])
def test_what_names_no_feed(app: Flask, connect: Connect, payload: dict[str, object]) -> None:
    answer = connect(make_person()).ask("inside:join", payload)
    assert (answer["ok"], answer["code"]) == (False, "malformed")


def test_a_new_post_is_heard_once_by_its_ids_only(app: Flask, connect: Connect) -> None:
    everything, work, studies = (connect(make_person()) for _ in range(3))
    everything.ask("inside:join", {})
    work.ask("inside:join", {"category": "work"})
    studies.ask("inside:join", {"category": "studies"})
    post = posted(category="work", title="Des mots que le fil ne porte pas")
    told = {"post_id": str(post.id), "category": "work"}
    assert everything.heard("inside:new") == [told]
    assert work.heard("inside:new") == [told]
    assert studies.heard("inside:new") == []
    assert "mots" not in str(everything.everything)


def test_what_waits_for_the_team_is_heard_when_it_lets_it(app: Flask, connect: Connect) -> None:
    watching = connect(make_person())
    watching.ask("inside:join", {})
    moderator = acting(make_person(Role.MODERATOR))
    post = posted()
    with unit_of_work():
        services.hide(moderator, post.id, "Publicité", version=1)
    with unit_of_work():
        services.release(moderator, post.id, version=2)
    assert len(watching.heard("inside:new")) == 2


def test_thanks_are_heard_by_whoever_watches_the_post(app: Flask, connect: Connect) -> None:
    post, watching, other = posted(), connect(make_person()), make_person()
    watching.ask("post:join", {"id": str(post.id)})
    for act in (services.like, services.like, services.unlike, services.unlike):
        with unit_of_work():
            act(acting(other), post.id)
    assert watching.heard("post:thanks") == [{"post_id": str(post.id)}] * 2


def test_what_is_new_to_a_reader(app: Flask) -> None:
    reader, loud = make_person(), make_professional("immigration")
    first = posted()
    assert first.place
    assert new_in(reader.id, "", first.place) == 0
    posted(category="work")
    posted(loud)
    assert new_in(reader.id, "", first.place) == 2
    assert new_in(reader.id, "work", first.place) == 1
    assert new_in(loud.id, "", first.place) == 1  # not one's own
    with unit_of_work():
        services.mute(acting(reader), loud)
    assert new_in(reader.id, "", first.place) == 1
    topic = topic_by_slug("pal")
    assert topic
    with unit_of_work():
        services.mute(acting(reader), topic)
    assert new_in(reader.id, "", START) == 0
    for _ in range(MOST_NEW + 4):
        posted(loud)
    assert new_in(make_person().id, "", START) == MOST_NEW + 1


def test_a_browser_asks_what_is_new_and_what_it_missed(app: Flask) -> None:
    browser = browser_of(app, make_person())
    first = posted()
    page = browser.get("/inside").text
    assert f"/inside/new?after={first.place}" in page
    assert f'data-live="inside:{feed_id()}"' in page
    assert browser.get(f"/inside/new?after={first.place}").text.strip() == ""
    second = posted(category="work")
    assert "1 " in browser.get(f"/inside/new?after={first.place}").text
    told = browser.get(f"/live?after={first.place}&watch=inside:{feed_id('work')}").get_json()
    assert told["subjects"] == {f"inside:{feed_id('work')}": [str(second.place)]}
    for after in ("", "no", "x" * 5_000):
        assert browser.get(f"/inside/new?after={after}&category=visa").status_code == 200
    for narrowed in ("?sort=hot", "?tag=pal", "?q=lettre", "?pile=saved"):
        assert "/inside/new" not in browser.get(f"/inside{narrowed}").text
