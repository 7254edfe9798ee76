"""A dossier's life on pages: opened, edited, staged, archived; people let in and shown out."""

import re
import uuid

import pytest
from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus, Stage
from tests.factories.dossiers import make_dossier, propose
from tests.functional.dossiers.pages.scene import Scene, words

CHANGED = "Rien n’a été enregistré"


def assignment_of(scene: Scene, name: str) -> Assignment:
    wanted = (
        Assignment.dossier_id == scene.dossier.id,
        Assignment.professional_id == scene.people[name].id,
    )
    return db.session.scalars(select(Assignment).where(*wanted)).one()


def test_only_open_templates_are_offered(scene: Scene) -> None:
    html = scene.browser("other").get("/dossiers/new").get_data(as_text=True)
    assert "template=ETU-ROC" in html
    assert "10 documents obligatoires · 10 étapes" in words(html)
    assert "ENT-SUV" not in html
    closed = scene.browser("other").submit("/dossiers/new", {"template": "ENT-SUV"})
    assert closed.status_code == 422
    assert "Choisissez" in words(closed.get_data(as_text=True))


def test_opening_and_a_date_that_has_passed(scene: Scene) -> None:
    page = "/dossiers/new?template=ETU-ROC"
    wrong = scene.browser("other").submit(
        "/dossiers/new",
        {"template": "ETU-ROC", "planned_submission_on": "2001-02-03", "title": "Moncton"},
        page=page,
    )
    html = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert "Cette date est passée" in words(html)
    assert 'value="Moncton"' in html
    opened = scene.browser("other").submit(
        "/dossiers/new", {"template": "ETU-ROC", "title": "Moncton"}, page=page
    )
    assert opened.status_code == 303
    menu = scene.browser("other").get("/dashboard").get_data(as_text=True)
    assert f'href="{opened.location}"' in menu
    listed = scene.browser("other").get("/dossiers")
    assert (listed.status_code, opened.location in listed.get_data(as_text=True)) == (200, True)
    assert "Moncton" in scene.browser("other").get(opened.location).get_data(as_text=True)


def test_a_second_dossier_makes_a_list(scene: Scene) -> None:
    second = make_dossier(scene.people["aminata"])
    html = scene.browser("aminata").get("/dossiers").get_data(as_text=True)
    assert str(second.id) in html
    assert str(scene.dossier.id) in html


def test_the_list_shows_more(scene: Scene) -> None:
    for _ in range(3):
        make_dossier(scene.people["aminata"])
    seen: set[str] = set()
    path = "/dossiers?limit=2"
    for _page in range(2):
        html = scene.browser("aminata").get(path).get_data(as_text=True)
        seen |= set(re.findall(r'href="/dossiers/([0-9a-f-]{36})"', html))
        more = re.search(r'href="(/dossiers\?after=[^"]+)"', html)
        path = more.group(1) if more else ""
    assert len(seen) == 4
    assert path == ""


def test_editing_and_someone_faster(scene: Scene) -> None:
    browser = scene.browser("aminata")
    page = browser.get(f"{scene.url}/edit").get_data(as_text=True)
    assert CHANGED not in page
    seen = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert seen
    typed = {"title": "Maîtrise à Moncton", "version": seen.group(1), "description": "Deux\nlignes"}
    assert browser.submit(f"{scene.url}/edit", typed).status_code == 303
    assert scene.fresh().description == "Deux\nlignes"
    late = browser.submit(f"{scene.url}/edit", {**typed, "title": "Autre titre"})
    html = late.get_data(as_text=True)
    assert late.status_code == 409
    assert CHANGED in html
    assert "Autre titre" in html
    assert scene.fresh().title == "Maîtrise à Moncton"
    present = re.search(r'name="version"[^>]*value="(\d+)"', html)
    assert present
    knowing = {**typed, "title": "Autre titre", "version": present.group(1)}
    assert browser.submit(f"{scene.url}/edit", knowing).status_code == 303
    assert scene.fresh().title == "Autre titre"


def test_archiving_asks_first_and_can_be_undone(scene: Scene) -> None:
    browser = scene.browser("aminata")
    question = browser.get(f"{scene.url}/archive").get_data(as_text=True)
    assert "Archiver ce dossier" in question
    assert not scene.fresh().is_archived
    assert browser.submit(f"{scene.url}/archive").status_code == 303
    assert scene.fresh().is_archived
    shown = browser.get(scene.url).get_data(as_text=True)
    assert "Ce dossier est archivé." in shown
    assert browser.submit(f"{scene.url}/reopen", page=scene.url).status_code == 303
    assert not scene.fresh().is_archived


@pytest.mark.parametrize(
    ("stage", "said", "now"),
    [
        ("interested", "maintenant à l’étape « Intéressé »", Stage.INTERESTED),
        ("validated", "une étape à la fois", Stage.PROSPECT),
        ("nonsense", "Choisissez une étape", Stage.PROSPECT),
    ],
)
def test_the_stage_moves_one_step(scene: Scene, stage: str, said: str, now: Stage) -> None:
    answer = scene.browser("anne").submit(f"{scene.url}/stage", {"stage": stage}, page=scene.url)
    assert answer.status_code == 303
    shown = words(scene.browser("anne").get(scene.url).get_data(as_text=True))
    assert said in shown.replace("\u202f", " ")
    assert scene.fresh().stage is now


def test_accepting_opens_the_dossier(scene: Scene) -> None:
    proposal = propose(scene.dossier, scene.people["carla"])
    browser = scene.browser("carla")
    home = browser.get("/dashboard").get_data(as_text=True)
    assert "En attente de votre réponse" in home
    assert "Diallo" not in home  # few facts before the acceptance
    assert browser.get(scene.url).status_code == 404
    accept = f"/assignments/{proposal.id}/accept"
    answer = browser.submit(accept, page="/dashboard")
    assert (answer.status_code, answer.location) == (303, scene.url)
    assert browser.get(scene.url).status_code == 200
    again = browser.submit(accept, page="/dashboard")
    assert (again.status_code, again.location) == (303, "/dashboard")
    assert "déjà" in words(browser.get("/dashboard").get_data(as_text=True))


def test_refusing_needs_a_reason(scene: Scene) -> None:
    proposal = propose(scene.dossier, scene.people["carla"])
    path = f"/assignments/{proposal.id}/refuse"
    browser = scene.browser("carla")
    empty = browser.submit(path, {"reason": " "})
    assert empty.status_code == 422
    assert browser.submit(path, {"reason": "Trop de dossiers."}).status_code == 303
    db.session.expire_all()
    assert assignment_of(scene, "carla").status is AssignmentStatus.REFUSED
    assert assignment_of(scene, "carla").reason == "Trop de dossiers."


def test_whoever_let_someone_in_can_show_them_out(scene: Scene) -> None:
    path = f"{scene.url}/assignments/{assignment_of(scene, 'bruno').id}/end"
    question = scene.browser("aminata").get(path).get_data(as_text=True)
    assert "Mettre fin à l’accès de Bruno Tremblay" in words(question)
    assert scene.browser("bruno").get(scene.url).status_code == 200
    assert scene.browser("aminata").submit(path).status_code == 303
    assert scene.browser("bruno").get(scene.url).status_code == 404
    elsewhere = f"/dossiers/{uuid.uuid4()}/assignments/{assignment_of(scene, 'anne').id}/end"
    assert scene.browser("aminata").get(elsewhere).status_code == 404


def test_the_history_says_who_and_when(scene: Scene) -> None:
    own = words(scene.browser("aminata").get(f"{scene.url}/history").get_data(as_text=True))
    assert "Document validé : Photo numérique conforme, version 1 Anne Lefebvre, " in own.replace(
        "\u202f", " "
    ).replace(" :", " :")
    assert "Dossier ouvert Vous, " in own
    theirs = words(scene.browser("anne").get(f"{scene.url}/history").get_data(as_text=True))
    assert "Dossier ouvert Aminata Diallo, " in theirs


def test_staff_see_names_and_no_files(scene: Scene) -> None:
    html = scene.browser("admin").get(scene.url).get_data(as_text=True)
    assert "Passeport" in html
    assert "document.pdf" not in html
    assert f"/documents/{scene.documents['validated'].id}" not in html
    owner = scene.browser("aminata").get(
        f"{scene.url}?open={scene.documents['validated'].requirement_id}"
    )
    assert "document.pdf" in owner.get_data(as_text=True)


def test_the_menu_counts_what_waits(scene: Scene) -> None:
    def menu(name: str) -> str:
        html = scene.browser(name).get("/dashboard").get_data(as_text=True)
        return html.split('<nav class="c-side"')[1].split("</nav>")[0]

    assert re.search(r'c-n c-n-hot">6<', menu("aminata"))
    assert re.search(r'c-n">2<', menu("anne"))
    assert "c-n" not in menu("bruno")
    assert "c-n" not in menu("other")
    counted = scene.browser("aminata").get(scene.url).get_data(as_text=True)
    assert 'À faire <span class="mute num">6</span>' in counted  # the badge and its list agree
    archived = db.session.scalars(select(Dossier)).first()
    assert archived is not None
