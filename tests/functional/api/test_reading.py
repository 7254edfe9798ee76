"""What is only read: history, dashboards, notifications, templates."""

from collections.abc import Iterable
from typing import Any

import pytest

from capitune.dossiers.states import ReviewerRole
from tests.factories.documents import receive, reject
from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support.program import Program, got, refused

HAPPENING = {
    "id",
    "at",
    "act",
    "actor",
    "actor_role",
    "subject_type",
    "subject_id",
    "title",
    "person",
    "data",
}
NOTIFICATION = {"id", "kind", "title", "body", "url", "read_at", "created_at"}


def every_page(program: Program, path: str, limit: int) -> Iterable[dict[str, Any]]:
    """The items of all pages."""
    after = ""
    while True:
        page = got(program.get(f"{path}?limit={limit}{after}"))
        assert len(page["items"]) <= limit
        yield from page["items"]
        if page["next_cursor"] is None:
            return
        after = f"&after={page['next_cursor']}"


def test_both_sides_see_the_history(cast: Cast) -> None:
    reject(receive(cast.dossier), cast.people["pro"])
    path = f"/api/dossiers/{cast.dossier.id}/history"
    page = got(cast["owner"].get(path))
    assert set(page) == {"items", "next_cursor"}
    assert {frozenset(item) for item in page["items"]} == {frozenset(HAPPENING)}
    acts = [item["act"] for item in page["items"]]
    assert acts[0] == "document.rejected"
    assert acts[-1] == "dossier.opened"
    first = page["items"][0]
    assert first["actor"]["first_name"] == "Paul"
    assert first["title"]
    assert got(cast["pro"].get(path)) == page
    in_pages = list(every_page(cast["owner"], path, 2))
    assert in_pages == page["items"]


def test_a_candidate_s_dashboard(cast: Cast) -> None:
    first = got(cast["owner"].get("/api/dashboard"))["next_action"]
    assert (first["code"], first["label"]) == ("complete_profile", "Complete your profile")
    got(cast["owner"].patch("/api/users/me", json={"goals": ["work"]}))
    before = got(cast["owner"].get("/api/dashboard"))
    told = {"messages", "refused", "next_date", "turns"}
    assert set(before) == {"role", "unread", "next_action", "dossiers"} | told
    assert [before[name] for name in sorted(told)] == [[], None, [], None]
    assert before["next_action"]["code"] == "create_dossier"
    assert before["dossiers"] == []
    reject(receive(cast.dossier), cast.people["pro"])
    after = got(cast["owner"].get("/api/dashboard"))
    assert after["next_action"]["code"] == "replace_document"
    (refused,) = after["refused"]
    assert refused["requirement_id"] in after["next_action"]["target"]
    assert refused["reasons"]
    assert after["next_date"]["title"]
    assert after["turns"]["candidate"] >= 1
    assert after["dossiers"] == got(cast["owner"].get("/api/dossiers"))["items"]
    assert after["unread"] >= 1


def test_a_professional_s_dashboard(cast: Cast) -> None:
    document = receive(cast.dossier)
    waiting = cast.open_dossier("other")
    cast.assign(waiting, "pro", ReviewerRole.IMMIGRATION, accepted=False)
    board = got(cast["pro"].get("/api/dashboard"))
    own = {"deadlines", "figures", "to_answer"}
    assert set(board) == {"role", "unread", "verified", "pipeline", "to_review", "proposals"} | own
    assert board["figures"] == {
        "clients": 1,
        "late": 0,
        "validated_this_month": 0,
        "median_days_to_answer": None,
    }
    assert [line["dossier_id"] for line in board["deadlines"]] == [str(cast.dossier.id)] * len(
        board["deadlines"]
    )
    assert board["pipeline"] == {"prospect": 1, "interested": 0, "active": 0, "validated": 0}
    (review,) = board["to_review"]
    assert (review["document_id"], review["candidate"]["last_name"]) == (str(document.id), "Owner")
    (proposal,) = board["proposals"]
    assert (proposal["number"], proposal["role"]) == (waiting.number, "immigration")
    # Access has not begun: a first name, and nothing that leads to the dossier.
    assert str(waiting.id) not in str(board)
    assert board["verified"] is True
    assert got(cast["coach"].get("/api/dashboard"))["to_review"] == []


def test_an_unverified_professional_s_dashboard(cast: Cast) -> None:
    receive(cast.dossier)
    board = got(cast["unverified_pro"].get("/api/dashboard"))
    assert board["verified"] is False
    assert (board["to_review"], board["proposals"], sum(board["pipeline"].values())) == ([], [], 0)


@pytest.mark.parametrize(("name", "count"), [("admin", 1), ("moderator", 0)])
def test_the_team_s_dashboard(cast: Cast, name: str, count: int) -> None:
    assert cast.dossier
    board = got(cast[name].get("/api/dashboard"))
    assert set(board) == {"role", "unread", "pipeline"}
    assert (board["role"], sum(board["pipeline"].values())) == (name, count)


def test_notifications_are_read(cast: Cast) -> None:
    for _ in range(3):
        reject(receive(cast.dossier), cast.people["pro"])
    owner = cast["owner"]
    page = got(owner.get("/api/notifications"))
    assert set(page) == {"items", "next_cursor", "unread"}
    assert {frozenset(item) for item in page["items"]} == {frozenset(NOTIFICATION)}
    assert page["unread"] == len(page["items"]) >= 3
    assert [item["read_at"] for item in page["items"]] == [None] * len(page["items"])
    assert all(item["title"] for item in page["items"])
    assert list(every_page(owner, "/api/notifications", 2)) == page["items"]

    first = page["items"][0]["id"]
    for _ in range(2):
        assert owner.put(f"/api/notifications/{first}/read").status_code == 204
    after = got(owner.get("/api/notifications"))
    assert after["unread"] == page["unread"] - 1
    assert after["items"][0]["read_at"]
    assert owner.put("/api/notifications/read").status_code == 204
    assert got(owner.get("/api/notifications"))["unread"] == 0

    refused(cast["other"].put(f"/api/notifications/{first}/read"), 404, "not_found")
    refused(cast["nobody"].put(f"/api/notifications/{first}/read"), 401, "unauthenticated")
    assert got(cast["other"].get("/api/notifications"))["items"] == []


def test_words_of_notifications_are_in_the_language_asked_for(cast: Cast) -> None:
    reject(receive(cast.dossier), cast.people["pro"])
    titles = {
        language: got(
            cast["owner"].get("/api/notifications", headers={"Accept-Language": language})
        )["items"][0]["title"]
        for language in ("fr", "en")
    }
    assert titles["fr"] != titles["en"]


def test_the_catalogue_is_for_all(cast: Cast) -> None:
    page = got(cast["nobody"].get("/api/templates"))
    assert set(page) == {"items", "next_cursor"}
    template = next(item for item in page["items"] if item["code"] == TEMPLATE)
    told = {"code", "version", "family", "title", "documents", "steps"}
    assert set(template) == told | {"questions", "processing"}
    assert template["title"].startswith("Study permit")
    assert {frozenset(part) for part in template["documents"]} == {
        frozenset({"type", "title", "help", "necessity", "lead_days", "condition"})
    }
    assert {frozenset(part) for part in template["steps"]} == {
        frozenset({"code", "title", "owner", "offset_days", "duration_days"})
    }
    french = got(cast["nobody"].get("/api/templates", headers={"Accept-Language": "fr"}))
    assert "Permis d’études" in str(french) or "Permis d'études" in str(french)
