"""The budget as a PDF: everything in it, in the reader's language, and nothing of it read as markup."""

import pypdfium2
import pytest

from capitune.core.papers import PaperFailed, paper
from capitune.dossiers.views import budgetpaper
from tests.factories.budgets import accept, pay, permit_of, price, quote
from tests.functional.dossiers.pages.scene import Scene

EVIL = '#panic("x") *b* _i_ $x$ <a> @b \\ // /* ` ``` #read("/etc/passwd") [ ] { } = é'


def text_of(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_it_says_what_the_page_says(scene: Scene) -> None:
    anne = scene.people["anne"]
    price(scene.dossier, anne, 129000, EVIL)
    quote(scene.dossier, anne, EVIL)
    accept(scene.dossier, text=f"J’accepte.\n{EVIL}")
    pay(scene.dossier, anne, permit_of(scene.dossier), 15000)
    answer = scene.browser("aminata").get(f"{scene.url}/budget.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert f"budget-{scene.dossier.number}.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    told = text_of(answer.get_data())
    for words in (
        f"Budget du dossier {scene.dossier.number}",
        "Aminata Diallo",
        "Total 1 525,00 $",
        "Payé 150,00 $",
        "Reste à payer 1 375,00 $",
        "Devis accepté, version 1 : 1 290,00 $",
        "J’accepte.",
        "enregistré par Anne Lefebvre",
    ):
        assert words in told
    assert told.count('#panic("x") *b* _i_ $x$') == 2  # the line and the text that was accepted
    assert '#read("/etc/passwd")' in told
    assert "root:" not in told


def test_it_speaks_its_reader_s_language(scene: Scene) -> None:
    scene.browser("anne").get("/language/en?next=/dashboard")
    told = text_of(scene.browser("anne").get(f"{scene.url}/budget.pdf").get_data())
    assert f"Budget of dossier {scene.dossier.number}" in told
    assert "$235.00" in told
    assert "No payment is recorded." in told


def test_a_paper_that_fails_sends_back_with_a_word(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgetpaper, "LAYOUT", budgetpaper.LAYOUT.with_name("nothing.typ"))
    with pytest.raises(PaperFailed):
        paper(budgetpaper.LAYOUT, {})
    answer = scene.browser("aminata").get(f"{scene.url}/budget.pdf")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{scene.url}/budget")
    page = scene.browser("aminata").get(f"{scene.url}/budget").get_data(as_text=True)
    assert "Le PDF n’a pas pu être fait." in page
