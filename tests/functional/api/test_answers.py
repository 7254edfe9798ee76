"""Answers through the API."""

from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support.program import got, refused


def test_the_catalogue_says_what_is_asked(cast: Cast) -> None:
    items = got(cast["nobody"].get("/api/templates"))["items"]
    found = next(item for item in items if item["code"] == TEMPLATE)
    minor = next(q for q in found["questions"] if q["code"] == "minor")
    assert [choice["code"] for choice in minor["choices"]] == ["yes", "no"]
    custodian = next(d for d in found["documents"] if d["type"] == "EDU_CUSTODIAN")
    assert custodian["condition"] == [{"minor": ["yes"]}]
    assert set(found["processing"]) == {"low_days", "high_days", "as_of", "source"}


def test_answers_are_sent_at_the_opening_and_replaced_later(cast: Cast) -> None:
    owner = cast["owner"]
    sent = {"template": TEMPLATE, "answers": {"minor": "yes", "family": ["partner"]}}
    here = f"/api/dossiers/{got(owner.post('/api/dossiers', json=sent), 201)['id']}/answers"
    body = got(owner.get(here))
    assert body["answers"] == {"minor": ["yes"], "family": ["partner"]}
    replaced = got(owner.put(here, json={"answers": {"minor": "no"}, "version": body["version"]}))
    assert (replaced["answers"], replaced["version"]) == ({"minor": ["no"]}, body["version"] + 1)
    refused(owner.put(here, json={"answers": {}, "version": 1}), 409, "stale_version")


def test_wrong_answers_are_named(cast: Cast) -> None:
    owner = cast["owner"]
    here = f"/api/dossiers/{cast.dossier.id}/answers"
    refused(
        owner.put(here, json={"answers": {"minor": "perhaps", "weather": "rain"}}),
        422,
        "unknown_question",
        ("answers.weather", "unknown_question"),
        ("answers.minor", "unknown_answer"),
    )
    for shape in ([], {"minor": 3}, {"minor": [["yes"]]}, {"minor": None}):
        assert owner.put(here, json={"answers": shape}).status_code == 422
    refused(cast["admin"].get(here), 403, "break_glass_required")
