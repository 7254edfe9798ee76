"""Two people write to each other in two browsers, one of them offline for a while, a page reloaded meanwhile."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, Message
from capitune.dossiers.queries import conversation
from tests.browser.live.conftest import Visit
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import make_person, make_professional

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium"), pytest.mark.real("nginx")]
SOON = 2_000  # milliseconds: what the product promises
AWHILE = 30_000


def say(page: Page, words: str) -> None:
    page.locator("#body").fill(words)
    page.locator("#send button[type=submit]").click()


def words(page: Page) -> list[str]:
    return page.locator("#talk .c-words").all_text_contents()


def connected(page: Page) -> Page:
    expect(page.locator("#live")).to_have_attribute("data-state", "on", timeout=15_000)
    return page


def test_two_people_write_one_of_them_offline_for_a_while(visit: Visit) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    accepted = assign(dossier, anne)
    here = f"/dossiers/{dossier.id}/messages"
    his = connected(visit(candidate, here))
    hers = connected(visit(anne, here, second=True))

    hers.locator("#body").press_sequentially("Bo")
    expect(his.locator("#typing")).to_contain_text("Anne Lefebvre", timeout=SOON)
    say(hers, "Bonjour Aminata")
    expect(his.locator("#talk .c-words")).to_have_text(["Bonjour Aminata"], timeout=SOON)
    expect(hers.locator("#talk .me")).to_contain_text("Vu par Aminata", timeout=5_000)

    expected = ["Bonjour Aminata", *offline(his, hers), reloaded(his, here)]
    for page in (connected(his), hers):
        expect(page.locator("#talk .c-words")).to_have_text(expected, timeout=AWHILE)
    assert [line.body for line in reversed(conversation(dossier.id, 100).items)] == expected

    hers.locator("#body").press_sequentially("Je v")
    unassign(accepted)
    expect(hers.locator("#talk")).to_have_count(0, timeout=5_000)
    goes_up(visit(candidate, f"/dossiers/{long_talk(candidate, anne).id}/messages"))


def offline(his: Page, hers: Page) -> list[str]:
    """He is cut off and goes on writing; so does she. Gives what was written, in the order in which it arrived."""
    before = words(his)
    his.context.set_offline(True)
    mine = [f"Hors ligne {number}" for number in range(5)]
    for text in mine[:3]:
        say(his, text)
    expect(his.locator("[data-pending]").first).to_contain_text("Pas encore parti", timeout=5_000)
    theirs = [f"En ligne {number}" for number in range(3)]
    for text in theirs:
        say(hers, text)
    expect(hers.locator("#talk .c-words")).to_have_text([*before, *theirs], timeout=10_000)
    expect(hers.locator("[data-pending]")).to_have_count(
        0, timeout=10_000
    )  # shown at once, and there
    for text in mine[3:]:
        say(his, text)
    expect(his.locator("[data-pending]")).to_have_count(5)
    assert words(his) == [*before, *mine]
    his.context.set_offline(False)
    for page in (his, hers):
        found = page.locator("#talk .c-words")
        expect(found).to_have_text([*before, *theirs, *mine], timeout=AWHILE)
    expect(his.locator("[data-pending]")).to_have_count(0)
    return [*theirs, *mine]


def reloaded(his: Page, here: str) -> str:
    """What was not sent survives its page: the store of the browser keeps it. What arrived without its answer
    coming back is sent again, and is one all the same.
    """
    lost = re.compile(r"/messages$")
    arrives: list[bool] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        if arrives and not arrives[-1]:
            arrives.append(bool(route.fetch()))
        route.abort()

    his.route(lost, lose)
    say(his, "Avant de recharger")
    expect(his.locator("[data-pending]")).to_contain_text("Pas encore parti", timeout=5_000)
    arrives.append(False)  # the next one does, and its answer is lost
    expect(his.locator("#talk .c-words").last).to_have_text("Avant de recharger")
    his.wait_for_function("() => !document.querySelector('[data-pending]')", timeout=AWHILE)
    his.unroute(lost)
    his.goto(here)
    assert arrives == [False, True]
    return "Avant de recharger"


def long_talk(candidate: User, anne: User) -> Dossier:
    """Another dossier, with 75 messages."""
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    with unit_of_work():
        db.session.add_all(
            Message(
                id=new_id(),
                dossier_id=dossier.id,
                author_id=(candidate, anne)[number % 2].id,
                client_id=new_id(),
                body=f"No {number}\n" * (1 + number % 4),
            )
            for number in range(75)
        )
    return dossier


def goes_up(page: Page) -> None:
    """Earlier messages come while one goes up, and what is read stays where it is."""
    rows = page.locator("[data-message]")
    expect(rows).to_have_count(30)
    expect(rows.last).to_be_in_viewport()
    for count, first in ((60, "No 45"), (75, "No 15")):
        mark = rows.first
        assert (mark.locator(".c-words").text_content() or "").startswith(first)
        held = mark.element_handle()
        assert held
        held.scroll_into_view_if_needed()
        before = held.bounding_box()
        expect(rows).to_have_count(count)
        after = held.bounding_box()
        assert before
        assert after
        assert abs(before["y"] - after["y"]) < 60, (before, after)
    expect(page.locator("[data-older]")).to_have_count(0)
    assert len(set(page.locator("[data-message]").evaluate_all("all => all.map(e => e.id)"))) == 75
