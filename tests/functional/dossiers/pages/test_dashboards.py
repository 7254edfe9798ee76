"""What the dashboards tell: a professional's week and own figures, a candidate's shortcuts."""

from datetime import timedelta

from sqlalchemy import update

from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document, Step
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.lastwords import owed_by
from capitune.dossiers.queries.practice import own_week
from capitune.dossiers.services.figures import recompute
from tests.factories.documents import validate
from tests.factories.messages import write
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words


def plan(scene: Scene, *days: int) -> None:
    """The open steps of the dossier, so many days from today, the rest in half a year."""
    with unit_of_work():
        steps = db.session.scalars(
            db.select(Step).where(Step.dossier_id == scene.dossier.id).order_by(Step.position)
        ).all()
        for number, step in enumerate(steps):
            left = days[number] if number < len(days) else 180
            step.target_on, step.done_at = today() + timedelta(days=left), None
        dossier = dossier_by_id(scene.dossier.id)
        assert dossier is not None
        recompute(dossier)


def test_a_professional_sees_the_week_and_what_was_answered(scene: Scene) -> None:
    anne = acting(scene.people["anne"])
    plan(scene, -3, 1)
    found, figures = own_week(anne, None)
    assert (found, figures.late) == ([], 1)  # what is late is said apart
    plan(scene, 8)
    assert own_week(anne, None)[0] == []
    plan(scene, 7, 9)
    found, figures = own_week(anne, None)
    assert ([(line.on - today()).days for line in found], figures.late) == ([7], 0)
    assert found[0].candidate.name == "Aminata Diallo"
    with unit_of_work():
        waited = update(Document).where(Document.id == scene.documents["received"].id)
        db.session.execute(waited.values(created_at=now() - timedelta(days=4)))
    validate(scene.document("received"), scene.people["anne"])
    figures = own_week(anne, None)[1]
    assert (figures.validated, figures.answered) == (2, 3)
    assert figures.days == 0.0  # two at once, one after four days: the middle one
    with unit_of_work():
        slow = update(Document).where(Document.id == scene.documents["rejected"].id)
        db.session.execute(slow.values(created_at=now() - timedelta(days=2)))
    assert own_week(anne, None)[1].days == 2.0
    page = words(scene.browser("anne").get("/dashboard").get_data(as_text=True))
    for told in (
        "Cette semaine",
        "Documents validés ce mois-ci 2",
        "Clients accompagnés 1",
        "3 documents",
    ):
        assert told in page, told
    # Others' decisions are not theirs.
    assert own_week(acting(scene.people["bruno"]), None)[1].answered == 0
    assert own_week(acting(scene.people["unverified"]), None)[0] == []


def test_a_candidate_finds_the_way(scene: Scene) -> None:
    page = scene.browser("aminata").get("/dashboard").get_data(as_text=True)
    for path in (scene.url, "/vault", f"{scene.url}/exports", "/inside/directory", "/profile"):
        assert f'href="{path}"' in page.split('id="shortcuts"')[1]


def test_the_last_words_and_what_awaits_an_answer(scene: Scene) -> None:
    anne, aminata = scene.people["anne"], scene.people["aminata"]
    write(scene.dossier, aminata, "Première.", awaits=True)
    write(scene.dossier, anne, "Pour la page 3, <b>une photo</b> suffit.", awaits=True)
    write(scene.dossier, aminata, "Quand faut-il venir ?", awaits=True)
    page = scene.browser("anne").get("/dashboard").get_data(as_text=True)
    assert "À répondre" in words(page)
    assert "Quand faut-il venir ?" in words(page)
    assert f'href="{scene.url}/messages"' in page
    assert len(owed_by(acting(anne))) == 1  # the first was answered
    for name in ("carla", "unverified"):
        assert owed_by(acting(scene.people[name])) == []
    write(scene.dossier, anne, "Envoyez le verso.", awaits=True)
    html = scene.browser("aminata").get("/dashboard").get_data(as_text=True)
    told = words(html)
    assert "Envoyez le verso." in told
    assert "Attend votre réponse" in told
    assert "Première." not in told  # the last two
    assert "Un message attend votre réponse" in words(
        scene.browser("aminata").get(scene.url).get_data(as_text=True)
    )
    # Each sees their own: nobody else's home says a word of it.
    for name in ("carla", "other", "admin"):
        assert "Envoyez le verso." not in scene.browser(name).get("/dashboard").get_data(True)
