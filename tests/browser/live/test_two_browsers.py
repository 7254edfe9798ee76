"""Two real browsers on two web processes behind nginx: each sees what the other does."""

import os
import re
import signal

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.states import Decision
from capitune.notifications.models import Notification
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind
from tests.browser.live.conftest import Site, Visit
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium"), pytest.mark.real("nginx")]
SOON = 2_000  # milliseconds: what the product promises
CUTS, BETWEEN = 20, 50


def connected(page: Page) -> Page:
    """The page, once it hears of changes at once."""
    expect(page.locator("#live")).to_have_attribute("data-state", "on", timeout=15_000)
    return page


def rename(page: Page, dossier: str, title: str) -> None:
    """The candidate gives the dossier another title, in another tab."""
    tab = page.context.new_page()
    tab.goto(f"{dossier}/edit")
    tab.locator("main form [name=title]").fill(title)
    with tab.expect_navigation():
        tab.locator("main form button[type=submit]").first.click()
    tab.close()


def test_each_sees_the_others_change_and_again_after_a_process_is_killed(
    site: Site, visit: Visit
) -> None:
    candidate, pro = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, pro)
    document = receive(dossier)
    here = f"/dossiers/{dossier.id}"
    theirs = connected(visit(candidate, here))
    mine = connected(visit(pro, here, second=True))
    # That a professional was proposed, and that they accepted.
    expect(theirs.locator("#bell .c-n")).to_contain_text("2")

    rename(theirs, here, "Ma nouvelle vie")
    expect(mine.locator("h1")).to_have_text("Ma nouvelle vie", timeout=SOON)
    expect(theirs.locator("h1")).to_have_text("Ma nouvelle vie", timeout=SOON)

    deciding = mine.context.new_page()
    deciding.goto(f"{here}/documents/{document.id}/review")
    deciding.locator("[name=status][value=validated]").check(force=True)
    with deciding.expect_navigation():
        deciding.locator("main form button[type=submit]").first.click()
    row = theirs.locator(f"#requirement-{document.requirement_id}")
    expect(row).to_contain_text("Validé", timeout=SOON)
    expect(theirs.locator("#bell .c-n")).to_contain_text("3", timeout=SOON)

    os.killpg(site.second.pid, signal.SIGKILL)
    connected(theirs)
    expect(mine.locator("#live")).to_have_attribute("data-state", "on", timeout=15_000)
    rename(theirs, here, "Encore une autre")
    expect(mine.locator("h1")).to_have_text("Encore une autre", timeout=15_000)
    connected(mine)
    rename(theirs, here, "Une dernière")
    expect(mine.locator("h1")).to_have_text("Une dernière", timeout=SOON)


def write(user: User, first: int, count: int) -> None:
    """``count`` things that the person is told, each in a transaction of its own."""
    for number in range(first, first + count):
        with unit_of_work():
            tell(
                user.id,
                NotificationKind.DOCUMENT_VALIDATED,
                key=f"cut-{number}",
                facts={},
                url="/dashboard",
            )


def test_a_thousand_changes_over_twenty_cuts_are_heard_once_each(site: Site, visit: Visit) -> None:
    user = make_person()
    page = connected(visit(user, "/profile"))
    page.evaluate(
        "window.heard = []; document.addEventListener('live:notification', (event) => heard.push(event.detail.id))"
    )
    for cut in range(CUTS):
        write(user, cut * BETWEEN, 20)
        site.nginx.stop()
        write(user, cut * BETWEEN + 20, 15)
        site.nginx.start()
        write(user, cut * BETWEEN + 35, 15)
    total = CUTS * BETWEEN
    eventually(lambda: page.evaluate("heard.length") >= total, "a thousand changes", 60)
    connected(page)
    write(user, total, 1)
    eventually(lambda: page.evaluate("heard.length") > total, "one more", 10)
    heard = page.evaluate("heard")
    written = set(map(str, db.session.scalars(select(Notification.id))))
    assert len(heard) == len(set(heard)) == total + 1
    assert set(heard) == written
    expect(page.locator("#bell .c-n")).to_contain_text("99+", timeout=SOON)


def test_what_is_typed_or_opened_stays_when_the_page_is_renewed(visit: Visit) -> None:
    candidate, pro = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, pro)
    document = receive(dossier)
    here = f"/dossiers/{dossier.id}"
    page = connected(visit(candidate, here))
    row = page.locator(f"#requirement-{document.requirement_id}")
    row.locator("a[hx-get]").first.click()
    expect(row).to_have_attribute("data-open", str(document.requirement_id))
    with unit_of_work():
        dossiers.edit_dossier(acting(candidate), dossier, changes={"title": "Autre titre"})
    expect(page.locator("h1")).to_have_text("Autre titre", timeout=SOON)
    expect(row).to_have_attribute("data-open", str(document.requirement_id))


def test_the_dashboard_and_the_page_of_a_decision_renew_themselves(visit: Visit) -> None:
    candidate = make_person()
    pro = make_professional("immigration", language=Language.EN)
    dossier = make_dossier(candidate)
    assign(dossier, pro)
    document = receive(dossier)
    review = f"/dossiers/{dossier.id}/documents/{document.id}/review"
    board = connected(visit(pro, "/dashboard"))
    typing = connected(visit(pro, review, second=True))
    reading = connected(visit(pro, review))
    typing.locator("#comment").fill("Le bas est coupé")
    home = connected(visit(candidate, "/dashboard", second=True))
    expect(home.locator("#dashboard .c-turn")).to_contain_text("1", timeout=SOON)

    newer = receive(dossier)
    for page in (typing, reading):
        expect(page.locator("#decision")).to_contain_text("A newer version was sent", timeout=SOON)
        expect(page.locator("#decision a")).to_have_attribute(
            "href", f"/dossiers/{dossier.id}/documents/{newer.id}"
        )
    expect(reading.locator("form.c-decide")).to_have_count(0)
    expect(typing.locator("#comment")).to_have_value("Le bas est coupé")
    queue = board.locator(f'#dashboard a[href*="{newer.id}"]').first
    expect(queue).to_be_visible(timeout=SOON)
    with unit_of_work():
        dossiers.decide(
            acting(pro),
            newer,
            decision=Decision.VALIDATED,
            version=newer.version,
            reasons=(),
            comment="",
        )
    expect(home.locator("#dashboard")).to_contain_text("Validé", timeout=SOON)
    expect(board.locator(f'#dashboard a[href$="{newer.id}/review"]')).to_have_count(0, timeout=SOON)


def test_a_page_whose_sign_in_ended_says_so(visit: Visit) -> None:
    user = make_person()
    page = connected(visit(user, "/dashboard"))
    other = visit(user, "/profile")

    with unit_of_work():
        accounts.revoke_all(user, "suspended")
    for each in (page, other):
        expect(each.locator("#live")).to_have_attribute("data-state", "out", timeout=5_000)


def test_whoever_is_suspended_is_out_within_two_seconds_everywhere(
    visit: Visit,
) -> None:
    user, staff = make_person(first_name="Awa"), make_person(Role.ADMIN)
    page = connected(visit(user, "/dashboard"))
    known = {"email": user.email, "password": PASSWORD}
    token = page.request.post("/api/auth/login", data=known).json()["token"]
    asks = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/users/me", headers=asks).status == 200
    desk = visit(staff, f"/admin/users/{user.id}", second=True)
    form = desk.locator(f'form[action$="/{user.id}/suspend"]')
    desk.locator("#doing details").filter(has=form).locator("summary").click()
    form.locator("[name=reason]").select_option("spam")
    form.locator("[name=words]").fill("Adverts under five posts.")
    form.locator("[name=message]").fill("Adverts have no place here.")
    with desk.expect_navigation():
        form.locator("button").click()
    expect(page.locator("#live")).to_have_attribute("data-state", "out", timeout=SOON)
    assert page.request.get("/api/users/me", headers=asks).status == 401
    page.goto("/dossiers")
    expect(page).to_have_url(re.compile(r"/login"))
    expect(desk.locator("#suspensions")).to_contain_text("Adverts under five posts.")


def test_without_websocket_the_page_asks(visit: Visit) -> None:
    user = make_person()
    page = visit(user, "/login")
    page.route("**/socket.io/**", lambda route: route.abort())
    page.add_init_script("window.WebSocket = class { constructor() { throw new Error('none'); } };")
    page.goto("/profile")
    write(user, 0, 3)
    expect(page.locator("#bell .c-n")).to_contain_text("3", timeout=14_000)
    expect(page.locator("#live")).to_have_attribute("data-state", "away")
