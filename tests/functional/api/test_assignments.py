"""Asking for a professional, proposing, answering, ending."""

import uuid

import pytest

from capitune.dossiers.states import ReviewerRole
from tests.functional.api.conftest import Cast
from tests.support.program import got, refused

ASSIGNMENT = {
    "id",
    "dossier_id",
    "professional",
    "role",
    "status",
    "reason",
    "created_at",
    "answered_at",
    "ended_at",
}


def test_a_candidate_asks_and_a_professional_accepts(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.open_dossier().id}"
    una = cast.people["unassigned"]
    sent = {"professional_id": str(una.id), "role": "immigration"}
    response = cast["owner"].post(f"{path}/assignments", json=sent)
    body = got(response, 201)
    assert response.headers["Location"] == f"{path}/assignments/{body['id']}"
    assert set(body) == ASSIGNMENT
    assert (body["status"], body["role"], body["answered_at"]) == ("requested", "immigration", None)
    assert body["professional"] == {
        "id": str(una.id),
        "first_name": "Una",
        "last_name": "Unassigned",
    }
    refused(cast["owner"].post(f"{path}/assignments", json=sent), 409, "already_assigned")
    refused(cast["unassigned"].get(path), 404, "not_found")
    (waiting,) = got(cast["unassigned"].get("/api/dashboard"))["proposals"]
    assert (waiting["id"], waiting["candidate_first_name"]) == (body["id"], "Oumar")
    assert "Owner" not in str(waiting)

    accepted = got(cast["unassigned"].post(f"/api/assignments/{body['id']}/accept"))
    assert (set(accepted), accepted["status"]) == (ASSIGNMENT, "active")
    assert got(cast["unassigned"].get(path))["professionals"][0]["id"] == str(una.id)
    again = cast["unassigned"].post(f"/api/assignments/{body['id']}/accept")
    assert refused(again, 409, "already_answered")["facts"]["status"] == "active"


def test_an_admin_proposes_and_a_professional_refuses(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.open_dossier().id}/assignments"
    sent = {"professional_id": str(cast.people["unassigned"].id), "role": "lead"}
    made = got(cast["admin"].post(path, json=sent), 201)
    assert made["status"] == "proposed"
    answer = f"/api/assignments/{made['id']}/refuse"
    refused(cast["unassigned"].post(answer, json={}), 422, "required", ("reason", "required"))
    body = got(cast["unassigned"].post(answer, json={"reason": "Trop de dossiers."}))
    assert (set(body), body["status"]) == (ASSIGNMENT, "refused")
    assert body["reason"] == "Trop de dossiers."
    (listed,) = got(cast["owner"].get(path))["items"]
    assert listed == body
    refused(cast["unassigned"].get(path), 404, "not_found")


def test_access_ends_with_the_assignment(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.dossier.id}"
    listed = got(cast["owner"].get(f"{path}/assignments"))
    assert set(listed) == {"items", "next_cursor"}
    lead = next(a for a in listed["items"] if a["role"] == "lead")
    got(cast["pro"].get(path))
    assert cast["owner"].delete(f"{path}/assignments/{lead['id']}").status_code == 204
    refused(cast["pro"].get(path), 404, "not_found")
    again = cast["owner"].delete(f"{path}/assignments/{lead['id']}")
    refused(again, 409, "already_answered")
    after = got(cast["owner"].get(f"{path}/assignments"))["items"]
    assert {a["role"]: a["status"] for a in after} == {"lead": "ended", "coach": "active"}


def test_professionals_see_their_colleagues_at_work_only(cast: Cast) -> None:
    path = f"/api/dossiers/{cast.dossier.id}/assignments"
    cast.assign(cast.dossier, "unassigned", ReviewerRole.IMMIGRATION, accepted=False)
    seen = {n: len(got(cast[n].get(path))["items"]) for n in ("owner", "admin", "pro", "coach")}
    assert seen == {"owner": 3, "admin": 3, "pro": 2, "coach": 2}


@pytest.mark.parametrize(
    ("name", "role", "field", "code"),
    [
        ("unverified_pro", "lead", "professional_id", "not_a_verified_professional"),
        ("other", "lead", "professional_id", "not_a_verified_professional"),
        ("admin", "lead", "professional_id", "not_a_verified_professional"),
        ("nobody at all", "lead", "professional_id", "not_a_verified_professional"),
        ("coach", "immigration", "role", "role_out_of_scope"),
        ("unassigned", "boss", "role", "unknown_value"),
    ],
)
@pytest.mark.parametrize("by", ["owner", "admin"])
def test_only_a_checked_licence_is_assigned(
    cast: Cast, by: str, name: str, role: str, field: str, code: str
) -> None:
    person = cast.people.get(name)
    sent = {"professional_id": str(person.id if person else uuid.uuid4()), "role": role}
    response = cast[by].post(f"/api/dossiers/{cast.open_dossier().id}/assignments", json=sent)
    assert response.status_code == 422
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]


# Who may list, make, end, accept and refuse; ``asked`` is the professional named.
MAY = {
    "owner": (200, 201, 204, 403, 403),
    "other": (404, 404, 404, 404, 404),
    "pro": (200, 403, 403, 403, 403),
    "coach": (200, 403, 403, 403, 403),
    "unassigned": (404, 404, 404, 200, 200),
    "unverified_pro": (404, 404, 404, 404, 404),
    "moderator": (404, 404, 404, 404, 404),
    "admin": (200, 201, 204, 403, 403),
    "nobody": (401, 401, 401, 401, 401),
}
ACTS = ("list", "make", "end", "accept", "refuse")
TABLE = [
    (name, act, status)
    for name, statuses in MAY.items()
    for act, status in zip(ACTS, statuses, strict=True)
]


@pytest.mark.parametrize(("name", "act", "status"), TABLE)
def test_who_may_do_what_with_assignments(cast: Cast, name: str, act: str, status: int) -> None:
    dossier = cast.dossier
    made = cast.assign(dossier, "unassigned", ReviewerRole.LEAD, accepted=False)
    path = f"/api/dossiers/{dossier.id}/assignments"
    program = cast[name]
    response = {
        "list": lambda: program.get(path),
        "make": lambda: program.post(
            path,
            json={"professional_id": str(cast.people["coach"].id), "role": "lead"},
        ),
        "end": lambda: program.delete(f"{path}/{made.id}"),
        "accept": lambda: program.post(f"/api/assignments/{made.id}/accept"),
        "refuse": lambda: program.post(f"/api/assignments/{made.id}/refuse", json={"reason": "x"}),
    }[act]()
    assert response.status_code == status, response.get_data(as_text=True)
