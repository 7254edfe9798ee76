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
    after = got(owner.get(at))["items"]
    assert step in after
    assert [one for one in after if one != step] == before
    assert (step["title"], step["target_on"], step["done"]) == (new["title"], day, False)
    one = f"/api/steps/{step['id']}"
    done = got(owner.patch(one, json={"done": True, "version": 1}))
    assert (done["done"], done["version"]) == (True, 2)
    refused(pro.patch(one, json={"done": False, "version": 1}), 409, "stale_version")
    assert got(pro.patch(one, json={"done": False}))["done_at"] is None
    past = (today() - timedelta(days=1)).isoformat()
    early = ("target_on", "step_before_dossier")
    refused(pro.patch(one, json={"target_on": past}), 422, "step_before_dossier", early)
    late, order = {**new, "starts_on": "2100-01-01"}, ("target_on", "step_ends_first")
    refused(pro.post(at, json=late), 422, "step_ends_first", order)
    own = {**new, "owner": "professional"}
    refused(owner.post(at, json=own), 422, "owner_not_yours", ("owner", "owner_not_yours"))
    refused(owner.patch(one, json={"owner": "professional"}), 403, "step_of_others")
    theirs = next(item for item in before if item["owner"] == "professional")
    refused(owner.patch(f"/api/steps/{theirs['id']}", json={"done": True}), 403, "step_of_others")
    acts = [
        item["act"] for item in got(owner.get(f"/api/dossiers/{cast.dossier.id}/history"))["items"]
    ]
    assert {"step.added", "step.completed", "step.reopened"} <= set(acts)
