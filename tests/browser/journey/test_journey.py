"""The first journey, walked by four people in a real Chromium, once in each language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journey.product import Product
from tests.browser.journey.visitor import Visitor
from tests.support.corpus import images, pdfs
from tests.support.eventually import eventually

NEW_PASSWORD = "rivière tortue 84 lune"
COMMENT = "Le bas de la page 2 est coupé."
Visit = Callable[..., Visitor]

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """Two scans of one paper and a phone's photo, on the person's device."""
    names = {"transcripts": "releves.pdf", "again": "releves-2.pdf", "passport": "IMG_2231.jpg"}
    made = {paper: tmp_path / name for paper, name in names.items()}
    made["transcripts"].write_bytes(pdfs.pdf(pages=2))
    made["again"].write_bytes(pdfs.pdf(pages=3))
    made["passport"].write_bytes(images.jpeg(1200, 1600, orientation=6))
    return made


def sign_up(person: Visitor, language: str, address: str) -> None:
    """From the home page to the dashboard."""
    page = person.page
    page.goto("/")
    page.locator('a[href="/register/candidate"]').first.click()
    form = page.locator("main form").first
    fields = {"first_name": "Aïssatou", "last_name": "N’Diaye", "email": address}
    for name, value in {**fields, "password": NEW_PASSWORD}.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=country]").select_option("SN")
    form.locator("[name=language]").select_option(language)
    assert not form.locator("[name=accept_communications]").is_checked()
    form.locator("[name=accept_terms]").check()
    person.submit(form)
    assert person.path == "/verify-email"
    form = page.locator("main form").first
    form.locator("[name=code]").fill(person.product.code_for(address))
    person.submit(form)
    assert person.path == "/dashboard"


def open_dossier(person: Visitor) -> str:
    """From the dashboard's one action to the dossier, one's goals said first; returns its address."""
    person.page.locator(".c-next a.btn-primary").click()
    form = person.page.locator("main form").first
    form.locator("[name=goals]").first.check()
    person.submit(form)
    person.page.goto("/dashboard")
    person.page.locator(".c-next a.btn-primary").click()
    person.page.locator('a[href*="ETU-ROC"]').first.click()
    form = person.page.locator("form#open")
    form.locator("[name=planned_submission_on]").fill("2027-02-12")
    person.submit(form)
    assert re.fullmatch(r"/dossiers/[0-9a-f-]{36}", person.path)
    return person.path


def requirement(person: Visitor, title: str) -> str:
    """The id of the element of the document called so."""
    heading = person.page.get_by_role("heading", name=title, exact=True)
    item = person.page.locator("li[id^=requirement-]", has=heading)
    return str(item.get_attribute("id"))


def send(person: Visitor, place: str, file: Path) -> None:
    """Open the slot, choose the file, wait until the scanner has let it through."""
    item = person.page.locator(f"#{place}")
    if not item.locator("form[data-upload]").count():
        item.locator("a", has_text=re.compile("Ajouter|Add")).click()
    item.locator("input[name=file]").first.set_input_files(file)
    expect(item.locator(".c-st-go")).to_be_visible(timeout=30_000)


def review(person: Visitor, dossier: str, title: str) -> None:
    """From the dossier to the document that waits."""
    person.page.goto(dossier)
    heading = person.page.get_by_role("heading", name=title, exact=True)
    item = person.page.locator("li[id^=requirement-]", has=heading)
    item.locator('a[href$="/review"]').first.click()
    image = person.page.locator('img[src*="/pages/1"]').first
    expect(image).to_be_visible()
    assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 100


def propose_anne(admin: Visitor, number: str) -> None:
    """The admin's plain form."""
    admin.sign_in("admin")
    admin.page.goto("/admin/assignments/")
    form = admin.page.locator("main form", has=admin.page.locator("[name=number]"))
    form.locator("[name=number]").fill(number)
    option = form.locator("[name=professional_id] option", has_text="Anne Lefebvre")
    form.locator("[name=professional_id]").select_option(option.get_attribute("value"))
    form.locator("[name=role]").select_option("immigration")
    admin.submit(form)


def accept(anne: Visitor, dossier: str) -> None:
    """Nothing is seen before the acceptance, which is given from the dashboard."""
    answer = anne.page.goto(dossier)
    assert answer is not None
    assert answer.status == 404
    anne.page.goto("/dashboard")
    proposal = anne.page.locator("li", has=anne.page.locator('form[action$="/accept"]'))
    anne.submit(proposal.filter(has_text="Aïssatou").locator("form").first)


def reject(anne: Visitor, dossier: str, title: str) -> None:
    """Ask for a new version, with a reason and a comment."""
    review(anne, dossier, title)
    decision = anne.form("/review")
    decision.locator("[name=status][value=rejected]").check()
    decision.locator("[name=reasons][value=ILLEGIBLE]").check()
    decision.locator("[name=comment]").fill(COMMENT)
    anne.submit(decision)


def validate(anne: Visitor, dossier: str, title: str) -> None:
    """Find the new version good."""
    review(anne, dossier, title)
    decision = anne.form("/review")
    decision.locator("[name=status][value=validated]").check()
    anne.submit(decision)


def see_the_reasons(candidate: Visitor, place: str, title: str, reason: str) -> None:
    """The next action leads to the reasons, beside the place where one sends again."""
    candidate.page.goto("/dashboard")
    action = candidate.page.locator(".c-next")
    assert title in action.inner_text()
    action.locator("a.btn-primary").click()
    refused = candidate.page.locator(f"#{place}")
    expect(refused).to_contain_text(COMMENT)
    expect(refused).to_contain_text(re.compile(reason, re.IGNORECASE))
    expect(refused.locator("form[data-upload]").first).to_be_visible()


def letters(product: Product, address: str) -> list[str]:
    """The texts of the mails to this address."""
    parts = [mail.get_body(("plain",)) for mail in product.mails_to(address)]
    return [part.get_content() for part in parts if part]


@pytest.mark.parametrize(
    ("language", "width", "transcripts", "passport"),
    [
        ("fr", "phone", "Relevés de notes", "Passeport (page biographique, visas et tampons)"),
        ("en", "desk", "Academic transcripts", "Passport (bio page, visas and stamps)"),
    ],
)
def test_from_the_home_page_to_a_validated_document(
    visit: Visit,
    product: Product,
    papers: dict[str, Path],
    language: str,
    width: str,
    transcripts: str,
    passport: str,
) -> None:
    address = f"aissatou-{language}@example.com"
    candidate = visit(language, width)
    sign_up(candidate, language, address)
    dossier = open_dossier(candidate)
    place = requirement(candidate, transcripts)
    send(candidate, place, papers["transcripts"])
    send(candidate, requirement(candidate, passport), papers["passport"])
    number = re.search(r"CAP-\d{4}-\d{4,}", candidate.text())
    assert number
    propose_anne(visit("fr"), number.group())
    anne = visit("fr")
    anne.sign_in("anne.pro")
    accept(anne, dossier)
    reject(anne, dossier, "Relevés de notes")

    see_the_reasons(candidate, place, transcripts, {"fr": "illisible", "en": "illegible"}[language])
    told = eventually(
        lambda: [text for text in letters(product, address) if COMMENT in text],
        "the mail that says what is wrong",
    )
    assert len(told) == 1
    send(candidate, place, papers["again"])

    validate(anne, dossier, "Relevés de notes")
    for person in (candidate, anne):
        person.page.goto(f"{dossier}/history")
        assert person.text().count("Anne Lefebvre") >= 3
    candidate.page.goto(dossier)
    expect(candidate.page.locator(f"#{place} .c-dot-ok")).to_be_visible()
    expect(candidate.page.locator("main progress").first).to_have_attribute("value", "1")


@pytest.mark.parametrize("name", ["marie.candidate", "bruno.pro", "paul.pro", "mod"])
def test_nobody_else_can_tell_that_a_dossier_exists(visit: Visit, name: str) -> None:
    jean = visit("fr")
    jean.sign_in("jean.candidat")
    jean.page.goto("/dossiers")
    dossier = re.search(r"/dossiers/[0-9a-f-]{36}", jean.page.content())
    assert dossier
    stranger = visit("fr")
    stranger.sign_in(name)
    for page in ("", "/documents", "/steps", "/history", "/edit"):
        answer = stranger.page.goto(dossier.group() + page)
        assert answer is not None
        assert answer.status == 404
