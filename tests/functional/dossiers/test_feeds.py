"""One's deadlines in one's own calendar: who reads what at the address, and until when."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from capitune.accounts.states import Language, Standing
from capitune.accounts.tokens import digest
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now, today
from capitune.core.datamap import table_maps
from capitune.core.datamap.rows import some_to_erase
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import CalendarFeed, Dossier, Requirement, Step
from capitune.dossiers.states import Exemption, Necessity, Owner, Stage
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.feeds import calendar_at, lines_at, make_feed, read
from tests.factories.messages import write
from tests.factories.notes import note_on
from tests.factories.people import make_person, make_professional
from tests.factories.steps import add
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.signing import browser_of
from tests.support.statements import statements

ACTS = [Act.FEED_MADE, Act.FEED_RENEWED, Act.FEED_REVOKED]
HERE = "/profile/calendar"
SHOWN = re.compile(r'value="http[^"]*(/calendar/[\w-]{43}\.ics)"')


def change(thing: Any, **values: Any) -> None:
    kind = type(thing)
    with unit_of_work():
        db.session.execute(update(kind).where(kind.id == thing.id).values(**values))
    db.session.expire_all()


def bare(dossier: Dossier) -> Dossier:
    """Without the steps of its programme."""
    with unit_of_work():
        db.session.execute(delete(Step).where(Step.dossier_id == dossier.id))
    return dossier


def asked(dossier: Dossier, code: str) -> Requirement:
    wanted = (Requirement.dossier_id == dossier.id, Requirement.code == code)
    return db.session.scalars(select(Requirement).where(*wanted)).one()


def shown_by(browser: Browserless) -> str:
    """The address on the page that makes it."""
    answer = browser.submit(HERE)
    assert answer.status_code == 200
    found = SHOWN.findall(answer.text)
    assert len(found) == 1
    return str(found[0])


def refusal(app: Flask, path: str) -> tuple[int, str, list[str]]:
    answer = read(app, path)
    return answer.status_code, answer.text, answer.headers.getlist("Set-Cookie")


def test_its_address_is_shown_once_and_reads_as_a_calendar(app: Flask) -> None:
    user = make_person()
    dossier = make_dossier(user)
    browser = browser_of(app, user)
    first = shown_by(browser)
    token = first.removeprefix("/calendar/").removesuffix(".ics")
    held = db.session.scalars(select(CalendarFeed)).one()
    assert (held.secret_hash, held.last_read_on) == (digest(token), None)
    assert token not in browser.get(HERE).text

    answer = read(app, first)
    assert answer.content_type == "text/calendar; charset=utf-8"
    told = {name: answer.headers[name] for name in ("Cache-Control", "Referrer-Policy")}
    assert told == {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers.getlist("Set-Cookie") == []
    assert dossier.number in answer.text
    db.session.expire_all()
    assert db.session.scalars(select(CalendarFeed.last_read_on)).one() is not None
    again = read(app, first, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")
    add(dossier, user, "Une étape de plus")
    assert read(app, first, If_None_Match=answer.headers["ETag"]).status_code == 200


def test_only_the_last_address_reads(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    first = shown_by(browser)
    gone = refusal(app, "/calendar/" + "x" * 43 + ".ics")
    assert (gone[0], gone[2]) == (404, [])
    second = shown_by(browser)
    assert (refusal(app, first), read(app, second).status_code) == (gone, 200)
    assert browser.submit(f"{HERE}/revoke", page=HERE).status_code == 303
    assert browser.submit(f"{HERE}/revoke", page=HERE).status_code == 303
    dead = (second, "/calendar/a.ics", "/calendar/%00%ff.ics", f"/calendar/{'é' * 3000}.ics")
    assert [refusal(app, path) for path in dead] == [gone] * 4
    done = select(AuditEvent.act).where(AuditEvent.act.in_(ACTS)).order_by(AuditEvent.id)
    assert db.session.scalars(done).all() == ACTS


def test_it_is_made_by_who_has_just_shown_who_they_are(app: Flask, clock: MovedClock) -> None:
    browser = browser_of(app, make_person())
    clock.move(minutes=11)
    late = browser.submit(HERE)
    assert (late.status_code, SHOWN.findall(late.text)) != (200, [])
    assert db.session.scalars(select(CalendarFeed)).all() == []


def test_who_may_not_come_in_reads_nothing(app: Flask) -> None:
    user = make_person()
    make_dossier(user)
    path, gone = make_feed(user), refusal(app, "/calendar/none.ics")
    for facts in (
        {"standing": Standing.SUSPENDED},
        {"standing": Standing.LEAVING},
        {"standing": Standing.ERASED},
        {"standing": Standing.ACTIVE, "email_verified_at": None},
        {"email_verified_at": now(), "role": Role.ADMIN},
        {"role": Role.MODERATOR},
    ):
        change(user, **facts)
        assert refusal(app, path) == gone, facts
    change(user, role=Role.CANDIDATE)
    assert read(app, path).status_code == 200
    feeds = table_maps()["calendar_feeds"]
    assert len(list(some_to_erase(feeds, user.id))) == 1
    assert {name for name, column in feeds.columns.items() if column.exported} == {
        "created_at",
        "last_read_on",
    }


def test_a_candidate_reads_what_lies_ahead_and_a_professional_the_steps(app: Flask) -> None:
    awa = make_person(first_name="Awa", last_name="Ndiaye", language=Language.EN)
    anne = make_professional("immigration", first_name="Anne", last_name="Lefebvre")
    planned = today() + timedelta(days=80)
    dossier = bare(make_dossier(awa, planned_submission_on=planned))
    assign(dossier, anne)
    day = today() + timedelta(days=20)
    for title, owner in (("Appeler", Owner.CANDIDATE), ("Relire", Owner.PROFESSIONAL)):
        add(dossier, anne, title, owner, day)
    done, held, old = (add(dossier, anne, title, target_on=day) for title in ("Faite", "H", "O"))
    change(done, done_at=now())
    change(held, held_at=now(), hold_reason="Chantecler")
    change(old, target_on=today() - timedelta(days=40))
    counted, waived, other = (asked(dossier, c) for c in ("ID_PASSPORT", "ID_PHOTO", "EDU_PLAN"))
    for requirement in (counted, waived, other):
        change(requirement, expires_on=day + timedelta(days=1), necessity=Necessity.REQUIRED)
    change(waived, exemption=Exemption.WAIVED)
    change(other, necessity=Necessity.CONDITIONAL)
    write(dossier, anne, "Chantecler écrit")
    note_on(dossier, anne, "Chantecler en note")
    number, on = dossier.number, day.isoformat()

    theirs, hers = make_feed(awa), make_feed(anne)
    steps = {f"Appeler · {number}": on, f"Relire · {number}": on}
    found = lines_at(app, theirs)
    passport = next(line for line in found if line.startswith("Valid until this day: Passport"))
    assert found == {
        **steps,
        f"Planned submission · {number}": planned.isoformat(),
        passport: (day + timedelta(days=1)).isoformat(),
    }
    assert lines_at(app, hers) == steps
    for path in (theirs, hers):
        told = read(app, path).text.replace("\r\n ", "")
        known = ("Chantecler", "Awa", "Ndiaye", "Lefebvre", awa.email, str(awa.id))
        assert [word for word in known if word in told] == []
        assert f"/dossiers/{dossier.id}/steps" in told


def test_it_follows_what_one_may_see(app: Flask) -> None:
    awa, anne = make_person(), make_professional("immigration")
    dossier = bare(make_dossier(awa))
    assigned = assign(dossier, anne)
    step = add(dossier, awa, "Appeler")
    steps = {f"Appeler · {dossier.number}": step.target_on.isoformat()}
    theirs, hers = make_feed(awa), make_feed(anne)
    assert (lines_at(app, theirs), lines_at(app, hers)) == (steps, steps)
    ids = [[str(e["uid"]) for e in calendar_at(app, p).events] for p in (theirs, theirs, hers)]
    assert ids == [[f"step-{step.id}@capitune"]] * 3
    change(dossier, stage=Stage.VALIDATED)
    assert (lines_at(app, theirs), lines_at(app, hers)) == ({}, {})
    change(dossier, stage=Stage.PROSPECT, archived_at=now())
    assert (lines_at(app, theirs), lines_at(app, hers)) == ({}, {})
    change(dossier, archived_at=None)
    change(anne, licence_until=now())
    assert lines_at(app, hers) == {}
    change(anne, licence_until=None)
    assert lines_at(app, hers) == steps
    unassign(assigned)
    assert lines_at(app, hers) == {}
    assert lines_at(app, theirs) == steps
    assert lines_at(app, make_feed(make_person())) == {}


HOSTILE = (
    "Fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Autre",
    "a\nATTENDEE:mailto:x@example.com",
    "a\u2028BEGIN:VALARM\x0bTRIGGER:P0D\x85x\x1cy",
    "Un, deux; trois \\n quatre: \\, « cinq »",
    "Très long " + "é𝄞" * 300,
)


def test_a_title_ends_no_line(app: Flask) -> None:
    user = make_person()
    dossier = bare(make_dossier(user))
    for title in HOSTILE:
        change(add(dossier, user, "Appeler"), labels={"fr": title, "en": title})
    path = make_feed(user)
    raw, calendar = read(app, path).get_data(), calendar_at(app, path)
    lines = raw.split(b"\r\n")
    begun = [line for line in lines if line.startswith((b"BEGIN", b"ATTENDEE", b"METHOD"))]
    assert begun == [b"BEGIN:VCALENDAR", *[b"BEGIN:VEVENT"] * len(HOSTILE)]
    assert [line for line in lines if len(line) > 75 or re.search(rb"[\x00-\x1f\x7f]", line)] == []
    assert [line.decode() for line in lines][-1] == ""
    words = {str(event["summary"]) for event in calendar.events}
    assert f"{HOSTILE[4]} · {dossier.number}" in words
    assert f"Un, deux\u202f; trois \\n quatre\u202f: \\, « cinq\u202f» · {dossier.number}" in words
    assert f"Fin END:VEVENT BEGIN:VEVENT SUMMARY:Autre · {dossier.number}" in words
    first = calendar.events[0]
    assert [first[name].params.get("VALUE") for name in ("dtstart", "dtend")] == ["DATE", "DATE"]
    assert first["dtstamp"].dt.tzinfo is not None
    assert str(calendar["x-wr-calname"]) == "Échéances CAPITUNE"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in raw


def test_it_stays_small_and_cheap(app: Flask) -> None:
    user = make_person()
    dossier = bare(make_dossier(user))
    path = make_feed(user)
    cost = []
    for many in (1, 449):
        for number in range(many):
            add_raw(dossier, number)
        read(app, path)
        with statements() as sent:
            found = calendar_at(app, path).events
        cost.append(len(sent))
    assert cost == [2, 2]
    days = [event.start for event in found]
    assert (len(days), days) == (400, sorted(days))


def add_raw(dossier: Dossier, number: int) -> None:
    on = today() + timedelta(days=1 + number % 200)
    facts = {"labels": {"fr": f"Étape {number}"}, "owner": Owner.CANDIDATE, "position": 1}
    code = f"X{db.session.query(Step).count()}"
    with unit_of_work():
        step = Step(dossier_id=dossier.id, code=code, starts_on=on, target_on=on, **facts)
        db.session.add(step)


def test_limits_count_for_each_address_and_for_what_is_not_there(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_GENERAL", "3 per minute")
    mine, yours = make_feed(make_person()), make_feed(make_person())
    assert [read(app, mine).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert read(app, yours).status_code == 200
    vain = [read(app, f"/calendar/no{n}.ics").status_code for n in range(4)]
    assert vain == [404, 404, 404, 429]


@pytest.mark.parametrize("name", ["candidate", "professional"])
def test_it_is_found_where_one_looks(app: Flask, name: str) -> None:
    person = make_person() if name == "candidate" else make_professional("immigration")
    dossier = make_dossier(person if name == "candidate" else None)
    if name == "professional":
        assign(dossier, person)
    browser, link = browser_of(app, person), f'href="{HERE}"'
    for page in ("/profile/preferences", f"/dossiers/{dossier.id}/steps"):
        assert link in browser.get(page).text, page
    assert link not in browser_of(app, make_person(Role.ADMIN)).get("/profile/preferences").text
