"""Dossiers through the API: shapes, rights, pages, edits."""

import re
from datetime import timedelta

import pytest

from capitune.core.clock import now
from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support.program import got, refused

DOSSIER = {
    "id",
    "number",
    "title",
    "description",
    "family",
    "template",
    "status",
    "stage",
    "archived",
    "progress",
    "next_action",
    "action_required_by",
    "candidate",
    "professionals",
    "created_at",
    "updated_at",
    "version",
    "planned_submission_on",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d")


def test_a_candidate_opens_a_dossier(cast: Cast) -> None:
    planned = (now() + timedelta(days=90)).date().isoformat()
    sent = {
        "template": TEMPLATE,
        "title": "Mon projet",
        "description": "Étudier à Toronto",
        "planned_submission_on": planned,
    }
    response = cast["owner"].post("/api/dossiers", json=sent)
    body = got(response, 201)
    assert response.headers["Location"] == f"/api/dossiers/{body['id']}"
    assert set(body) == DOSSIER
    assert (body["title"], body["description"]) == ("Mon projet", "Étudier à Toronto")
    assert body["planned_submission_on"] == planned
    assert (body["status"], body["stage"], body["archived"]) == ("draft", "prospect", False)
    assert body["progress"] == 0
    assert body["template"]["code"] == TEMPLATE
    assert set(body["next_action"]) == {"code", "label", "target"}
    assert body["next_action"]["code"] == "provide_document"
    owner = cast.people["owner"]
    assert body["candidate"] == {"id": str(owner.id), "first_name": "Oumar", "last_name": "Owner"}
    assert body["professionals"] == []
    assert MOMENT.fullmatch(body["created_at"])
    assert MOMENT.fullmatch(body["updated_at"])
    assert got(cast["owner"].get(f"/api/dossiers/{body['id']}")) == body


def test_words_are_in_the_language_asked_for(cast: Cast) -> None:
    cast.open_dossier()
    (english,) = got(cast["owner"].get("/api/dossiers"))["items"]
    (french,) = got(cast["owner"].get("/api/dossiers", headers={"Accept-Language": "fr"}))["items"]
    assert english["next_action"]["label"].startswith("Send “")
    assert french["next_action"]["label"].startswith("Envo")
    assert english["template"]["title"] != french["template"]["title"]
    assert english["next_action"]["target"] == french["next_action"]["target"]


SEES = {
    "owner": 1,
    "other": 0,
    "pro": 1,
    "coach": 1,
    "unassigned": 0,
    "unverified_pro": 0,
    "moderator": 0,
    "admin": 1,
}


@pytest.mark.parametrize(("name", "count"), SEES.items())
def test_list_and_dossier_agree(cast: Cast, name: str, count: int) -> None:
    address = f"/api/dossiers/{cast.dossier.id}"
    listed = got(cast[name].get("/api/dossiers"))
    assert set(listed) == {"items", "next_cursor"}
    assert [item["id"] for item in listed["items"]] == [str(cast.dossier.id)] * count
    alone = cast[name].get(address)
    if count:
        assert got(alone) == listed["items"][0]
    else:
        refused(alone, 404, "not_found")


def test_professionals_at_work_are_named(cast: Cast) -> None:
    body = got(cast["owner"].get(f"/api/dossiers/{cast.dossier.id}"))
    assert {(p["first_name"], p["last_name"], p["role"]) for p in body["professionals"]} == {
        ("Paul", "Pro", "lead"),
        ("Cora", "Coach", "coach"),
    }
    assert set(body["professionals"][0]) == {"id", "first_name", "last_name", "role"}


def test_pages_follow_one_another(cast: Cast) -> None:
    made = [str(cast.open_dossier(title=f"Dossier {n}").id) for n in range(5)]
    owner, seen, address = cast["owner"], [], "/api/dossiers?limit=2"
    for _ in range(3):
        response = owner.get(address)
        seen += [item["id"] for item in got(response)["items"]]
        link = response.headers.get("Link", "")
        found = re.fullmatch(r'<http://localhost(/api/dossiers\?[^>]+)>; rel="next"', link)
        assert bool(found) == bool(response.get_json()["next_cursor"])
        address = found[1] if found else ""
    assert seen == made[::-1]
    assert address == ""


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("limit=0", "limit", "bad_limit"),
        ("limit=101", "limit", "bad_limit"),
        ("limit=ten", "limit", "bad_limit"),
        ("limit=-1", "limit", "bad_limit"),
        ("limit=%D9%A3", "limit", "bad_limit"),
        ("after=nonsense", "after", "bad_cursor"),
        ("after=%00%FF", "after", "bad_cursor"),
    ],
)
def test_a_bad_page_is_refused(cast: Cast, query: str, field: str, code: str) -> None:
    refused(cast["owner"].get(f"/api/dossiers?{query}"), 422, code, (field, code))


def test_editing_changes_what_is_sent(cast: Cast) -> None:
    address = f"/api/dossiers/{cast.dossier.id}"
    before = got(cast["owner"].get(address))
    body = got(cast["owner"].patch(address, json={"title": "Autre", "version": before["version"]}))
    assert body["title"] == "Autre"
    assert body["version"] > before["version"]
    assert body["description"] == before["description"]
    stale = cast["owner"].patch(address, json={"title": "Encore", "version": before["version"]})
    problem = refused(stale, 409, "stale_version")
    assert problem["facts"]["version"] == str(body["version"])
    assert got(cast["owner"].get(address))["title"] == "Autre"


def test_a_date_is_taken_away_by_null(cast: Cast) -> None:
    address = f"/api/dossiers/{cast.dossier.id}"
    planned = (now() + timedelta(days=30)).date().isoformat()
    cast["owner"].patch(address, json={"planned_submission_on": planned})
    assert got(cast["owner"].patch(address, json={"title": "Autre"}))["planned_submission_on"]
    body = got(cast["owner"].patch(address, json={"planned_submission_on": None}))
    assert body["planned_submission_on"] is None


def test_archive_and_reopen(cast: Cast) -> None:
    address = f"/api/dossiers/{cast.dossier.id}"
    body = got(cast["owner"].post(f"{address}/archive"))
    assert (body["archived"], body["status"]) == (True, "archived")
    assert body["next_action"] == {"code": "done", "label": "Everything is done", "target": None}
    refused(cast["owner"].patch(address, json={"title": "x"}), 403, "dossier_archived")
    body = got(cast["owner"].post(f"{address}/reopen"))
    assert (body["archived"], body["status"]) == (False, "in_progress")


def test_stages_move_one_step(cast: Cast) -> None:
    address = f"/api/dossiers/{cast.dossier.id}/stage"
    assert got(cast["pro"].post(address, json={"stage": "interested"}))["stage"] == "interested"
    refused(cast["pro"].post(address, json={"stage": "validated"}), 409, "illegal_stage")
    assert got(cast["pro"].post(address, json={"stage": "active"}))["stage"] == "active"
    refused(cast["pro"].post(address, json={"stage": "validated"}), 409, "documents_missing")


def test_only_an_empty_dossier_is_deleted(cast: Cast) -> None:
    refused(cast["owner"].delete(f"/api/dossiers/{cast.dossier.id}"), 409, "dossier_not_empty")
    empty = f"/api/dossiers/{cast.open_dossier().id}"
    response = cast["owner"].delete(empty)
    assert (response.status_code, response.get_data()) == (204, b"")
    refused(cast["owner"].get(empty), 404, "not_found")


ACTS = {
    "patch": ("patch", "", {"title": "Mine now"}),
    "stage": ("post", "/stage", {"stage": "interested"}),
    "archive": ("post", "/archive", None),
    "reopen": ("post", "/reopen", None),
    "delete": ("delete", "", None),
}
# Statuses in the order of ACTS.
MAY = {
    "owner": (200, 403, 200, 200, 409),
    "other": (404, 404, 404, 404, 404),
    "pro": (403, 200, 403, 403, 403),
    "coach": (403, 200, 403, 403, 403),
    "unassigned": (404, 404, 404, 404, 404),
    "unverified_pro": (404, 404, 404, 404, 404),
    "moderator": (404, 404, 404, 404, 404),
    "admin": (403, 403, 403, 403, 403),
    "nobody": (401, 401, 401, 401, 401),
}
TABLE = [
    (name, act, status)
    for name, statuses in MAY.items()
    for act, status in zip(ACTS, statuses, strict=True)
]


@pytest.mark.parametrize(("name", "act", "status"), TABLE)
def test_who_may_act_on_a_dossier(cast: Cast, name: str, act: str, status: int) -> None:
    method, path, body = ACTS[act]
    address = f"/api/dossiers/{cast.dossier.id}{path}"
    response = cast[name].open(address, method=method.upper(), json=body)
    assert response.status_code == status, response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("owner", 201),
        ("pro", 403),
        ("unverified_pro", 403),
        ("moderator", 403),
        ("admin", 403),
        ("nobody", 401),
    ],
)
def test_who_may_open_a_dossier(cast: Cast, name: str, status: int) -> None:
    response = cast[name].post("/api/dossiers", json={"template": TEMPLATE})
    assert response.status_code == status


def test_an_unknown_template(cast: Cast) -> None:
    for code in ("nothing", "x\x00y", "x" * 101):
        response = cast["owner"].post("/api/dossiers", json={"template": code})
        assert response.status_code == 422
        assert response.get_json()["errors"][0]["field"] == "template"
    assert got(cast["owner"].get("/api/dossiers"))["items"] == []


def test_a_right_is_a_fact_of_now(cast: Cast) -> None:
    address = f"/api/dossiers/{cast.dossier.id}"
    got(cast["pro"].get(address))
    (listed,) = [
        a for a in got(cast["admin"].get(f"{address}/assignments"))["items"] if a["role"] == "lead"
    ]
    ended = cast["admin"].delete(f"{address}/assignments/{listed['id']}")
    assert ended.status_code == 204, ended.get_data(as_text=True)
    refused(cast["pro"].get(address), 404, "not_found")
    assert got(cast["pro"].get("/api/dossiers"))["items"] == []
