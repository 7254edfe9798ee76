"""Many at once: counts that stay right, one draft, one decision."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import PostStats
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import posted, said


def at_once(app: Flask, acts: list[Any]) -> list[str]:
    """What became of each: ``""`` or the code of its refusal."""

    def run(act: Any) -> str:
        with app.app_context():
            try:
                with unit_of_work():
                    act()
            except Conflict as refusal:
                return refusal.code
            finally:
                db.session.remove()
            return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def likes_of(key: Any) -> int:
    db.session.expire_all()
    stats = db.session.get(PostStats, key)
    assert stats
    return stats.likes


def test_twenty_people_thank_and_one_thanks_twenty_times(live_app: Flask) -> None:
    key, one = posted().id, acting(make_person())
    people = [acting(make_person()) for _ in range(20)]
    at_once(live_app, [lambda p=person: services.like(p, key) for person in people])
    assert likes_of(key) == 20
    at_once(live_app, [lambda: services.like(one, key)] * 20)
    assert likes_of(key) == 21
    both = [lambda: services.like(one, key), lambda: services.unlike(one, key)] * 10
    at_once(live_app, both)
    assert likes_of(key) in (20, 21)
    services_seen = at_once(live_app, [lambda: services.unlike(one, key)])
    assert services_seen == [""]
    assert likes_of(key) == 20


def test_of_two_tabs_that_keep_one_draft_one_wins(live_app: Flask) -> None:
    anne, key = acting(make_professional("immigration")), new_id()
    kept = at_once(live_app, [lambda: services.keep_draft(anne, said(), key=key, version=0)] * 5)
    assert sorted(kept) == ["", *["stale_version"] * 4]


def test_of_two_moderators_one_decides(live_app: Flask) -> None:
    key = posted().id
    team = [acting(make_person(Role.MODERATOR)) for _ in range(4)]
    done = at_once(
        live_app,
        [lambda m=one: services.hide(m, key, "Publicité", version=1) for one in team],
    )
    assert sorted(done) == ["", *["stale_version"] * 3]
