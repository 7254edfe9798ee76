"""The audit log desk: what it finds, what it refuses, what leaves as a file."""

import csv
import io
import re
import uuid
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import insert, select, text

from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.backoffice.spreadsheets import harmless
from capitune.core.db import db
from capitune.core.ids import first_id_of
from capitune.core.work import unit_of_work
from capitune.dossiers.queries.trail import KINDS
from capitune.dossiers.words import trail as words
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of, token_of
from tests.support.statements import statements

ROW = re.compile(r'href="/admin/audit/([0-9a-f-]{36})"')
MORE = re.compile(r'id="more"><a[^>]*href="([^"]+)"')


@pytest.fixture
def nadia(app: Flask) -> User:
    return make_person(Role.ADMIN, first_name="Nadia", last_name="Zed", email="nadia@example.com")


@pytest.fixture
def desk(app: Flask, nadia: User) -> Browserless:
    return browser_of(app, nadia)


def found(desk: Browserless, query: str = "") -> list[str]:
    answer = desk.get(f"/admin/audit/?{query}")
    assert answer.status_code == 200, query
    return ROW.findall(answer.get_data(as_text=True))


def keep(actor: Actor, act: Act, subject: tuple[str, uuid.UUID | None], **more: object) -> str:
    with unit_of_work():
        event = record(actor, act, subject, **more)  # type: ignore[arg-type]
        db.session.flush()
        return str(event.id)


def test_each_filter_finds_what_it_names_and_pages_go_on(desk: Browserless) -> None:
    anne = make_person(first_name="Élodie", last_name="Œuvrard", email="elodie@example.com")
    bob, dossier = make_person(first_name="Bob"), make_dossier()
    by = keep(acting(anne), Act.ACCOUNT_EDITED, ("user", anne.id))
    on = keep(Actor.system("x"), Act.ACCOUNT_SUSPENDED, ("user", anne.id))
    held = keep(
        acting(bob),
        Act.DOSSIER_STAGED,
        ("dossier", dossier.id),
        context_id=dossier.id,
        data={"from": "interested", "to": "<b>lodged</b>"},
    )
    assert found(desk)[:3] == [held, on, by]
    for query, expected in {
        "person=elo": {by, on},
        "person=ELODIE@ex": {by, on},
        f"person={anne.id}&act=account.suspended": {on},
        f"subject={dossier.number.lower()}&act=dossier.staged": {held},
        f"subject={dossier.id}&person=bob": {held},
        "act=dossier.staged": {held},
        "kind=user&act=account.edited": {by},
        "person=nobody-at-all": set(),
        "person=%25": set(),
        "from=2001-01-01&to=2001-01-02": set(),
        "act=dossier.staged&from=2001-01-01&sort=99&desc=1&page=4&evil=1": {held},
    }.items():
        assert set(found(desk, query)) == expected, query
    page = desk.get(f"/admin/audit/{held}").get_data(as_text=True)
    assert "&lt;b&gt;lodged" in page
    assert "interested" in page
    assert f'href="/admin/dossiers/{dossier.id}">{dossier.number}' in page
    assert desk.get(f"/admin/audit/{uuid.uuid4()}").status_code == 404
    with unit_of_work():
        for _ in range(120):
            record(Actor.system("many"), Act.FEED_MADE, ("user", bob.id))
    seen, path, asked = [], "/admin/audit/?act=calendar.made", 0
    while path:
        answer = desk.get(path).get_data(as_text=True)
        seen += ROW.findall(answer)
        more = MORE.search(answer)
        path, asked = more.group(1).replace("&amp;", "&") if more else "", asked + 1
    assert (asked, len(seen), seen) == (5, 120, sorted(set(seen), reverse=True))
    with statements() as sent:
        found(desk)
    assert len(sent) <= 6


def test_a_day_is_a_day_of_the_reader(desk: Browserless) -> None:
    born = first_id_of(datetime(2020, 5, 1, 23, 30, tzinfo=UTC))
    row = {"id": born, "at": datetime(2020, 5, 1, 23, 30, tzinfo=UTC), "act": Act.FEED_MADE}
    rest = {"door": "system", "subject_type": "user", "actor_name": "t", "data": {}}
    with unit_of_work():
        db.session.execute(insert(AuditEvent), [{**row, **rest}])
        db.session.execute(text("UPDATE users SET timezone = 'Asia/Tokyo'"))
    assert found(desk, "from=2020-05-02&to=2020-05-02") == [str(born)]
    assert found(desk, "from=2020-05-01&to=2020-05-01") == []


@pytest.mark.usefixtures("nadia")
def test_what_cannot_be_a_filter_is_said_beside_it(app: Flask, desk: Browserless) -> None:
    for _ in range(11):
        make_person(first_name="Zoé")
    program = app.test_client()
    someone = db.session.scalars(select(User).filter_by(first_name="Nadia")).one()
    headers = {"Authorization": f"Bearer {token_of(someone)}"}
    for query, code in {
        "from=2026-02-30": "bad_day",
        "to=0001-01-01": "bad_day",
        "from=9999-12-31": "bad_day",
        "from=20260101": "bad_day",
        "from=2026-03-02&to=2026-03-01": "bad_period",
        "act=no.such": "unknown_value",
        "kind=no_such": "unknown_value",
        "subject=RC-0000-0000": "unknown_thing",
        "person=zo": "many_people",
    }.items():
        page = desk.get(f"/admin/audit/?{query}")
        assert (page.status_code, page.get_data(as_text=True).count("-error")) == (422, 2), query
        told = program.get(f"/api/admin/audit?{query}", headers=headers)
        assert (told.status_code, told.get_json()["code"]) == (422, code), query
    for query in ("after=zzz", "limit=0", "limit=100000"):
        told = program.get(f"/api/admin/audit?{query}", headers=headers)
        assert told.status_code == 422, query
    assert desk.get("/admin/audit/?after=zzz").status_code == 422
    told = program.get("/api/admin/audit?limit=1", headers=headers).get_json()
    assert told["items"][0]["act"] in set(Act)
    assert told["next_cursor"]


def test_taken_away_as_a_file_that_no_spreadsheet_runs(app: Flask, desk: Browserless) -> None:
    keep(Actor.system("=1+1"), Act.TEMPLATE_DRAFTED, ("template", None), data={"to": "@SUM(A1)"})
    sent = {"act": "template.drafted"}
    answer = desk.submit("/admin/audit/export.csv", sent, page="/admin/audit/")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [row[head.index("actor")] for row in rows] == ["'=1+1"]
    event = db.session.scalars(select(AuditEvent).filter_by(act=Act.AUDIT_EXPORTED)).one()
    assert event.data == {"act": "template.drafted"}
    assert [harmless(f"{c}x")[0] for c in "=+-@\t\r"] == ["'"] * 6
    assert harmless("a=b") == "a=b"
    bad = desk.submit("/admin/audit/export.csv", {"act": "no.such"}, page="/admin/audit/")
    assert bad.status_code == 422
    assert desk.get("/admin/audit/export.csv").status_code in (404, 405)


def test_whoever_lost_the_role_and_whoever_proved_nothing_lately(app: Flask, nadia: User) -> None:
    desk = browser_of(app, nadia)
    token = desk.token("/admin/audit/")
    with unit_of_work():
        db.session.execute(text("UPDATE web_sessions SET proved_at = now() - interval '1 hour'"))
    answer = desk.post("/admin/audit/export.csv", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "text/csv" not in answer.headers["Content-Type"]
    with unit_of_work():
        db.session.execute(text("UPDATE users SET role = 'candidate'"))
    assert desk.get("/admin/audit/").status_code == 404
    moderator = browser_of(app, make_person(Role.MODERATOR), Proof.FACTOR)
    assert moderator.get("/admin/audit/").status_code == 403


def test_every_act_and_kind_has_its_words() -> None:
    assert set(words.ACTS) == set(Act)
    assert sum(len(acts) for _group, acts in words.GROUPS) == len(words.ACTS)
    assert set(words.KINDS) == set(KINDS)
    assert words.changes({"from": "a", "to": "b", "x_y": {"from": 1, "to": None}, "n": [1, 2]}) == [
        ("", "a", "b"),
        ("x y", "1", ""),
        ("n", "", "1, 2"),
    ]
    assert words.changes({"title": "Mon secret", "ok": True})[0][0] == "ok"
    assert words.brief({"sha256": "a" * 64, "to": "b", "n": None}) == [("", "", "b")]
