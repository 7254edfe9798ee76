"""The directory for programs."""

from capitune.accounts.states import Profession
from tests.factories.listed import make_listed
from tests.factories.people import make_professional
from tests.functional.api.conftest import Cast
from tests.unit.professionals.scene import FACTS, NONE, Scene

LIST = "/api/professionals"


def test_they_are_listed_with_what_was_checked(cast: Cast) -> None:
    scene = Scene()
    anne = scene.professional()
    scene.approved(anne, facts=FACTS)
    found = cast["owner"].get(LIST).get_json()
    assert found["next_cursor"] is None
    (item,) = found["items"]
    assert item["id"] == str(anne.id)
    badge = item["badge"]
    assert badge["scopes"] == ["federal", "immigration"]
    assert badge["contactable"] is True
    assert badge["licences"][0]["register_url"] == FACTS.url
    shown = cast["owner"].get(f"{LIST}/{anne.id}").get_json()
    assert shown["badge"] == badge
    assert "email" not in shown


def test_they_are_narrowed_and_paged(cast: Cast) -> None:
    for number in range(5):
        make_listed(last_name=f"Côté {number}", province="CA-QC")
    make_listed(last_name="Roy")
    address, names = f"{LIST}?q=cote&province=CA-QC&limit=2", []
    while address:
        answer = cast["owner"].get(address)
        names += [item["last_name"] for item in answer.get_json()["items"]]
        link = answer.headers.get("Link", "")
        address = link[link.index("<") + 1 : link.index(">")] if link else ""
    assert sorted(names) == [f"Côté {number}" for number in range(5)]


def test_what_nobody_knows_is_refused_by_name(cast: Cast) -> None:
    answer = cast["owner"].get(f"{LIST}?scope=everything&language=xx&profession=wizard&q=a")
    assert answer.status_code == 422
    wrong = {(e["field"], e["code"]) for e in answer.get_json()["errors"]}
    assert wrong == {
        ("scope", "unknown_scope"),
        ("language", "unknown_language"),
        ("profession", "unknown_profession"),
    }
    for query in ("after=%00", "after=AAAA", "limit=0", f"after={'_' * 43}"):
        assert cast["owner"].get(f"{LIST}?{query}").status_code == 422, query


def test_the_unverified_are_unknown(cast: Cast) -> None:
    paul = make_professional()
    assert cast["owner"].get(f"{LIST}/{paul.id}").status_code == 404
    assert cast["owner"].get(f"{LIST}/nonsense").status_code == 404


def test_approving_needs_a_proved_contact(cast: Cast) -> None:
    scene = Scene()
    paul = scene.professional()
    credential = scene.submitted(paul)
    scene.record(credential)
    here = f"/api/admin/validations/{credential.id}/approve"
    refused = cast["admin"].post(here)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "contact_unproved")
    scene.proved(credential, paul)
    assert cast["admin"].post(here).get_json()["status"] == "awaiting_second"


def test_a_profession_without_register_has_no_contact_to_prove(cast: Cast) -> None:
    scene = Scene()
    coach = scene.professional(Profession.COACH)
    credential = scene.submitted(coach, NONE)
    answer = cast["admin"].post(f"/api/admin/validations/{credential.id}/approve")
    assert answer.get_json()["status"] == "awaiting_second"
