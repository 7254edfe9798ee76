"""Marking places on the pages: by whom, how it is sent without a script, what is refused, where it is seen."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.marks import Mark, restored
from capitune.dossiers.models import Document, Review
from capitune.dossiers.queries import version_line
from capitune.dossiers.states import Decision, DocumentStatus, Kind
from tests.factories.documents import receive, validate
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.mailbox import received
from tests.support.outbox import run_outbox

NOTE = "Zébré <b>ici</b>"


def reject(scene: Scene, who: str = "anne", **fields: object) -> TestResponse:
    """Ask for a new version of the passport, with these marks."""
    seen = {"version": scene.document("received").version, "reasons": "ILLEGIBLE"}
    return scene.browser(who).submit(
        scene.review("received"), {"status": "rejected", **seen, **fields}, page="/dashboard"
    )


def kept(scene: Scene) -> tuple[Mark, ...]:
    """The marks of the decision on the passport."""
    wanted = Review.document_id == scene.documents["received"].id
    return restored(db.session.scalars(select(Review.marks).where(wanted)).one_or_none())


def test_marks_are_kept_with_the_decision(scene: Scene) -> None:
    marks = ["1,0.1,0.8,0.5,0.15", "1,0.2,0.1,0.3,0.05", ""]
    answer = reject(scene, marks=marks, notes=[NOTE, "", ""])
    assert answer.status_code == 303
    assert kept(scene) == (Mark(1, 0.1, 0.8, 0.5, 0.15, NOTE), Mark(1, 0.2, 0.1, 0.3, 0.05))


def test_without_a_script_a_page_and_words_are_enough(scene: Scene) -> None:
    html = scene.browser("anne").get(scene.review("received")).get_data(as_text=True)
    (plain,) = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert 'name="marks"' in plain
    assert 'name="notes"' in plain
    assert reject(scene, marks="1", notes="floue").status_code == 303
    assert kept(scene) == (Mark(1, note="floue"),)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("7", "pas de page 7"),
        ("1,0.9,0,0.2,0.2", "dépasse de la page"),
        ("1,0.5,0.5,-0.1,0.2", "trop petit"),
        ("1,0.5,0.5,0,0", "trop petit"),
        ("1,x,y,z,0", "dépasse de la page"),
        (["1"] * 11, "au plus 10"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    scene: Scene, marks: str | list[str], said: str
) -> None:
    answer = reject(scene, marks=marks, notes=NOTE, comment="Reprenez-la.")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in words(html)
    assert 'href="#marks"' in html
    assert "Reprenez-la." in html
    assert 'value="Zébré &lt;b&gt;ici&lt;/b&gt;"' in html
    assert re.search(r'value="rejected" checked', html)
    assert scene.document("received").status is DocumentStatus.RECEIVED


def test_marks_stay_when_someone_was_faster(scene: Scene) -> None:
    receive(scene.dossier, "ID_PASSPORT")
    answer = reject(scene, marks="1,0.1,0.8,0.5,0.15", notes=NOTE)
    assert answer.status_code == 409
    assert 'value="1,0.1,0.8,0.5,0.15"' in answer.get_data(as_text=True)


def test_only_who_may_decide_draws(scene: Scene) -> None:
    for who in ("aminata", "bruno"):
        html = scene.browser(who).get(scene.review("received")).get_data(as_text=True)
        assert "/pages/1.webp" in html
        assert "data-marking" not in html
        assert "js/marks" not in html
        assert reject(scene, who=who, marks="1", notes=NOTE).status_code == 403
    assert kept(scene) == ()
    html = scene.browser("anne").get(scene.review("received")).get_data(as_text=True)
    assert "data-marking" in html


def test_a_validation_is_overturned_with_marks(scene: Scene) -> None:
    address = f"{scene.url}/documents/{scene.documents['validated'].id}/review"
    html = scene.browser("anne").get(address).get_data(as_text=True)
    assert "data-marking" in html
    seen = {"version": scene.document("validated").version, "reasons": "ILLEGIBLE"}
    answer = scene.browser("anne").submit(
        address, {"status": "rejected", "marks": "1,0,0,0.5,0.5", **seen}, page="/dashboard"
    )
    assert answer.status_code == 303
    line = version_line(scene.documents["validated"].id)
    assert line is not None
    assert line.review is not None
    assert line.review.marks == (Mark(1, 0, 0, 0.5, 0.5),)


def test_the_mail_leads_to_the_places_beside_the_slot_and_carries_none(scene: Scene) -> None:
    reject(scene, marks=["1,0.1,0.8,0.5,0.15", "1"], notes=[NOTE, ""])
    run_outbox()
    document = scene.documents["received"]
    mail = next(m for m in received(scene.people["aminata"].email) if "requirement-" in m.text)
    assert "webp" not in mail.html
    assert "Zébré" not in mail.text
    address = re.search(r"https?://[^/]+(/dossiers/\S+?)#requirement-", mail.text)
    assert address
    html = scene.browser("aminata").get(address[1]).get_data(as_text=True)
    row = html.split(f'id="requirement-{document.requirement_id}"')[1].split("</form>")[0]
    for number in (1, 2):
        assert f'src="/documents/{document.id}/marks/{number}.webp"' in row
    assert f'href="{scene.url}/documents/{document.id}#page-1"' in row
    assert "Zébré &lt;b&gt;ici&lt;/b&gt;" in row
    assert "data-upload" in row


def test_each_file_that_is_asked_for_again_says_why_whatever_was_decided_since(
    scene: Scene,
) -> None:
    original = receive(scene.dossier, "FIN_BANK")
    marked(scene, original, "bruno")
    translation = receive(scene.dossier, "FIN_BANK", kind=Kind.TRANSLATION)
    validate(translation, scene.people["bruno"])
    other = receive(scene.dossier, "ID_PASSPORT", kind=Kind.TRANSLATION)
    marked(scene, scene.documents["received"])
    marked(scene, other)
    one, two = (scene.opened("aminata", code) for code in ("FIN_BANK", "ID_PASSPORT"))
    assert re.findall(r'src="/documents/([^/]+)/marks/', one) == [str(original.id)]
    assert "Document flou" in words(one)
    found = re.findall(r'src="/documents/([^/]+)/marks/', two)
    assert found == [str(scene.documents["received"].id), str(other.id)]


@pytest.mark.parametrize("who", ["aminata", "anne", "bruno"])
def test_the_places_are_drawn_on_the_pages_without_a_script(scene: Scene, who: str) -> None:
    reject(scene, marks="1,0.1,0.8,0.5,0.15", notes=NOTE)
    html = scene.browser(who).get(scene.review("received")).get_data(as_text=True)
    (rectangle,) = re.findall(r'<rect class="mk"[^>]*>', html)
    assert [float(n) for n in re.findall(r'="([\d.]+)%"', rectangle)] == [10, 80, 50, 15]
    assert "style=" not in rectangle


def marked(scene: Scene, document: Document, who: str = "anne") -> None:
    with unit_of_work():
        services.decide(
            acting(scene.people[who]),
            document,
            decision=Decision.REJECTED,
            version=document.version,
            reasons=["ILLEGIBLE"],
            marks=[Mark(1, 0.1, 0.1, 0.2, 0.2, "flou")],
        )


def test_two_versions_beside_each_other(scene: Scene) -> None:
    older = scene.documents["received"]
    marked(scene, older)
    newer = receive(scene.dossier, "ID_PASSPORT")
    for who in ("aminata", "anne", "bruno"):
        reading = scene.browser(who).get(f"{scene.url}/documents/{newer.id}")
        address = f"{scene.url}/documents/{newer.id}/compare/{older.id}"
        assert f'href="{address}"' in reading.get_data(as_text=True)
        for first, second in ((newer, older), (older, newer)):
            answer = scene.browser(who).get(f"{scene.url}/documents/{first.id}/compare/{second.id}")
            html = answer.get_data(as_text=True)
            assert answer.status_code == 200
            assert html.index(f"/documents/{older.id}/pages/1.webp") < html.index(
                f"/documents/{newer.id}/pages/1.webp"
            )
            assert "Anne Lefebvre a demandé une nouvelle version" in words(html)
            assert "Document flou, coupé ou illisible" in words(html)
            assert "Remplacée" in words(html)
            assert len(re.findall(r'<rect class="mk"', html)) == 1
            ids = re.findall(r' id="([^"]+)"', html)
            assert len(ids) == len(set(ids))


def test_only_versions_of_one_requirement_are_compared(scene: Scene) -> None:
    one, other = scene.documents["received"], scene.documents["second"]
    anne = scene.browser("anne")
    for first, second in ((one, other), (one, one)):
        address = f"{scene.url}/documents/{first.id}/compare/{second.id}"
        assert anne.get(address).status_code == 404
    wrong = f"/dossiers/{one.id}/documents/{one.id}/compare/{other.id}"
    assert anne.get(wrong).status_code == 404


def test_from_one_document_of_the_dossier_to_another(scene: Scene) -> None:
    """In the order of the list, the ones that can be read: the diploma's neighbours for its owner."""
    seen, here = [], scene.documents["received"].id
    for _ in range(6):
        seen.append(here)
        html = scene.browser("aminata").get(f"{scene.url}/documents/{here}").get_data(as_text=True)
        onward = re.search(r'data-next="/dossiers/[^/]+/documents/([^"]+)"', html)
        if onward is None:
            break
        link = f'href="{scene.url}/documents/{onward[1]}" aria-label="Document suivant"'
        assert link in html
        here = type(here)(onward[1])
        back = scene.browser("aminata").get(f"{scene.url}/documents/{here}").get_data(as_text=True)
        assert f'data-previous="{scene.url}/documents/{seen[-1]}"' in back
    names = {scene.documents[name].id for name in ("validated", "rejected", "received", "second")}
    assert set(seen) <= names
    assert len(seen) == len(set(seen)) > 1
    assert scene.documents["scanning"].id not in seen
