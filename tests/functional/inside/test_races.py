"""Many at once: counts that stay right, one draft, one decision."""

from functools import partial
from typing import Any

from flask import Flask

from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.inside import services
from capitune.inside.models import PostStats
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import posted, said
from tests.support.together import at_once, told_at_once


def likes_of(key: Any) -> int:
    db.session.expire_all()
    stats = db.session.get(PostStats, key)
    assert stats
    return stats.likes


def test_twenty_people_thank_and_one_thanks_twenty_times(live_app: Flask) -> None:
    key, one = posted().id, acting(make_person())
    people = [acting(make_person()) for _ in range(20)]
    at_once(live_app, *[lambda p=person: services.like(p, key) for person in people])
    assert likes_of(key) == 20
    at_once(live_app, *[lambda: services.like(one, key)] * 20)
    assert likes_of(key) == 21
    both = [lambda: services.like(one, key), lambda: services.unlike(one, key)] * 10
    at_once(live_app, *both)
    assert likes_of(key) in (20, 21)
    assert at_once(live_app, lambda: services.unlike(one, key)) == [None]
    assert likes_of(key) == 20


def test_of_two_tabs_that_keep_one_draft_one_wins(live_app: Flask) -> None:
    anne, key = acting(make_professional("immigration")), new_id()

    def keep() -> str:
        services.keep_draft(anne, said(), key=key, version=0)
        return ""

    kept = told_at_once(live_app, [keep] * 5)
    assert sorted(kept) == ["", *["stale_version"] * 4]


def test_of_two_moderators_one_decides(live_app: Flask) -> None:
    key = posted().id
    team = [acting(make_person(Role.MODERATOR)) for _ in range(4)]

    def hide(by: Actor) -> str:
        services.hide(by, key, "Publicité", version=1)
        return ""

    done = told_at_once(live_app, [partial(hide, one) for one in team])
    assert sorted(done) == ["", *["stale_version"] * 3]
