"""Internal notes: for those who accompany the dossier. Its candidate finds none at any door, by any way out."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.core.clock import today
from capitune.core.datamap import table_maps
from capitune.core.datamap.rows import pages_of, some_to_erase
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.periodic import remind
from capitune.dossiers.queries import note_by_id
from capitune.notifications.models import Notification
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.notes import fresh_note, note_on
from tests.factories.people import acting, make_person, make_professional
from tests.functional.notifications.conftest import Go, clock, go
from tests.support.program import got, program_of
from tests.support.signing import browser_of

SECRET = "virement-inexplique-7391"
PAGES = [
    "/documents",
    "/steps",
    "/messages",
    "/budget",
    "/history",
    "/history/file",
    "/exports",
    "/export",
    "/summary.pdf",
    "/deposit.pdf",
    "/edit",
]
PARTS = ["/documents", "/messages", "/budget", "/history", "/assignments", "/export"]
OWN = [
    "/dossiers",
    "/dashboard",
    "/notifications",
    "/vault",
    "/profile/data",
    "/profile/preferences",
]
__all__ = ["clock", "go"]

Cast = tuple[Dossier, User, User, User]


@pytest.fixture
def cast(app: Flask) -> Cast:
    candidate, anne = make_person(), make_professional("immigration")
    bruno = make_professional("finance")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    assign(dossier, bruno)
    receive(dossier)
    return dossier, candidate, anne, bruno


def told_in(answer: bytes) -> str:
    """The words of an answer, those inside an archive with them."""
    if not answer.startswith(b"PK"):
        return answer.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def asked_of(app: Flask, person: User, dossier: Dossier) -> dict[str, str]:
    """What each door answers this person, by its address."""
    at, browser, program = (
        f"/dossiers/{dossier.id}",
        browser_of(app, person),
        program_of(app, person),
    )
    api = [f"/api{at}", *(f"/api{at}{part}" for part in PARTS)]
    lists = ["/api/dossiers", "/api/dashboard", "/api/notifications", "/api/users/me/preferences"]
    paths = [(browser, path) for path in (at, *(at + page for page in PAGES), *OWN)]
    found, odd = {}, {}
    for client, path in [*paths, *((program, path) for path in (*api, *lists))]:
        answer = client.get(path)
        found[path] = told_in(answer.get_data())
        if answer.status_code != 200:
            odd[path] = answer.status_code
    assert odd == {}
    return found


def copy_of(person: User) -> str:
    """The rows of the copy of their data."""
    mine = [
        [str(row[name]) for name, column in found.columns.items() if column.exported]
        for found in table_maps().values()
        if found.rows is not None
        for page in pages_of(found, person.id)
        for row in page
    ]
    return json.dumps(mine)


def test_it_is_read_by_the_team_and_absent_from_every_door_of_the_candidate(
    app: Flask, cast: Cast, go: Go
) -> None:
    go("2027-01-14T14:00:00")
    dossier, candidate, anne, bruno = cast
    at = f"/dossiers/{dossier.id}/notes"
    fields = {"body": SECRET, "remind_on": today().isoformat()}
    assert browser_of(app, anne).submit(at, fields).status_code == 303
    note = db.session.scalars(select(Note)).one()
    remind()
    for person in (anne, bruno):
        assert SECRET in browser_of(app, person).get(at).text
        assert got(program_of(app, person).get(f"/api{at}"))["items"][0]["body"] == SECRET
        assert f'href="{at}"' in browser_of(app, person).get(f"/dossiers/{dossier.id}").text
    assert SECRET in copy_of(anne)
    known = (SECRET, str(note.id), at, "note.written", "note_due")
    found = asked_of(app, candidate, dossier) | {"copy": copy_of(candidate)}
    assert {path: w for path, said in found.items() for w in known if w in said} == {}
    browser, program = browser_of(app, candidate), program_of(app, candidate)
    token = {"data": {"csrf_token": browser.token("/profile/data"), "body": "x"}}
    for path in (at, f"{at}/{note.id}/edit", f"{at}/{note.id}/delete"):
        assert browser.get(path).status_code == browser.post(path, **token).status_code == 404
    gone = program.get(f"/api{at}").get_json()
    missing = program.get("/api/dossiers/01900000-0000-7000-8000-000000000000/notes").get_json()
    assert {**gone, "request_id": 0} == {**missing, "request_id": 0}
    events = select(AuditEvent).where(AuditEvent.subject_id == note.id)
    assert [event.context_id for event in db.session.scalars(events)] == [None]


def test_its_author_alone_changes_and_deletes_it(app: Flask, cast: Cast) -> None:
    dossier, _, anne, bruno = cast
    note = note_on(dossier, anne)
    at = f"/dossiers/{dossier.id}/notes"
    page = browser_of(app, anne)
    wrong = page.submit(f"{at}/{note.id}/edit", {"body": " ", "version": "1"})
    assert (wrong.status_code, 'name="version" ' in wrong.text) == (422, True)
    stale = page.submit(f"{at}/{note.id}/edit", {"body": "Dit autrement.", "version": "7"})
    assert stale.status_code == 409
    assert "Dit autrement." in stale.text
    right = page.submit(f"{at}/{note.id}/edit", {"body": "Dit autrement.", "version": "1"})
    assert right.status_code == 303
    assert f"{at}/{note.id}/edit" in page.get(at).text
    assert f"{at}/{note.id}/edit" not in browser_of(app, bruno).get(at).text
    past = {"body": "À garder.", "remind_on": "2020-01-01"}
    refused = page.submit(at, past)
    assert refused.status_code == 422
    assert "À garder." in refused.text
    program = program_of(app, anne)
    assert program.delete(f"/api/notes/{note.id}").status_code == 204
    assert program.delete(f"/api/notes/{note.id}").status_code == 404
    assert SECRET not in page.get(at).text


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"body": ""}, "body", "required"),
        ({"body": " \n "}, "body", "required"),
        ({"body": "x" * 5001}, "body", "too_long"),
        ({"body": "a\u202eb"}, "body", "bad_text"),
        ({"body": "a", "remind_on": date(2020, 1, 1)}, "remind_on", "reminder_past"),
        ({"body": "a", "remind_on": date(9999, 1, 1)}, "remind_on", "reminder_far"),
    ],
)
def test_what_is_refused(cast: Cast, facts: dict[str, Any], field: str, code: str) -> None:
    dossier, _, anne, _ = cast
    note = note_on(dossier, anne)
    with pytest.raises(Invalid) as error, unit_of_work():
        services.write_note(acting(anne), dossier, **facts)
    assert [(e.field, e.code) for e in error.value.errors] == [(field, code)]
    with pytest.raises(Invalid), unit_of_work():
        services.change_note(acting(anne), fresh_note(note), changes=facts)
    with pytest.raises(Conflict), unit_of_work():
        services.change_note(acting(anne), fresh_note(note), changes={"body": "b"}, version=9)


def test_a_day_on_which_no_clock_ran_is_made_up_for(app: Flask, go: Go) -> None:
    go("2027-01-13T14:00:00")
    anne, dossier = make_professional("immigration"), make_dossier()
    assign(dossier, anne)
    note_on(dossier, anne, remind_on=today() + timedelta(days=1))
    rung = select(func.count()).where(Notification.kind == "note_due")
    for moment, times in (("17T14:00", 1), ("18T14:00", 1)):
        go(f"2027-01-{moment}:00")
        remind()
        assert db.session.scalar(rung) == times


def test_the_bell_rings_once_on_the_day_for_who_still_accompanies(app: Flask, go: Go) -> None:
    go("2027-01-13T14:00:00")
    anne, lise = make_professional("immigration"), make_professional("immigration")
    dossier = make_dossier()
    assign(dossier, anne)
    left = assign(dossier, lise)
    for person in (anne, lise):
        note_on(dossier, person, SECRET, remind_on=today() + timedelta(days=1))
    unassign(left)
    count = []
    for moment in ("13T14:00", "14T09:00", "14T14:00", "14T18:00", "15T14:00"):
        go(f"2027-01-{moment}:00")
        remind()
        rung = select(func.count()).where(
            Notification.user_id.in_([anne.id, lise.id]), Notification.kind == "note_due"
        )
        count.append(db.session.scalar(rung))
    assert count == [0, 0, 1, 1, 1]
    rung_for = select(Notification.user_id, Notification.facts).where(
        Notification.kind == "note_due"
    )
    assert [(who, SECRET in str(facts)) for who, facts in db.session.execute(rung_for)] == [
        (anne.id, False)
    ]


def test_it_goes_with_its_author_and_with_the_dossier(cast: Cast) -> None:
    dossier, candidate, anne, bruno = cast
    note = note_on(dossier, anne)
    found = table_maps()["notes"]
    going = [
        [row["id"] for row in some_to_erase(found, who.id)] for who in (anne, candidate, bruno)
    ]
    assert going == [[note.id], [note.id], []]
    assert note_by_id(note.id) is not None
