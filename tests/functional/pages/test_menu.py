"""Which line of the menu is the present one."""

import re

import pytest
from flask import Flask

from capitune.accounts.states import Language
from tests.factories.listed import make_listed
from tests.factories.offers import make_offer
from tests.factories.people import make_person
from tests.support.signing import browser_of

CURRENT = re.compile(r'<nav class="c-side".*?</nav>', re.DOTALL)
LABEL = re.compile(r'aria-current="page">.*?</svg>\s*([^<]+)', re.DOTALL)


@pytest.mark.parametrize(
    ("role", "label"), [("candidate", "Professionals"), ("professional", "Directory")]
)
def test_contacts_belong_to_the_directory(app: Flask, role: str, label: str) -> None:
    candidate = make_person(language=Language.EN)
    professional = make_listed(None, language=Language.EN)
    offer = make_offer(candidate, professional)
    browser = browser_of(app, candidate if role == "candidate" else professional)
    places = ["/inside/directory", "/inside/contacts"]
    if role == "candidate":
        places.append(f"/inside/offers/{offer.id}")
    for place in places:
        found = CURRENT.search(browser.get(place).get_data(as_text=True))
        assert found
        assert [text.strip() for text in LABEL.findall(found.group())] == [label], place
