"""People, through the programs of the team: found, invited, corrected, suspended."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from capitune.accounts import passwords
from capitune.accounts.models import TokenFamily, User
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, make_person
from tests.functional.api.conftest import Cast
from tests.support.mailbox import path_for, received
from tests.support.outbox import run_outbox
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of

PEOPLE = "/api/admin/users"


def acts(act: Act, person: User) -> int:
    wanted = (AuditEvent.act == act, AuditEvent.subject_id == person.id)
    return len(db.session.scalars(select(AuditEvent.id).where(*wanted)).all())


def fresh(person: User) -> User:
    db.session.expire_all()
    return db.session.get_one(User, person.id)


def test_the_list_is_that_of_the_desk(cast: Cast) -> None:
    first = got(cast["admin"].get(f"{PEOPLE}?limit=3&sort=oldest"))
    assert [item["first_name"] for item in first["items"]] == ["Oumar", "Olga", "Paul"]
    assert first["next_cursor"]
    (paul,) = got(cast["admin"].get(f"{PEOPLE}?q=pro%20pa"))["items"]
    assert (paul["role"], paul["status"], paul["suspension"]) == ("professional", "active", None)
    assert "password" not in str(paul)
    for query, field in (("role=king", "role"), ("colour=red", "colour"), ("sort=email", "sort")):
        problem = cast["admin"].get(f"{PEOPLE}?{query}").get_json()
        assert (problem["status"], problem["errors"][0]["field"]) == (422, field)
    refused(cast["moderator"].get(PEOPLE), 403, "forbidden")
    refused(cast["owner"].get(PEOPLE), 404, "not_found")


def test_a_person_is_invited_and_chooses_their_password(cast: Cast) -> None:
    sent = {"email": "Zoe@example.com", "role": "candidate", "first_name": "Zoé", "language": "en"}
    answer = cast["admin"].post(PEOPLE, json=sent)
    assert answer.status_code == 201
    body = answer.get_json()
    assert (body["email_verified"], body["status"], body["language"]) == (False, "active", "en")
    zoe = db.session.scalars(select(User).where(User.email_key == "zoe@example.com")).one()
    assert (zoe.password_hash, acts(Act.ACCOUNT_INVITED, zoe)) == (passwords.UNUSABLE, 1)
    path = path_for("Zoe@example.com", "account_invitation")
    browser = browser_of(cast.app, None)
    # Neither the page for forgotten passwords nor a page without the terms is a way round them.
    reset = path.replace("/invitation/", "/reset-password/")
    assert browser.submit(reset, {"password": "neuf mots tout autres"}).status_code == 422
    said = {"first_name": "Zoé", "last_name": "Sow", "password": "neuf mots tout autres ailleurs"}
    assert browser.submit(path, said).status_code == 422
    joined = browser.submit(path, {**said, "accept_terms": "y"})
    assert (joined.status_code, joined.headers["Location"]) == (303, "/dashboard")
    assert fresh(zoe).email_verified_at is not None
    assert browser.get("/dashboard").status_code == 200
    assert browser_of(cast.app, None).get(path).status_code == 422
    refused(cast["admin"].post(PEOPLE, json=sent), 409, "email_taken")


def test_wrong_invitations(cast: Cast) -> None:
    good: dict[str, Any] = {"email": "new@example.com", "role": "moderator"}
    for wrong, field in (
        ({"email": "nobody"}, "email"),
        ({"role": "king"}, "role"),
        ({"password": PASSWORD}, "password"),
        ({"country": "XX"}, "country"),
        ({"first_name": "x" * 81}, "first_name"),
        ({"role": "candidate", "first_name": "IRCC"}, "last_name"),
    ):
        problem = cast["admin"].post(PEOPLE, json={**good, **wrong}).get_json()
        assert (problem["status"], problem["errors"][0]["field"]) == (422, field), wrong
    refused(cast["moderator"].post(PEOPLE, json=good), 403, "forbidden")
    assert db.session.scalar(select(User.id).where(User.email_key == "new@example.com")) is None


def test_who_asks_shows_first_who_they_are(cast: Cast) -> None:
    admin, other = cast["admin"], cast.people["other"]
    assert admin.get(PEOPLE).status_code == 200
    with unit_of_work():
        db.session.execute(update(TokenFamily).values(proved_at=now() - timedelta(minutes=11)))
    body = {"email": "new@example.com", "role": "moderator"}
    closing = {"status": "suspended", "reason": "spam", "message": "Non."}
    for answer in (
        admin.post(PEOPLE, json=body),
        admin.patch(f"{PEOPLE}/{other.id}", json={"first_name": "X"}),
        admin.patch(f"{PEOPLE}/{other.id}", json={"role": "moderator"}),
        admin.put(f"{PEOPLE}/{other.id}/status", json=closing),
    ):
        refused(answer, 403, "step_up_required")


def test_what_an_admin_changes(cast: Cast) -> None:
    admin, other = cast["admin"], cast.people["other"]
    here = f"{PEOPLE}/{other.id}"
    (before,) = got(admin.get(f"{PEOPLE}?q=olga"))["items"]
    changes = {"first_name": "Zoé", "country": "FR", "version": before["version"]}
    after = got(admin.patch(here, json=changes))
    assert (after["first_name"], after["country"], after["last_name"]) == ("Zoé", "FR", "Other")
    refused(admin.patch(here, json={**changes, "first_name": "Zoa"}), 409, "stale_version")
    for wrong in ({"email": "x@example.com"}, {"country": "XX"}, {"role": "king"}, {"language": 1}):
        problem = admin.patch(here, json={"first_name": "No", **wrong}).get_json()
        assert problem["status"] == 422, wrong
        assert problem["errors"][0]["field"] == next(iter(wrong)), wrong
    assert fresh(other).first_name == "Zoé"
    me = cast.people["admin"]
    refused(admin.patch(f"{PEOPLE}/{me.id}", json={"role": "candidate"}), 403, "not_for_oneself")
    assert got(cast["other"].get("/api/users/me"))["first_name"] == "Zoé"
    assert got(admin.patch(here, json={"role": "moderator"}))["role"] == "moderator"
    assert cast["other"].get("/api/users/me").status_code == 401  # all that was open is over
    assert acts(Act.ROLE_CHANGED, other) == 1
    run_outbox()
    assert len(received(other.email, "role_changed")) == 1


def test_a_role_leaves_nothing_behind(cast: Cast) -> None:
    admin, _dossier = cast["admin"], cast.dossier
    for name, code in (("owner", "has_dossiers"), ("pro", "licence_stands")):
        answer = admin.patch(f"{PEOPLE}/{cast.people[name].id}", json={"role": "moderator"})
        refused(answer, 409, code)
        assert fresh(cast.people[name]).role is not Role.MODERATOR


def test_a_status_is_set_and_set_back(cast: Cast) -> None:
    other, mod = cast.people["other"], cast["moderator"]
    here, own = f"{PEOPLE}/{other.id}/status", cast["other"]
    assert own.get("/api/users/me").status_code == 200
    closing = {"status": "suspended", "reason": "spam", "message": "Non.", "until": "2099-01-01"}
    wrong = mod.put(here, json=closing).get_json()
    assert (wrong["status"], wrong["errors"][0]["field"]) == (422, "until")
    closing["until"] = "2030-01-01T00:00:00-05:00"
    for lacks in ("reason", "message"):
        problem = mod.put(here, json={**closing, lacks: ""}).get_json()
        assert [error["field"] for error in problem["errors"]] == [lacks]
    body = got(mod.put(here, json=closing))
    assert (body["status"], body["suspension"]["reason"]) == ("suspended", "spam")
    assert body["suspension"]["until"] == "2030-01-01T05:00:00+00:00"
    assert own.get("/api/users/me").status_code == 401
    refused(mod.put(here, json=closing), 409, "already_suspended")
    assert got(mod.put(here, json={"status": "active"}))["suspension"] is None
    refused(mod.put(here, json={"status": "active"}), 409, "not_suspended")
    body = got(mod.put(here, json={**closing, "reason": "Trois annonces.", "until": None}))
    assert body["suspension"]["reason"] == "other"
    assert fresh(other).standing is Standing.SUSPENDED


@pytest.mark.parametrize("name", ["admin", "moderator"])
def test_nobody_of_the_team_for_a_moderator_and_nobody_oneself(cast: Cast, name: str) -> None:
    closing = {"status": "suspended", "reason": "spam", "message": "Non."}
    own = f"{PEOPLE}/{cast.people[name].id}/status"
    refused(cast[name].put(own, json=closing), 403, "not_for_oneself")
    colleague = make_person(Role.ADMIN)
    answer = cast["moderator"].put(f"{PEOPLE}/{colleague.id}/status", json=closing)
    refused(answer, 404, "not_found")
    gone = f"{PEOPLE}/00000000-0000-0000-0000-000000000000/status"
    refused(cast[name].put(gone, json=closing), 404, "not_found")
    assert program_of(cast.app).put(own, json=closing).status_code == 401
