"""The steps page: what each may do there, without a script."""

import html
import re

from capitune.core.clock import today
from tests.functional.dossiers.pages.scene import Scene


def seen(scene: Scene, name: str, page: str = "/steps") -> str:
    return html.unescape(scene.browser(name).get(f"{scene.url}{page}").get_data(as_text=True))


def test_a_step_is_added_changed_held_taken_up_done_and_removed(scene: Scene) -> None:
    anne, here = scene.browser("anne"), f"{scene.url}/steps"
    sent = {"title": "Chantecler", "owner": "candidate", "target_on": today().isoformat()}
    refused = anne.submit(f"{here}/new", {**sent, "target_on": "x"})
    assert (refused.status_code, "Chantecler" in refused.text) == (422, True)
    assert anne.submit(f"{here}/new", sent).status_code == 303
    assert "Chantecler" in seen(scene, "aminata")
    before = seen(scene, "anne").partition("Chantecler")[0]
    one = f"{here}/{re.findall(r'id=.step-([0-9a-f-]{36})', before)[-1]}"
    stale = anne.submit(f"{one}/edit", {**sent, "title": "Autre", "version": "9"})
    assert (stale.status_code, "Autre" in stale.text) == (409, True)
    changed = {**sent, "title": "Cantatrice", "version": "1"}
    assert anne.submit(f"{one}/edit", changed).status_code == 303
    held = {"hold_reason": "Attend son école", "version": "2"}
    assert anne.submit(f"{one}/hold", held).status_code == 303
    assert "Attend son école" in seen(scene, "aminata")
    assert anne.submit(f"{one}/resume", page=here).status_code == 303
    assert "Attend son école" not in seen(scene, "aminata")
    candidate = scene.browser("aminata")
    assert f"{one}/edit" not in seen(scene, "aminata")
    for done in ("1", "0"):
        assert candidate.submit(f"{one}/done", {"done": done}, page=here).status_code == 303
    assert anne.submit(f"{one}/remove").status_code == 303
    assert "Cantatrice" not in seen(scene, "anne")
    assert "Cantatrice" in seen(scene, "aminata", "/history")
