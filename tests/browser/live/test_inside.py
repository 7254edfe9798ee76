"""Two members at two browsers: a post is written, read, answered; the answer appears without a reload, the draft is kept."""

import pytest
from playwright.sync_api import expect

from capitune.authz.actor import Role
from tests.browser.live.conftest import Visit
from tests.browser.live.test_two_browsers import SOON, connected
from tests.factories.listed import make_listed
from tests.factories.people import make_person
from tests.factories.posts import posted

# What many watch is asked for at a moment of each page's own, within a second and a half.
SPREAD = SOON + 2_000

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium"), pytest.mark.real("nginx")]


def test_what_one_writes_the_other_reads_and_answers_live(visit: Visit) -> None:
    anne, jean = make_listed(), make_person()
    writing = visit(anne, "/inside/posts/new")
    writing.locator("[name=title]").fill("Three points to check")
    writing.locator("[name=body]").fill("Before you apply, read **the official page** again.")
    expect(writing.locator("#kept")).to_have_text("Brouillon gardé.", timeout=SOON + 5_000)
    writing.locator("[name=category]").select_option("documents")
    writing.locator("#writing summary").click()
    writing.locator("[name=tags][value=pal]").check()
    with writing.expect_navigation():
        writing.locator("#writing button[type=submit]").click()
    expect(writing.locator("h1")).to_have_text("Three points to check")
    connected(writing)

    reading = visit(jean, "/inside", second=True)
    reading.locator("article h2 a").first.click()
    expect(reading.locator(".c-said strong").first).to_have_text("the official page")
    reading.locator("button[id^=like]").click()
    expect(reading.locator("button[id^=like]")).to_have_attribute("aria-pressed", "true")
    reading.locator("#say textarea").fill("Thank you, does it hold for Québec?")
    with reading.expect_navigation():
        reading.locator("#say button[type=submit]").click()

    # Without a reload, and without a word of what Anne is typing lost.
    writing.locator("#say textarea").fill("I was about to")
    expect(writing.locator("#said")).to_contain_text("does it hold for Québec?", timeout=SOON)
    expect(writing.locator("#say textarea")).to_have_value("I was about to")


def test_what_the_team_takes_away_leaves_the_open_page(visit: Visit) -> None:
    post = posted(make_listed())
    page = visit(make_person(), f"/inside/posts/{post.id}")
    connected(page)
    moderator = visit(make_person(Role.MODERATOR), f"/inside/posts/{post.id}", second=True)
    moderator.locator("[name=reason]").fill("An offer with a contact")
    with moderator.expect_navigation():
        moderator.locator('form[action$="/hide"] button').click()
    expect(page.locator("h1")).not_to_have_text(post.title, timeout=SOON)


def test_a_new_post_and_new_thanks_are_seen_live(visit: Visit) -> None:
    anne, jean = make_listed(), make_person()
    old = posted(anne)
    reading = visit(jean, "/inside")
    connected(reading)
    thanked = visit(anne, f"/inside/posts/{old.id}", second=True)
    connected(thanked)
    reading.locator("button[id^=like]").click()
    expect(thanked.locator("button[id^=like]")).to_contain_text("Merci, 1", timeout=SPREAD)

    new = posted(anne, title="Des nouvelles d’aujourd’hui")
    expect(reading.locator("#new a")).to_have_text("1 nouvelle publication", timeout=SPREAD)
    with reading.expect_navigation():
        reading.locator("#new a").click()
    expect(reading.locator("article h2").first).to_have_text(new.title)
    expect(reading.locator("#new a")).to_have_count(0)
