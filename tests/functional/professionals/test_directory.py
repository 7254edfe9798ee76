"""The directory: who stands in it, in which order, found how, read how far."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.accounts.services import edit_profile, revoke_all
from capitune.accounts.states import Domain, Profession, Standing
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.jobs import deal_places, mend_directory
from capitune.professionals.models import DirectoryEntry
from capitune.professionals.queries.directory import listed
from capitune.professionals.services import PracticeFacts
from capitune.professionals.wanted import Wanted
from tests.factories.listed import make_listed
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.signing import browser_of
from tests.support.statements import statements
from tests.unit.professionals.scene import FACTS, NONE, SEED, Scene

__all__ = ["clock"]

PAGE = "/inside/directory"


@pytest.fixture
def reader(app: Flask) -> Browserless:
    return browser_of(app, make_person(language="en"))


def entries() -> list[DirectoryEntry]:
    db.session.expire_all()
    return list(db.session.scalars(select(DirectoryEntry)))


def order(limit: int = 100, **looked_for: str) -> list[str]:
    return [row.last_name for row in listed(Wanted(**looked_for), limit, None).items]


def test_a_licence_approved_is_an_entry_and_lost_is_none(app: Flask) -> None:
    scene = Scene()
    anne = scene.professional()
    assert entries() == []
    credential = scene.approved(anne, facts=FACTS)
    (entry,) = entries()
    assert (entry.user_id, entry.province, entry.scopes) == (
        anne.id,
        "CA-NB",
        ["federal", "immigration"],
    )
    with unit_of_work():
        services.suspend(scene.admin, credential, "Seen in the register.")
        assert entries() == []  # in the same transaction


def test_what_does_not_succeed_removes_nobody(app: Flask) -> None:
    scene = Scene()
    anne = scene.professional()
    credential = scene.approved(anne, facts=FACTS)
    with pytest.raises(ZeroDivisionError), unit_of_work():
        services.suspend(scene.admin, credential, "Seen in the register.")
        raise ZeroDivisionError
    assert [entry.user_id for entry in entries()] == [anne.id]


def test_it_follows_names_and_practice(app: Flask) -> None:
    anne = make_listed(last_name="Lefèvre")
    with unit_of_work():
        edit_profile(acting(anne), anne, {"last_name": "Cœur-Étienne"})
        services.edit_practice(
            acting(anne), anne, {"province": "CA-QC", "languages": ["ar"], "services": ["Recours"]}
        )
    (entry,) = entries()
    assert (entry.last_name, entry.province, entry.languages) == ("Cœur-Étienne", "CA-QC", ["ar"])
    assert order(q="etienne recours") == ["Cœur-Étienne"]
    assert order(q="lefevre") == []


def test_a_practice_written_by_the_team_is_followed(app: Flask) -> None:
    anne = make_listed()
    with unit_of_work():
        services.set_up_practice(SEED, anne, PracticeFacts("Autre", "lawyer", "finance", "CA-ON"))
    (entry,) = entries()
    assert (entry.organization, entry.profession) == ("Autre", Profession.LAWYER)


def test_a_licence_over_is_out_at_that_very_instant(app: Flask, clock: MovedClock) -> None:
    end = now() + timedelta(hours=1)
    anne = make_professional("federal", until=end)
    make_listed(anne)
    clock.move(minutes=59, seconds=59)
    assert order() == ["Lefebvre"]
    clock.move(seconds=1)
    assert order() == []
    browser = browser_of(app, make_person())
    assert browser.get(f"{PAGE}/{anne.id}").status_code == 404


def test_the_same_order_all_day_another_the_next(app: Flask, clock: MovedClock) -> None:
    for number in range(30):
        make_listed(last_name=f"N{number:02}")
    first = order()
    clock.move(seconds=1)
    deal_places()
    assert order() == first  # they were dealt today
    clock.move(days=1)
    assert sorted(order()) == sorted(first)
    assert deal_places() == 30
    assert deal_places() == 0
    assert order() != first


def test_everybody_is_first_now_and_then(app: Flask, clock: MovedClock) -> None:
    for name in ("A", "B", "C"):
        make_listed(last_name=name)
    firsts = []
    for _ in range(60):
        clock.move(days=1)
        deal_places()
        firsts.append(order()[0])
    # One in three each: under 6 of 60 happens once in 100,000 runs.
    assert min(firsts.count(name) for name in "ABC") >= 6


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_hold_each_once(app: Flask, limit: int) -> None:
    for number in range(9):
        make_listed(last_name=f"N{number}")
    seen, after = [], None
    while True:
        page = listed(Wanted(), limit, after)
        seen += [row.last_name for row in page.items]
        after = page.next_cursor
        if after is None:
            break
    assert seen == order()


@pytest.mark.parametrize("read", range(1, 9))
def test_a_page_begun_before_midnight_goes_on_as_it_was(
    app: Flask, clock: MovedClock, read: int
) -> None:
    for number in range(9):
        make_listed(last_name=f"N{number}")
    for _ in range(5):  # the day begins elsewhere each time, before and after where one was
        whole = order()
        page = listed(Wanted(), read, None)
        clock.move(days=1)
        rest = listed(Wanted(), 100, page.next_cursor)
        assert [row.last_name for row in (*page.items, *rest.items)] == whole


def test_filters_and_search(app: Flask) -> None:
    make_listed(first_name="Zoé", last_name="Bélanger", languages=["fr", "ar"], province="CA-QC")
    coach = {"profession": Profession.COACH, "domain": Domain.EDUCATION}
    make_listed(None, "coach", last_name="Nguyễn", organization="L’Élan (2026)", **coach)
    every = {
        "q": ("zoe bel", "Bélanger"),
        "language": ("ar", "Bélanger"),
        "province": ("CA-QC", "Bélanger"),
        "scope": ("federal", "Bélanger"),
        "profession": ("coach", "Nguyễn"),
        "domain": ("education", "Nguyễn"),
    }
    for name, (value, found) in every.items():
        assert order(**{name: value}) == [found], name
    assert order(q="élan") == ["Nguyễn"]
    assert order(q="ÉLAN 2026", profession="coach", province="CA-NB") == ["Nguyễn"]
    assert order(q="belanger", profession="coach") == []
    for nonsense in ("'", "&|!():*", "a:b <-> c", "%", "\\", "zz & ", "\x00", "٣"):
        assert order(q=nonsense) == []


def test_the_page(reader: Browserless) -> None:
    assert "Nobody yet" in reader.get(PAGE).get_data(as_text=True)
    anne = make_listed(
        languages=["fr"], bio="Premier.\n\nSecond.", portfolio=["https://a.example/b"]
    )
    page = reader.get(PAGE).get_data(as_text=True)
    assert f'href="{PAGE}/{anne.id}"' in page
    assert "Cabinet Lefebvre" in page
    found = reader.get(f"{PAGE}?q=nobody&scope=nonsense&limit=20").get_data(as_text=True)
    assert "Nobody like that" in found
    assert 'value="nobody"' in found
    assert reader.get(f"{PAGE}?after=nonsense").status_code == 422
    shown = reader.get(f"{PAGE}/{anne.id}").get_data(as_text=True)
    assert "Premier." in shown
    assert "https://a.example/b" in shown
    assert "does not vouch" in shown
    assert anne.email not in shown


def test_the_badge_says_what_was_checked(reader: Browserless) -> None:
    scene = Scene()
    anne = scene.professional()
    credential = scene.submitted(anne)
    scene.record(credential)
    scene.proved(credential, anne)
    scene.approve(credential)
    shown = reader.get(f"{PAGE}/{anne.id}").get_data(as_text=True)
    for words in ("R123456", FACTS.name, FACTS.url, "official register", "two people"):
        assert words in shown
    assert "It allows: <b>Federal immigration</b>" in shown
    assert "Look in the register again" in shown
    assert "answered at the address" in shown
    assert FACTS.contact not in shown


def test_who_has_no_register_sends_nobody_to_look_there(reader: Browserless) -> None:
    scene = Scene()
    bruno = scene.professional(Profession.FINANCE_CONSULTANT)
    scene.approve(scene.submitted(bruno, NONE))
    shown = reader.get(f"{PAGE}/{bruno.id}").get_data(as_text=True)
    assert "This profession has no official register" in shown
    assert "Look in the register again" not in shown


def test_others_are_unknown(reader: Browserless) -> None:
    for user in (make_person(), make_professional()):
        assert reader.get(f"{PAGE}/{user.id}").status_code == 404


def test_the_suspended_leave_at_once(app: Flask) -> None:
    anne = make_listed()
    with unit_of_work():
        anne.standing = Standing.SUSPENDED
        revoke_all(anne, "account_suspended")
        assert entries() == []


def test_what_has_drifted_is_mended(app: Flask) -> None:
    anne, gone, new = make_listed(), make_listed(), make_professional("coach")
    with unit_of_work():
        db.session.execute(update(User).where(User.id == anne.id).values(last_name="Roy"))
        db.session.execute(update(User).where(User.id == gone.id).values(licence_scopes=[]))
    assert mend_directory() == 3
    assert {(e.user_id, e.last_name) for e in entries()} == {(anne.id, "Roy"), (new.id, "Lefebvre")}
    assert mend_directory() == 0


def test_two_statements_whatever_there_is(reader: Browserless) -> None:
    make_listed()
    reader.get(PAGE)
    counts = set()
    for _ in range(2):
        with statements() as sent:
            reader.get(PAGE)
        counts.add(len(sent))
        for _ in range(6):
            make_listed()
    (count,) = counts
    assert count <= 5, sent
    with statements() as sent:
        reader.get(f"{PAGE}/{make_listed().id}")
    assert len([s for s in sent if s.startswith("SELECT")]) >= 2
