"""Finding one's programme, without a script: the address holds the answers, so "back" goes back."""

import re
from html import unescape

from sqlalchemy import update

from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Template
from tests.functional.dossiers.pages.scene import Scene, words

START = "/dossiers/orientation"


def test_one_question_at_a_time_to_the_programme_and_why(scene: Scene) -> None:
    browser = scene.browser("other")
    assert START in browser.get("/dossiers/new").get_data(as_text=True)
    html = browser.get(START).get_data(as_text=True)
    assert 'method="get"' in html
    assert re.findall(r'name="purpose" value="(\w+)"', html) == [
        "study",
        "work",
        "business",
        "settle",
        "other",
    ]
    second = browser.get(f"{START}?purpose=study").get_data(as_text=True)
    assert '<input type="hidden" name="purpose" value="study">' in second
    end = browser.get(f"{START}?purpose=study&place=quebec&acceptance=no").get_data(as_text=True)
    text = words(end)
    assert "Commencez par l’admission" in text
    assert "Le Québec donne d’abord son accord" in text
    assert "seul un professionnel autorisé" in text
    assert "/dossiers/new?template=ETU-QC" in end
    changes = [unescape(found) for found in re.findall(rf'href="({START}[^"]*)"', end)]
    assert changes == [START, f"{START}?purpose=study", f"{START}?purpose=study&place=quebec"]


def test_when_nothing_fits_it_says_what_to_do(scene: Scene) -> None:
    html = scene.browser("other").get(f"{START}?purpose=other").get_data(as_text=True)
    assert "Nous n’avons pas de programme pour ce projet" in words(html)
    assert "/inside/directory" in html
    assert "seul un professionnel autorisé" in words(html)


def test_a_programme_that_was_withdrawn_leads_to_what_else_one_can_do(scene: Scene) -> None:
    with unit_of_work():
        db.session.execute(update(Template).where(Template.code == "ETU-QC").values(is_open=False))
    html = scene.browser("other").get(f"{START}?purpose=study&place=quebec&acceptance=yes")
    assert "Ce que vous pouvez faire maintenant" in words(html.get_data(as_text=True))


def test_an_answer_that_is_not_offered_asks_again_and_says_so(scene: Scene) -> None:
    page = scene.browser("other").get(f"{START}?purpose=%3Cb%3E&x=1").get_data(as_text=True)
    assert "Choisissez une des réponses proposées" in words(page)
    assert "<b>" not in page.partition("<main")[2].partition("</h1>")[0]


def test_it_is_for_candidates(scene: Scene) -> None:
    assert scene.browser("anne").get(START).status_code == 403
