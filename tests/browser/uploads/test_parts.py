"""A large file on a weak line, in a real browser on the real server: cut, resumed, cancelled, refused."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Document, Upload
from tests.browser.uploads.conftest import Candidate
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
PARTS = 3
PAUSED = "La connexion est coupée"
SENT = "diplome.pdf est envoyé."


def received(file: Path) -> None:
    """The file is there once, whole."""
    db.session.expire_all()
    hashes = db.session.scalars(select(Document.sha256)).all()
    assert list(hashes) == [hashlib.sha256(file.read_bytes()).digest()]


def arrived(candidate: Candidate) -> None:
    expect(candidate.page.locator("#announcer")).to_have_text(SENT, timeout=20_000)


def test_a_large_file_leaves_in_parts(candidate: Candidate, file: Path) -> None:
    candidate.choose(file)
    arrived(candidate)
    assert len(candidate.sent) == PARTS
    received(file)
    expect(candidate.page.get_by_text("diplome.pdf").first).to_be_visible()


def cut_in_the_middle(candidate: Candidate, file: Path) -> None:
    """The file is chosen; its first part has arrived, the second is on its way when the line goes down."""
    page = candidate.page
    held: list[Route] = []

    def second_is_held(route: Route) -> None:
        if len(candidate.sent) == 2:
            held.append(route)
        else:
            route.continue_()

    # Held before anything leaves: on a slow machine the parts would be through by then.
    page.route("**/files/parts/**", second_is_held)
    candidate.choose(file)
    eventually(lambda: page.evaluate("1") and held, "the second part", 15)
    page.context.set_offline(True)
    held[0].abort("internetdisconnected")
    page.unroute("**/files/parts/**")


def test_a_cut_in_the_middle_costs_one_part_at_most(candidate: Candidate, file: Path) -> None:
    page = candidate.page
    cut_in_the_middle(candidate, file)
    expect(page.locator("[data-reason]").first).to_contain_text(PAUSED)
    expect(page.locator("#announcer")).to_contain_text("5,2 sur 12,0\u202fMo sont conservés")
    expect(page.locator("progress[data-bar]")).to_be_visible()
    page.context.set_offline(False)
    arrived(candidate)
    assert len(candidate.sent) == PARTS + 1
    received(file)


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(
    candidate: Candidate, file: Path
) -> None:
    page = candidate.page
    cut_in_the_middle(candidate, file)
    page.goto("about:blank")
    page.context.set_offline(False)
    candidate.sent.clear()
    page.goto(f"/dossiers/{candidate.dossier.id}")  # its row is open by itself
    expect(page.get_by_text("n’est pas arrivé en entier")).to_be_visible()
    heard: list[str] = []

    def hear(words: str) -> None:
        heard.append(words)

    page.expose_function("heard", hear)
    page.evaluate(
        "new MutationObserver(() => heard(announcer.textContent))"
        ".observe(announcer, { childList: true })"
    )
    candidate.choose(file)
    arrived(candidate)
    assert any("Reprise de l’envoi de diplome.pdf" in words for words in heard)
    assert len(candidate.sent) == PARTS - 1
    received(file)


def test_an_answer_that_is_lost_makes_no_second_version(candidate: Candidate, file: Path) -> None:
    lost: list[int] = []

    def first_answer_is_lost(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    candidate.page.route("**/complete", first_answer_is_lost)
    candidate.choose(file)
    arrived(candidate)
    assert lost == [200]
    assert len(candidate.sent) == PARTS
    received(file)


def test_cancelled_on_its_way(candidate: Candidate, file: Path) -> None:
    page = candidate.page
    held: list[Route] = []

    def never_answered(route: Route) -> None:
        held.append(route)

    page.route("**/files/parts/**", never_answered)
    candidate.choose(file)
    eventually(lambda: page.evaluate("1") and held, "the first part", 15)
    with page.expect_response("**/cancel") as answer:
        page.get_by_role("button", name="Annuler l’envoi de diplome.pdf").press("Enter")
    assert answer.value.status == 204
    expect(page.locator("#announcer")).to_have_text("Envoi annulé")
    expect(page.locator("[data-upload-choose]").first).to_be_focused()
    expect(page.locator("[data-name]")).to_have_count(0)
    db.session.expire_all()
    assert db.session.scalars(select(Upload.id)).all() == []


def test_what_is_refused_says_why(candidate: Candidate, tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(b"<html>" + b"x" * 6_000_000)
    candidate.choose(page)
    reason = candidate.page.locator("[data-reason]").first
    expect(reason).to_contain_text("Nous ne pouvons pas accepter ce type de fichier")
    expect(candidate.page.get_by_role("button", name="Réessayer")).to_be_visible()
