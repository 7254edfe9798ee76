"""Watching a post: who may, what they hear, what they missed."""

import pytest
from flask import Flask

from capitune.authz.actor import Role
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, drafted, posted
from tests.functional.access.personas import NOBODY, PERSONAS, build
from tests.functional.live.conftest import Connect, Live
from tests.support.signing import browser_of


def test_whoever_is_signed_in_watches_what_everybody_reads(app: Flask) -> None:
    world = build(app)
    post = {"id": str(world.ids["post_id"])}
    clients = {
        name: Live(app, world.browser(name) if name in world.cookies else None) for name in PERSONAS
    }
    refused = {name for name, client in clients.items() if not client.is_connected}
    assert refused == set(NOBODY)
    for name in clients.keys() - refused:
        assert clients[name].ask("post:join", post) == {"ok": True}, name


def test_a_comment_is_heard_by_its_ids_only(app: Flask, connect: Connect) -> None:
    post, reader, other = posted(), make_person(), make_person()
    watching, elsewhere = connect(reader), connect(other)
    assert watching.ask("post:join", {"id": str(post.id)}) == {"ok": True}
    assert elsewhere.ask("post:join", {"id": str(posted().id)}) == {"ok": True}
    comment = commented(post, other, "Des mots que le fil ne porte pas")
    ids = {"post_id": str(post.id), "comment_id": str(comment.id)}
    assert watching.heard("post:comment") == [ids]
    assert "mots" not in str(watching.everything)
    assert elsewhere.heard("post:comment") == []


@pytest.mark.parametrize("what", ["a draft", "nothing", "hidden"])
def test_what_one_may_not_read_cannot_be_watched(app: Flask, connect: Connect, what: str) -> None:
    post = drafted(make_professional("immigration")) if what == "a draft" else posted()
    if what == "hidden":
        with unit_of_work():
            services.hide(acting(make_person(Role.MODERATOR)), post.id, "Publicité", version=1)
    key = new_id() if what == "nothing" else post.id
    answer = connect(make_person()).ask("post:join", {"id": str(key)})
    assert (answer["ok"], answer["code"]) == (False, "not_found")


def test_what_is_hidden_is_said_to_whoever_watches(app: Flask, connect: Connect) -> None:
    post, watching = posted(), connect(make_person())
    watching.ask("post:join", {"id": str(post.id)})
    with unit_of_work():
        services.hide(acting(make_person(Role.MODERATOR)), post.id, "Publicité", version=1)
    assert watching.heard("post:gone") == [{"post_id": str(post.id)}]


def test_what_was_missed_is_found_again(app: Flask, connect: Connect) -> None:
    post, reader = posted(), make_person()
    first = commented(post, make_person())
    second = commented(post, make_person())
    told = browser_of(app, reader).get(f"/live?after={first.id}&watch=post:{post.id}").get_json()
    assert told["subjects"][f"post:{post.id}"] == [str(second.id)]
