"""Where to go on after an answer, so that nothing is lost."""

import uuid
from datetime import UTC, datetime, timedelta

from capitune.core.catching import MOST, OVERLAP, born_at, here, place_after, settled
from capitune.core.ids import new_id


def test_an_id_sorts_after_the_instant_of_its_birth_and_before_the_next() -> None:
    key = new_id()
    moment = datetime.fromtimestamp((key.int >> 80) / 1000, UTC)
    assert born_at(moment) <= key < born_at(moment + timedelta(milliseconds=1))


def test_a_page_begins_later_than_whoever_asked_goes_on() -> None:
    assert settled() < here() < new_id()
    assert born_at(datetime.now(UTC) - 2 * OVERLAP) < settled()


def test_whole_answers_lead_to_the_settled_past() -> None:
    start = settled()
    place = place_after([[new_id()], []], start)
    assert (place.after, place.more) == (start, False)


def test_of_answers_that_were_cut_the_one_that_came_less_far_counts() -> None:
    old = [uuid.UUID(int=number) for number in range(1, MOST + 1)]
    new = [uuid.UUID(int=number) for number in range(1000, 1000 + MOST)]
    place = place_after([new, old, [new_id()]], settled())
    assert (place.after, place.more) == (old[-1], True)
