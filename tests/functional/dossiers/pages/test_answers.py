"""The questions about one's situation, on pages without a script."""

import re

from capitune.dossiers.queries import dossier_by_id
from tests.functional.dossiers.pages.scene import Scene, words

OPENING = "/dossiers/new?template=ETU-ROC"


def test_what_is_asked_and_how_long_it_takes_is_shown_before_opening(scene: Scene) -> None:
    text = words(scene.browser("other").get(OPENING).get_data(as_text=True))
    assert "Serez-vous mineur" in text
    assert "Rassembler les documents : environ 60 jours" in text
    assert "La réponse de l’autorité : de 1 à 4 mois" in text
    assert "Publié en janvier 2026" in text
    planned = scene.browser("other").get("/dossiers/new?template=ENT-PCP").get_data(as_text=True)
    assert "nous n’en avons pas de source datée" in words(planned)


def test_answers_are_kept_at_the_opening_and_nothing_chosen_is_lost(scene: Scene) -> None:
    browser = scene.browser("other")
    chosen = {
        "template": "ETU-ROC",
        "answers.minor": "yes",
        "answers.family": ["partner", "children"],
        "planned_submission_on": "2001-02-03",
    }
    wrong = browser.submit("/dossiers/new", chosen, page=OPENING)
    html = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert (
        len(re.findall(r'name="answers\.family" value="(?:partner|children)" checked', html)) == 2
    )
    assert re.search(r'name="answers\.minor" value="yes" checked', html)
    opened = browser.submit("/dossiers/new", chosen | {"planned_submission_on": ""}, page=OPENING)
    assert opened.status_code == 303
    found = dossier_by_id(opened.location.rpartition("/")[2])  # type: ignore[arg-type]
    assert found is not None
    assert found.answers == {"minor": ["yes"], "family": ["partner", "children"]}


def test_an_answer_that_is_not_offered_is_said_beside_its_question(scene: Scene) -> None:
    sent = {"template": "ETU-ROC", "answers.minor": "perhaps"}
    wrong = scene.browser("other").submit("/dossiers/new", sent, page=OPENING)
    assert wrong.status_code == 422
    assert "Choisissez une des réponses proposées" in words(wrong.get_data(as_text=True))


def test_changing_the_answers_changes_the_list(scene: Scene) -> None:
    browser, here = scene.browser("aminata"), f"/dossiers/{scene.dossier.id}"
    assert f"{here}/answers" in browser.get(here).get_data(as_text=True)
    saved = browser.submit(f"{here}/answers", {"answers.minor": "no", "answers.refusal": "yes"})
    assert (saved.status_code, saved.location) == (303, here)
    text = words(browser.get(here).get_data(as_text=True))
    assert "Inutiles, d’après vos réponses" in text
    form = browser.get(f"{here}/answers").get_data(as_text=True)
    assert re.search(r'name="answers\.refusal" value="yes" checked', form)
    read = words(scene.browser("anne").get(f"{here}/answers").get_data(as_text=True))
    assert "Pas encore de réponse" in read
    assert "<form" not in read.partition("<main")[2]
    history = words(browser.get(f"{here}/history").get_data(as_text=True))
    assert "Réponses sur la situation modifiées" in history


def test_a_page_out_of_date_overwrites_nothing(scene: Scene) -> None:
    browser, here = scene.browser("aminata"), f"/dossiers/{scene.dossier.id}/answers"
    stale = browser.submit(here, {"answers.minor": "yes", "version": "99"})
    html = stale.get_data(as_text=True)
    assert stale.status_code == 409
    assert "Ce dossier a changé" in words(html)
    assert re.search(r'name="answers\.minor" value="yes" checked', html)
