"""The private address of one's deadlines: made, copied by its button, read by a program, revoked."""

from collections.abc import Callable

import pytest

from tests.browser.journey.visitor import WIDTHS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]


def test_an_address_is_made_copied_and_revoked(visit: Callable[..., Visitor]) -> None:
    marie = visit("fr", "phone")
    page = marie.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    marie.sign_in("marie.candidate")
    page.goto("/profile/calendar")
    marie.submit(marie.form("/profile/calendar"))
    address = page.locator("#address").input_value()
    page.get_by_role("button", name="Copier l’adresse").click()
    page.get_by_role("button", name="Copiée").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert [fault for width in WIDTHS for fault in marie.faults(width)] == []
    read = page.context.request.get(address)
    assert (read.status, read.text().splitlines()[0]) == (200, "BEGIN:VCALENDAR")
    marie.submit(marie.form("/profile/calendar/revoke"))
    assert page.context.request.get(address).status == 404
