"""Steps through the API: planned by the professional, done by whoever they belong to."""

from datetime import timedelta

from capitune.core.clock import today
from tests.functional.api.conftest import Cast
from tests.support.program import got, refused


def test_a_step_is_planned_done_and_opened_again(cast: Cast) -> None:
    at, pro, owner = f"/api/dossiers/{cast.dossier.id}/steps", cast["pro"], cast["owner"]
    before = got(owner.get(at))["items"]
    day = (today() + timedelta(days=20)).isoformat()
    new = {"title": "Photos d’identité", "owner": "candidate", "target_on": day}
    step = got(pro.post(at, json=new), 201)
    assert got(owner.get(at))["items"] == [*before, step]
    assert (step["title"], step["target_on"], step["done"]) == (new["title"], day, False)
    one = f"/api/steps/{step['id']}"
    done = got(owner.patch(one, json={"done": True, "version": 1}))
    assert (done["done"], done["version"]) == (True, 2)
    refused(pro.patch(one, json={"done": False, "version": 1}), 409, "stale_version")
    assert got(pro.patch(one, json={"done": False}))["done_at"] is None
    past = (today() - timedelta(days=1)).isoformat()
    refused(
        pro.patch(one, json={"target_on": past}), 422, "step_order", ("target_on", "step_order")
    )
    late = {**new, "target_on": past}
    refused(pro.post(at, json=late), 422, "step_order", ("target_on", "step_order"))
    refused(owner.post(at, json=new), 403, "forbidden")
    refused(owner.patch(one, json={"owner": "professional"}), 403, "forbidden")
    theirs = next(item for item in before if item["owner"] == "professional")
    refused(owner.patch(f"/api/steps/{theirs['id']}", json={"done": True}), 403, "forbidden")
    acts = [
        item["act"] for item in got(owner.get(f"/api/dossiers/{cast.dossier.id}/history"))["items"]
    ]
    assert {"step.planned", "step.completed", "step.reopened"} <= set(acts)
