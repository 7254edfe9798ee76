"""The small behaviours in a real browser: once, password, dialog, menu, and what HTMX does with an answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.behaviours.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]


@pytest.fixture
def forms(page: Page) -> Page:
    page.goto("/forms")
    return page


def test_a_double_click_sends_once_with_the_button_s_own_value(forms: Page, stage: Stage) -> None:
    forms.get_by_role("button", name="Save").dblclick()
    expect(forms.locator("body")).to_have_text("saved")

    assert stage.asked["saved first"] == 1


def test_a_form_being_sent_shows_it_on_its_button_and_is_not_sent_again(
    forms: Page, stage: Stage
) -> None:
    button = forms.get_by_role("button", name="Wait")
    before = button.bounding_box()
    button.click()
    busy = forms.get_by_role("button", name="Sending")
    expect(busy).to_be_disabled()
    forms.evaluate("document.querySelector('#partial').requestSubmit()")
    during = busy.bounding_box()
    stage.gate.set()

    expect(button).to_be_enabled()
    assert stage.asked["204"] == 1
    assert before
    assert during
    assert during["width"] >= before["width"]


def test_a_password_can_be_read_while_typing_and_leaves_as_a_password(forms: Page) -> None:
    field = forms.get_by_label("Password", exact=True)
    field.fill("three random words")
    forms.get_by_role("button", name="Afficher Password").click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_be_focused()
    forms.get_by_role("button", name="Masquer Password").click()

    expect(field).to_have_attribute("type", "password")


def test_a_dialog_gives_the_focus_to_the_safe_answer_and_back_to_its_opener(forms: Page) -> None:
    forms.get_by_role("link", name="Remove Bruno").click()
    expect(forms.get_by_role("dialog", name="Remove Bruno?")).to_be_visible()
    expect(forms.get_by_role("button", name="Keep Bruno")).to_be_focused()
    expect(forms.locator("dialog:modal")).to_have_count(1)
    forms.keyboard.press("Enter")

    expect(forms.get_by_role("dialog")).to_have_count(0)
    expect(forms.get_by_role("link", name="Remove Bruno")).to_be_focused()


@pytest.mark.parametrize("leave", ["Escape", "elsewhere"])
def test_the_account_menu_closes_when_one_leaves_it(forms: Page, leave: str) -> None:
    menu = forms.locator(".c-menu")
    forms.get_by_text("Compte de Aminata Diallo").locator("..").click()
    expect(menu).to_have_attribute("open", "")
    if leave == "Escape":
        forms.keyboard.press("Escape")
        expect(menu.locator("summary")).to_be_focused()
    else:
        forms.get_by_role("heading", name="Forms").click()

    expect(menu).not_to_have_attribute("open", "")


def test_an_invalid_answer_replaces_the_part_and_takes_the_focus(forms: Page) -> None:
    forms.get_by_role("button", name="Answer").click()

    expect(forms.get_by_text("Answer again")).to_be_focused()


def test_a_success_takes_the_focus_that_was_lost(forms: Page) -> None:
    forms.get_by_role("button", name="Accept").click()

    expect(forms.get_by_role("heading", name="Accepted")).to_be_focused()


def test_signed_out_meanwhile_leads_to_sign_in_and_back(forms: Page) -> None:
    forms.get_by_role("button", name="Lose").click()

    forms.wait_for_url("**/sign_in?next=%2Fforms")


def test_a_refusal_is_said_above_and_the_form_stays(forms: Page) -> None:
    forms.get_by_role("button", name="Refuse").click()

    expect(forms.locator("#flashes")).to_contain_text("Not yours.")
    expect(forms.locator("#partial")).to_be_visible()


def test_a_page_that_is_not_ours_is_never_shown(forms: Page) -> None:
    forms.get_by_role("button", name="Break").click()

    expect(forms.locator("#flashes")).to_contain_text("échoué de notre côté")
    expect(forms.get_by_text("nginx")).to_have_count(0)


def test_a_lost_connection_is_said_in_the_page(forms: Page) -> None:
    forms.context.set_offline(True)
    forms.get_by_role("button", name="Accept").click()

    expect(forms.locator("#flashes")).to_contain_text("la connexion est coupée")
    expect(forms.get_by_role("button", name="Accept")).to_be_enabled()
