"""Every page of every role, in both languages and at both widths: axe finds nothing, nothing overflows."""

import re
from collections.abc import Callable

import pytest

from tests.browser.journey.visitor import Visitor

Visit = Callable[..., Visitor]

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
PAGES = {
    "": [
        "/",
        "/register",
        "/register/candidate",
        "/register/professional",
        "/login",
        "/forgot-password",
        "/verify-email",
        "/legal/terms",
        "/legal/privacy",
        "/nowhere",
    ],
    "jean.candidat": [
        "/dashboard",
        "DOSSIER",
        "DOSSIER/steps",
        "DOSSIER/history",
        "DOSSIER/edit",
        "/notifications",
        "/inside/directory",
        "/inside/directory?q=anne&scope=federal",
        "/inside/directory?q=nobody",
        "PROFESSIONAL",
        "/inside/contacts",
        "/profile",
        "/profile/edit",
        "/profile/picture",
        "/profile/consents",
        "/profile/preferences",
        "/profile/data",
        "/profile/data/delete",
        "/profile/security",
        "/profile/security/password",
        "/profile/security/email",
        "/profile/security/email/dead",
        "/profile/security/factors/passkeys/new",
        "/confirm",
    ],
    "marie.candidate": [
        "/dashboard",
        "/dossiers",
        "/dossiers/new",
        "/dossiers/new?template=ETU-ROC",
    ],
    "anne.pro": [
        "/dashboard",
        "/dossiers",
        "DOSSIER",
        "REVIEW",
        "DOSSIER/history",
        "/inside/contacts",
        "/professional/verification",
    ],
    "paul.pro": [
        "/profile",
        "/profile/practice",
        "/dashboard",
        "/dossiers",
        "/professional/verification",
        "/professional/verification/new",
    ],
    "mod": ["/dashboard", "/admin/"],
    "admin": [
        "/dashboard",
        "/dossiers",
        "DOSSIER",
        "/admin/",
        "/admin/users/",
        "/admin/assignments/",
        "/admin/validations/",
        "/admin/professionals/",
        "/admin/rescues/",
    ],
}


def find(person: Visitor, pattern: str, page: str) -> str:
    """The first address on ``page`` that looks so."""
    person.page.goto(page)
    found = re.search(pattern, person.page.content())
    assert found, f"no {pattern} on {page}"
    return found.group()


def addresses(person: Visitor, pages: list[str]) -> list[str]:
    """The pages, with the dossier and the document that are meant."""
    if "PROFESSIONAL" in pages:
        shown = find(person, r"/inside/directory/[0-9a-f-]{36}", "/inside/directory")
        pages = [shown if page == "PROFESSIONAL" else page for page in pages]
    if not any("DOSSIER" in page or page == "REVIEW" for page in pages):
        return pages
    dossier = find(person, r"/dossiers/[0-9a-f-]{36}", "/dossiers")
    review = ""
    if "REVIEW" in pages:
        review = find(person, r"/dossiers/[0-9a-f-]{36}/documents/[0-9a-f-]{36}/review", dossier)
    return [page.replace("DOSSIER", dossier).replace("REVIEW", review) for page in pages]


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(PAGES))
def test_pages_are_accessible_and_fit(visit: Visit, name: str, language: str, width: str) -> None:
    person = visit(language, width)
    if name:
        person.sign_in(name)
    wrong: dict[str, object] = {}
    for address in addresses(person, PAGES[name]):
        person.page.goto(f"/language/{language}?next={address}")
        assert person.page.locator("html").get_attribute("lang") == language
        found = person.violations()
        if person.overflow() > 0:
            found.append(f"wider than the window by {person.overflow()} px")
        if found:
            wrong[address] = found
    if name:
        person.page.goto("/language/fr?next=/dashboard")
    assert wrong == {}
