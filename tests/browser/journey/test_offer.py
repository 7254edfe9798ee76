"""A candidate writes to a professional, who offers to accompany them: the page on which they answer."""

from collections.abc import Callable

from tests.browser.journey.visitor import Visitor

BRUNO = 'main a[href^="/inside/directory/"]:has-text("Bruno")'


def test_an_offer_is_looked_at_and_declined(visit: Callable[..., Visitor]) -> None:
    jean, bruno = visit("fr", "phone"), visit("fr", "desk")
    jean.sign_in("jean.candidat")
    jean.page.goto("/inside/directory?q=bruno")
    jean.page.locator(BRUNO).first.click()
    form = jean.page.locator("main form:has([name=text])")
    form.locator("[name=text]").fill("Bonjour, pouvez-vous relire mon budget ?")
    form.locator("[name=acknowledged]").check()
    jean.submit(form)

    bruno.sign_in("bruno.pro")
    bruno.page.goto("/inside/contacts")
    answer = bruno.form("/accept")
    answer.locator("[name=answer]").fill("Avec plaisir.")
    answer.locator("[name=offers]").check()
    bruno.submit(answer)

    jean.page.goto("/dashboard")
    with jean.page.expect_navigation():
        jean.page.locator('main a[href^="/inside/offers/"]').first.click()
    for words in ("Bruno Tremblay", "Ce qui a été vérifié", "Avec plaisir."):
        assert words in jean.text()
    assert jean.violations() == []
    assert jean.overflow() <= 0
    with jean.page.expect_navigation():
        jean.page.locator("main form button[formaction$='/decline']").click()
    assert jean.path == "/inside/contacts"
    assert "vous avez refusé" in jean.text()
