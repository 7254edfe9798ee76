"""One place that tells the candidate everything: on the dashboard, and at the head of the dossier."""

from datetime import timedelta

from sqlalchemy import update

from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.states import DocumentStatus
from tests.factories.documents import receive, reject, requirement_of
from tests.functional.dossiers.pages.scene import Scene, words


def test_it_says_what_is_next_what_was_refused_why_and_when(scene: Scene) -> None:
    with unit_of_work():
        reject(
            receive(scene.dossier, "EDU_PLAN"),
            scene.people["anne"],
            "UNSIGNED",
            comment="Signez <b>en bas</b>.",
        )
        steps = update(Step).where(Step.dossier_id == scene.dossier.id)
        db.session.execute(steps.values(target_on=today() + timedelta(days=40)))
        db.session.execute(
            update(Dossier)
            .where(Dossier.id == scene.dossier.id)
            .values(planned_submission_on=today() + timedelta(days=12))
        )
    plan = requirement_of(scene.dossier, "EDU_PLAN")
    assert plan.status is DocumentStatus.REJECTED
    for path in ("/dashboard", scene.url):
        html = scene.browser("aminata").get(path).get_data(as_text=True)
        page = words(html)
        assert "C’est à vous de jouer" in page, path
        assert "Relevés de notes" in page
        assert "Il manque des pages" in page
        assert f'href="{scene.url}?open={plan.id}#requirement-{plan.id}"' in html
        assert "Dépôt prévu" in page
        assert "dans 12 jours" in page
    dashboard = scene.browser("aminata").get("/dashboard").get_data(as_text=True)
    assert "Signez &lt;b&gt;en bas&lt;/b&gt;." in dashboard


def test_it_is_the_candidates_own(scene: Scene) -> None:
    assert 'id="glance"' in scene.browser("aminata").get(scene.url).get_data(as_text=True)
    for name in ("anne", "admin"):
        assert 'id="glance"' not in scene.browser(name).get(scene.url).get_data(as_text=True)
    with unit_of_work():
        archived = update(Dossier).where(Dossier.id == scene.dossier.id)
        db.session.execute(archived.values(archived_at=today()))
    assert 'id="glance"' not in scene.browser("aminata").get(scene.url).get_data(as_text=True)
