"""Who accompanied a dossier, who leaves it, and what a licence does not cover there."""

from sqlalchemy import select

from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.states import AssignmentStatus
from tests.factories.dossiers import propose
from tests.factories.people import acting
from tests.functional.dossiers.pages.scene import Scene, words


def text(scene: Scene, name: str) -> str:
    return words(scene.browser(name).get(scene.url).get_data(as_text=True))


def at_work(scene: Scene, name: str) -> Assignment:
    person = Assignment.professional_id == scene.people[name].id
    active = Assignment.status == AssignmentStatus.ACTIVE
    found = db.session.scalar(select(Assignment).where(person, active))
    assert found is not None
    return found


def test_a_professional_leaves_with_a_reason_that_the_candidate_reads(scene: Scene) -> None:
    bruno, ending = scene.browser("bruno"), at_work(scene, "bruno")
    path = f"{scene.url}/assignments/{ending.id}/end"
    assert path in bruno.get(scene.url).get_data(as_text=True)
    assert path not in scene.browser("anne").get(scene.url).get_data(as_text=True)
    long = bruno.submit(path, {"reason": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.get_data(as_text=True)
    left = bruno.submit(path, {"reason": "Je change de cabinet."})
    assert (left.status_code, left.location) == (303, "/dossiers")
    assert bruno.get(scene.url).status_code == 404
    for reader in ("aminata", "admin"):
        seen = text(scene, reader)
        assert "Je change de cabinet." in seen
        assert "Bruno Tremblay" in seen
    colleague = text(scene, "anne")
    assert "Bruno Tremblay" in colleague
    assert "Je change de cabinet." not in colleague


def test_colleagues_do_not_learn_who_was_asked_and_said_no(scene: Scene) -> None:
    carla = scene.people["carla"]
    asked = propose(scene.fresh(), carla)
    with unit_of_work():
        found = assignment_by_id(asked.id)
        assert found is not None
        services.refuse_assignment(acting(carla), found, "Trop de dossiers.")
    assert "Trop de dossiers." in text(scene, "aminata")
    assert "Carla Roy" not in text(scene, "anne")


def test_who_has_no_licence_for_it_is_told(scene: Scene) -> None:
    banner = "ne couvre pas le conseil en immigration"
    assert banner in text(scene, "bruno")
    for other in ("anne", "aminata", "admin"):
        assert banner not in text(scene, other)
