"""The page of a version that was decided: asking for a new one after all, taking a request back."""

from capitune.dossiers.states import DocumentStatus
from tests.factories.documents import receive
from tests.functional.dossiers.pages.scene import Scene, words

WORDS = "Le <b>verso</b> manque."


def test_a_validated_version_may_be_asked_for_again(scene: Scene) -> None:
    here = scene.review("validated")
    page = scene.browser("anne").get(here).get_data(as_text=True)
    assert "Demander tout de même une nouvelle version" in words(page)
    assert 'type="radio" name="status"' not in page.replace('class="form-check-input" ', "")
    sent = {"status": "rejected", "version": scene.document("validated").version}
    wrong = scene.browser("anne").submit(here, sent | {"comment": WORDS}, page=here)
    assert wrong.status_code == 422
    html = wrong.get_data(as_text=True)
    assert "<details open>" in html
    assert "Le &lt;b&gt;verso&lt;/b&gt; manque." in html
    answer = scene.browser("anne").submit(here, sent | {"reasons": "UNSIGNED"}, page=here)
    assert answer.status_code == 303
    assert scene.document("validated").status is DocumentStatus.REJECTED
    html = scene.browser("aminata").get(here).get_data(as_text=True)
    assert "Annulé par Anne Lefebvre le" in words(html)
    assert "a validé cette version" in words(html)
    told = scene.browser("aminata").get(f"{scene.url}/history").get_data(as_text=True)
    assert "Validation annulée, nouvelle version demandée" in words(told)


def test_a_request_is_taken_back_and_its_words_stay(scene: Scene) -> None:
    here = scene.review("rejected")
    seen = {"version": scene.document("rejected").version}
    assert "/review/withdraw" in scene.browser("anne").get(here).get_data(as_text=True)
    for reader in ("aminata", "bruno"):
        assert "/review/withdraw" not in scene.browser(reader).get(here).get_data(as_text=True)
    answer = scene.browser("anne").submit(f"{here}/withdraw", seen, page=here)
    assert (answer.status_code, answer.location) == (303, here)
    html = scene.browser("anne").get(here).get_data(as_text=True)
    assert "Retirée par Anne Lefebvre le" in words(html)
    assert "La page 3 est coupée." in words(html)
    assert 'value="validated"' in html
    again = scene.browser("anne").submit(f"{here}/withdraw", seen, page=here)
    assert again.status_code == 409
    assert "Aucune nouvelle version n’est plus demandée ici" in words(again.get_data(as_text=True))


def test_a_newer_version_came_before_the_request_was_taken_back(scene: Scene) -> None:
    here = scene.review("rejected")
    seen = {"version": scene.document("rejected").version}
    newer = receive(scene.dossier, "EDU_TRANSCRIPTS")
    answer = scene.browser("anne").submit(f"{here}/withdraw", seen, page="/dashboard")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert f'href="{scene.url}/documents/{newer.id}/review"' in html
    assert "Ce que vous avez écrit" not in words(html)


def test_the_places_marked_by_a_request_that_was_taken_back_are_told(scene: Scene) -> None:
    here = scene.review("received")
    seen = scene.document("received").version
    sent = {"status": "rejected", "version": seen, "reasons": "ILLEGIBLE"}
    marks = {"marks": "1,0.1,0.8,0.5,0.15", "notes": "Le <b>coin</b>"}
    scene.browser("anne").submit(here, sent | marks, page=here)
    scene.browser("anne").submit(f"{here}/withdraw", {"version": seen + 1}, page=here)
    for reader in ("anne", "aminata"):
        html = scene.browser(reader).get(here).get_data(as_text=True)
        before = html[html.index("Retirée par Anne Lefebvre") :]
        assert "Page 1 : Le &lt;b&gt;coin&lt;/b&gt;" in words(before)
        assert 'href="#page-1"' in before
