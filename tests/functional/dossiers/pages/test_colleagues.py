"""The pages on which a colleague is suggested and the candidate answers."""

import re

from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import Assignment
from capitune.dossiers.states import AssignmentStatus
from tests.factories.listed import make_listed
from tests.functional.dossiers.pages.scene import Scene, words


def ways(scene: Scene) -> tuple[str, str]:
    """Where Anne suggests somebody, and Carla's choice there."""
    make_listed(scene.people["carla"])
    return f"{scene.url}/colleagues/new", str(scene.people["carla"].id)


def suggested(scene: Scene) -> Assignment:
    found = select(Assignment).where(Assignment.motive != "")
    one = db.session.scalar(found.order_by(Assignment.id.desc()))
    assert one is not None
    return one


def text(scene: Scene, name: str, path: str = "") -> str:
    return words(scene.browser(name).get(path or scene.url).get_data(as_text=True))


def test_from_the_search_to_the_answer(scene: Scene) -> None:
    path, carla = ways(scene)
    anne, aminata = scene.browser("anne"), scene.browser("aminata")
    assert path in anne.get(scene.url).get_data(as_text=True)
    assert path not in aminata.get(scene.url).get_data(as_text=True)
    assert carla in anne.get(f"{path}?q=roy").get_data(as_text=True)
    assert carla not in anne.get(f"{path}?q=personne").get_data(as_text=True)
    sent = {"professional_id": carla, "role": "immigration", "place": "beside", "q": "roy"}
    empty = anne.submit(path, sent | {"motive": ""})
    assert empty.status_code == 422
    assert re.search(rf'value="{carla}" checked', empty.get_data(as_text=True))
    done = anne.submit(path, sent | {"motive": "Elle connaît le Nouveau-Brunswick."})
    assert (done.status_code, done.location) == (303, f"{scene.url}#people")
    assert "n’a pas encore répondu" in text(scene, "anne")
    assert "Carla Roy" not in text(scene, "bruno")

    answer = f"{scene.url}/assignments/{suggested(scene).id}/agree"
    assert answer in aminata.get(scene.url).get_data(as_text=True)
    asked = text(scene, "aminata", answer)
    for said in ("Anne", "Carla Roy", "Elle connaît le Nouveau-Brunswick."):
        assert said in asked
    agreed = aminata.submit(answer, {})
    assert (agreed.status_code, agreed.location) == (303, f"{scene.url}#people")
    assert aminata.submit(answer, {}).status_code == 409
    assert "Suggéré par Anne" in text(scene, "carla", "/dashboard")


def test_no_with_a_reason_that_only_who_suggested_reads(scene: Scene) -> None:
    path, carla = ways(scene)
    sent = {"professional_id": carla, "role": "lead", "place": "instead", "motive": "Je pars."}
    scene.browser("anne").submit(path, sent)
    drop = f"{scene.url}/assignments/{suggested(scene).id}/end"
    assert scene.browser("bruno").get(drop).status_code == 403
    done = scene.browser("aminata").submit(drop, {"reason": "Je préfère vous garder."})
    assert done.location == f"{scene.url}#people"
    assert suggested(scene).status is AssignmentStatus.ENDED
    for reader in ("anne", "aminata"):
        assert "Je préfère vous garder." in text(scene, reader)
    assert "Je préfère vous garder." not in text(scene, "bruno")


def test_what_is_no_person_and_no_role(scene: Scene) -> None:
    path, carla = ways(scene)
    good = {"professional_id": carla, "role": "lead", "place": "beside", "motive": "Oui."}
    for wrong in ({"professional_id": "x" * 500}, {"role": "boss"}, {"place": "above"}):
        answer = scene.browser("anne").submit(path, good | wrong)
        assert answer.status_code in (404, 422), wrong
    assert scene.browser("anne").get(f"{path}?q={'x' * 3000}").status_code == 200
