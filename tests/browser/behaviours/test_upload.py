"""The upload slot in a real browser: many files, progress, cancel, refusals, a lost connection."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.behaviours.stage import LOCKED, SENT_BEFORE, Stage

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]

OFFLINE = "Pas encore parti, la connexion est coupée. Nouvel essai automatique."


def a_file(name: str, size: int = 2000) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"x" * size}


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file][name=file]").set_input_files(list(files))


@pytest.fixture
def slot(page: Page) -> Page:
    page.goto("/upload")
    page.evaluate(
        "document.body.addEventListener('dossier-changed', () => { document.body.dataset.times = "
        "Number(document.body.dataset.times ?? 0) + 1; })"
    )
    return page


def test_several_files_leave_one_after_the_other_and_the_requirement_is_renewed(
    slot: Page, stage: Stage
) -> None:
    choose(slot, a_file("a.pdf"), a_file("b.pdf"), a_file("c.pdf"))

    expect(slot.locator("[data-received]")).to_have_text("a.pdf b.pdf c.pdf")
    expect(slot.locator("#announcer")).to_have_text("c.pdf est envoyé.")
    expect(slot.locator("body")).to_have_attribute("data-times", "1")
    expect(slot.get_by_role("button", name="Choisir des fichiers")).to_be_visible()
    choose(slot, a_file("d.pdf"))  # the slot that came with the answer works too
    expect(slot.locator("[data-received]")).to_have_text("a.pdf b.pdf c.pdf d.pdf")


def test_a_file_chosen_before_the_script_arrived_is_sent(page: Page, stage: Stage) -> None:
    held: list[Route] = []
    page.route("**/js/upload.js*", lambda route: held.append(route))  # noqa: PLW0108 the driver wants a function
    page.goto("/upload", wait_until="commit")
    choose(page, a_file("early.pdf"))
    page.wait_for_function("document.readyState === 'interactive'")
    held[0].continue_()

    expect(page.locator("[data-received]")).to_have_text("early.pdf")


def test_a_refused_file_says_why_and_stays_in_sight_beside_those_that_passed(slot: Page) -> None:
    choose(slot, a_file("locked.pdf"), a_file("torn.pdf"), a_file("good.pdf"))

    expect(slot.locator("[data-received]")).to_have_text("good.pdf")
    reasons = slot.locator("[data-upload-list] [data-reason]")
    expect(reasons).to_have_text([LOCKED, "This file is torn."])


def test_a_failure_on_our_side_is_said_in_our_words_and_can_be_tried_again(slot: Page) -> None:
    choose(slot, a_file("broken.pdf"))

    expect(slot.locator("[data-reason]")).to_contain_text("échoué de notre côté")
    expect(slot.get_by_text("secret")).to_have_count(0)
    slot.get_by_role("button", name="Réessayer\u202f: broken.pdf").click()
    expect(slot.locator("[data-received]")).to_have_text("broken.pdf")


@pytest.mark.parametrize(
    ("size", "words"), [(0, "Ce fichier est vide"), (1024 * 1024 + 1, "Ce fichier dépasse 1")]
)
def test_what_cannot_be_accepted_does_not_leave(
    slot: Page, stage: Stage, size: int, words: str
) -> None:
    choose(slot, a_file("wrong.pdf", size))

    expect(slot.locator("[data-reason]")).to_contain_text(words)
    assert stage.asked["wrong.pdf"] == 0


def test_a_file_on_its_way_can_be_cancelled_and_the_next_one_leaves(
    slot: Page, stage: Stage
) -> None:
    choose(slot, a_file("held.pdf"))
    choose(slot, a_file("next.pdf"))
    expect(slot.locator("[data-fact]")).to_have_text(["Contrôle du fichier", "en attente"])
    slot.get_by_role("button", name="Annuler l’envoi de held.pdf").click()

    expect(slot.locator("[data-received]")).to_have_text("next.pdf")
    expect(slot.locator("[data-name]")).to_have_count(0)


# The server's answers that the cut left half sent are dropped by it unclosed.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cut_keeps_the_file_and_sends_it_when_the_connection_is_back(slot: Page) -> None:
    slot.context.set_offline(True)
    choose(slot, a_file("kept.pdf"))
    expect(slot.locator("[data-reason]")).to_have_text(OFFLINE)

    slot.context.set_offline(False)
    expect(slot.locator("[data-received]")).to_have_text("kept.pdf")


def test_progress_is_told_in_bytes_in_the_reader_s_language(slot: Page) -> None:
    wire = slot.context.new_cdp_session(slot)
    wire.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    wire.send("Network.emulateNetworkConditions", slow)
    choose(slot, a_file("slow.pdf", 1_000_000))

    expect(slot.locator("[data-fact]")).to_have_text(re.compile("0,[1-9] sur 1,0\u202fMo"))
    assert float(slot.locator("progress").get_attribute("value") or 0) > 0
    wire.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    expect(slot.locator("[data-received]")).to_have_text("slow.pdf")


def test_files_are_dropped_on_the_slot(slot: Page) -> None:
    dropped = slot.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['abc'], 'dropped.pdf')); return d; }"
    )
    slot.dispatch_event("[data-upload]", "dragenter", {"dataTransfer": dropped})
    expect(slot.locator("[data-upload].is-over")).to_be_visible()
    slot.dispatch_event("[data-upload]", "drop", {"dataTransfer": dropped})

    expect(slot.locator("[data-received]")).to_have_text("dropped.pdf")


def test_without_javascript_one_file_goes_by_the_plain_form(page: Page, stage: Stage) -> None:
    assert page.context.browser
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    page.goto("/upload")
    plain.goto(page.url)
    choose(plain, a_file("plain.pdf"))
    plain.get_by_role("button", name="Send this file").click()
    plain.wait_for_load_state()
    context.close()

    assert stage.received == ["plain.pdf"]


def test_a_file_sent_before_is_named_before_it_leaves_and_holds_up_no_other(
    slot: Page, stage: Stage
) -> None:
    twin: FilePayload = {"name": "twin.pdf", "mimeType": "application/pdf", "buffer": b"twin" * 500}
    choose(slot, a_file("a.pdf"), twin, a_file("b.pdf"))

    expect(slot.locator("[data-received]")).to_have_text("a.pdf b.pdf")
    row = slot.locator("[data-upload-list] > li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(SENT_BEFORE)
    row.get_by_role("button", name="Envoyer quand même").click()
    expect(slot.locator("[data-received]")).to_have_text("a.pdf b.pdf twin.pdf")
    assert (stage.asked["known"], stage.asked["twin.pdf"]) == (3, 1)
