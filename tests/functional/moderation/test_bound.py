"""Who may only read does not write; of whoever is read first, what they write waits."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.errors import Refused
from capitune.core.work import unit_of_work
from capitune.inside import services as inside
from capitune.inside.states import PostStatus
from capitune.moderation import services
from capitune.moderation.services import Ruling
from tests.factories.cases import reported
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, posted, said
from tests.support.clock import MovedClock, clock

__all__ = ["clock"]


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def hold_to(author: Any, decision: str, days: int = 7) -> Any:
    case_id = reported(posted(author), reason="spam").case_id
    mod = acting(make_person(Role.MODERATOR))
    with unit_of_work():
        services.decide(mod, case_id, Ruling(decision, until=now() + timedelta(days=days)))
    return lambda: services.undo(mod, case_id)


def test_reading_only_nothing_is_written_until_it_ends(clock: MovedClock) -> None:
    author, other = make_professional("immigration"), posted()
    mine, comment = posted(author), commented(other, author)
    hold_to(author, "read_only")
    actor = acting(author)
    for act in (
        lambda: inside.publish(actor, said()),
        lambda: inside.change_post(actor, said(), key=mine.id),
        lambda: inside.write_comment(actor, other.id, "Merci à tous."),
        lambda: inside.change_comment(actor, comment.id, "Merci encore."),
    ):
        with pytest.raises(Refused) as caught, unit_of_work():
            act()
        assert caught.value.code == "read_only"
    clock.move(days=8)
    posted(author)
    commented(other, author)


def test_taken_back_one_writes_again() -> None:
    author = make_professional("immigration")
    undo = hold_to(author, "read_only")
    with unit_of_work():
        undo()
    assert posted(author).is_published


def test_restricted_even_a_professional_waits() -> None:
    author = make_professional("immigration")
    assert posted(author).is_published
    hold_to(author, "restrict")
    with unit_of_work():
        post = inside.publish(acting(author), said())
    assert post.status is PostStatus.HELD
