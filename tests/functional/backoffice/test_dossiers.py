"""The desk of dossiers: what it finds, in which order, what it refuses, what leaves as a file."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, true, update

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.backoffice.queries.dossiers import waiting_figures
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import DeskCase, Dossier
from capitune.dossiers.periodic import pass_turns
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.deskcases import as_of, desk_cases
from capitune.dossiers.states import NextAction, Party, ReviewerRole, Stage
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.messages import write
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

ROW = re.compile(r'<tr id="dossier-([0-9a-f-]{36})"')
MORE = re.compile(r'id="more"><a[^>]*href="([^"]+)"')
DESK = "/admin/dossiers/"


@pytest.fixture
def desk(app: Flask) -> Browserless:
    return browser_of(app, make_person(Role.ADMIN, first_name="Nadia"))


def found(desk: Browserless, query: str = "") -> list[str]:
    answer = desk.get(f"{DESK}?{query}")
    assert answer.status_code == 200, query
    return ROW.findall(answer.get_data(as_text=True))


def kept() -> dict[Any, Any]:
    """What stands at the desk, but for since when, and for the last act."""
    rows = db.session.execute(select(*DeskCase.__table__.columns)).all()
    return {row.dossier_id: (*row[:7], *row[8:-1]) for row in rows}


def followed() -> dict[Any, Any]:
    rows = db.session.execute(desk_cases(true()), as_of(now(), today())).all()
    return {row[0]: (*row[:7], *row[8:]) for row in rows}


def case(dossier: Dossier) -> Any:
    return db.session.execute(select(DeskCase.__table__).filter_by(dossier_id=dossier.id)).one()


def present(dossier: Dossier) -> Dossier:
    again = dossier_by_id(dossier.id)
    assert again is not None
    return again


def set_case(dossier: Dossier, **values: Any) -> None:
    with unit_of_work():
        put = update(DeskCase).where(DeskCase.dossier_id == dossier.id)
        db.session.execute(put.values(**values))


def test_the_desk_follows_whatever_happens(app: Flask) -> None:
    owner, anne = make_person(country="BE"), make_professional("immigration")
    dossier = make_dossier(owner)
    begun = case(dossier)
    assert (begun.turn, begun.professionals, begun.country) == ("candidate", 0, "BE")

    def moved(stage: Stage) -> None:
        services.move_stage(acting(anne), present(dossier), stage)

    place = []
    for act in (
        lambda: place.append(assign(dossier, anne, ReviewerRole.IMMIGRATION)),
        lambda: moved(Stage.INTERESTED),
        lambda: receive(present(dossier), "ID_PASSPORT"),
        lambda: accounts.edit_profile(acting(owner), owner, {"country": "MA"}),
        lambda: services.archive(acting(owner), present(dossier)),
        lambda: services.reopen(acting(owner), present(dossier)),
        lambda: unassign(place[0]),
    ):
        before = kept()
        with unit_of_work():
            act()
        assert kept() == followed() != before
    last = case(dossier)
    assert (last.country, last.professionals, last.stage) == ("MA", 0, "interested")
    assert last.review_since is not None


def test_the_turn_keeps_its_since_and_passes_with_the_days(app: Flask) -> None:
    owner, dossier = make_person(), make_dossier()
    owner = db.session.get_one(User, dossier.candidate_id)
    since = now() - timedelta(days=9)
    set_case(dossier, turn_since=since)
    with unit_of_work():
        services.edit_dossier(acting(owner), present(dossier), changes={"title": "Autre"})
    assert case(dossier).turn_since == since
    day = today()
    waiting = {"turn": Party.PROFESSIONAL, "turn_since": since}
    set_case(dossier, step_on=day, **waiting)
    assert (pass_turns(), case(dossier).turn) == (0, "professional")
    set_case(dossier, step_on=day - timedelta(days=1), **waiting)
    assert (pass_turns(), pass_turns()) == (1, 0)
    passed = case(dossier)
    assert (passed.turn, passed.step_on, passed.turn_since.date()) == ("candidate", None, day)
    with unit_of_work():
        values = {"next_action": NextAction.WAIT_PROFESSIONAL, "next_step_on": day}
        db.session.execute(update(Dossier).values(**values))
    assert (followed()[dossier.id][6], followed()[dossier.id][7]) == (Party.PROFESSIONAL, day)


def test_each_filter_finds_what_it_names_and_pages_go_on(desk: Browserless) -> None:
    elodie = make_person(
        first_name="Élodie", last_name="Œuvrard", email="elodie@example.com", country="BE"
    )
    one, two, three = make_dossier(elodie), make_dossier(), make_dossier(template="TRA-EIMT")
    anne = make_professional("immigration", first_name="Anne", last_name="Roy")
    assign(two, anne, ReviewerRole.IMMIGRATION)
    propose(one, anne, ReviewerRole.IMMIGRATION)
    with unit_of_work():
        receive(present(two), "ID_PASSPORT")
        services.move_stage(acting(anne), present(two), Stage.INTERESTED)
        services.archive(acting(db.session.get_one(User, three.candidate_id)), present(three))
    set_case(one, due_on=today() - timedelta(days=2))
    set_case(two, due_on=today(), turn=Party.PROFESSIONAL)
    a, b, c = (str(each.id) for each in (one, two, three))
    for query, expected in {
        "": [b, a],
        f"q={one.number.lower()}": [a],
        "q=elo": [a],
        "q=OEUV": [a],
        "q=ELODIE@ex": [a],
        "q=lodie": [],
        "q=%25": [],
        "q=' OR 1=1": [],
        "stage=interested": [b],
        f"family={one.family}": [b, a],
        "template=TRA-EIMT": [],
        "template=TRA-EIMT&archived=1": [c],
        "alone=1": [a],
        "turn=candidate": [a],
        "turn=professional": [b],
        "turn=review": [b],
        "late=1": [a],
        "archived=1": [c],
        "country=BE": [a],
        "country=BE&alone=1&turn=candidate&late=1&stage=prospect": [a],
        "sort=9&desc=1&page=4&evil=1": [b, a],
    }.items():
        assert found(desk, query) == expected, query
    page = desk.get(DESK).get_data(as_text=True)
    for words in (one.number, "Élodie Œuvrard", "Anne Roy", "Belg"):
        assert words in page
    assert one.title not in page.split("<tbody>")[1] or one.title in page.split("<select")[5]
    figures = waiting_figures(today())
    counted = {name: figure.count for name, figure in figures.items()}
    assert counted == {"candidate": 1, "professional": 1, "review": 1, "alone": 1, "late": 1}
    assert figures["late"].since == today() - timedelta(days=2)
    for name, query in re.findall(r'tap" href="/admin/dossiers/\?(\w+)=(\w+)"', page):
        assert len(found(desk, f"{name}={query}")) == 1


def test_lists_go_on_in_their_order_to_the_end(desk: Browserless) -> None:
    made = [make_dossier(make_person()) for _ in range(3)]
    with unit_of_work():
        rows = """INSERT INTO dossiers (id, created_at, number, candidate_id, template_id, family, title,
            description, stage, validated_count, counted_count, next_action, version, answers, updated_at)
            SELECT gen_random_uuid(), now(), 'X-' || n, candidate_id, template_id, family, title, '', stage, 0, 0,
            next_action, 1, '{}', now() FROM dossiers, generate_series(1, 57) AS n WHERE id = :id"""
        db.session.execute(text(rows), {"id": made[0].id})
        cases = """INSERT INTO desk_cases SELECT d.id, d.family, 'ETU-ROC', d.stage, 'BE', NULL, 'candidate',
            now() - make_interval(days => substr(number, 3)::int % 7), NULL, now() - interval '1 day',
            current_date - 1 - (substr(number, 3)::int % 5), 0, number, created_at, template_id,
            candidate_id, 'A', 'B', NULL FROM dossiers AS d WHERE number LIKE 'X-%'"""
        db.session.execute(text(cases))
    for query, total in {
        "": 60,
        "turn=candidate": 60,
        "turn=review": 57,
        "late=1": 57,
        "country=BE": 57,
    }.items():
        seen, path, pages = [], f"{DESK}?{query}", 0
        while path:
            answer = desk.get(path).get_data(as_text=True)
            seen += ROW.findall(answer)
            more = MORE.search(answer)
            path, pages = more.group(1).replace("&amp;", "&") if more else "", pages + 1
        assert (pages, len(seen), len(set(seen))) == (3, total, total), query
    with statements() as sent:
        found(desk, "turn=candidate&q=a&country=BE")
    assert len(sent) <= 7
    assert not [one for one in sent if "OFFSET" in one]


def test_what_cannot_be_a_filter_is_said_beside_it(desk: Browserless) -> None:
    for _ in range(51):
        make_person(first_name="Zoé")
    for query in (
        "stage=no",
        "family=no",
        "template=NO",
        "turn=nobody",
        "turn=mine",
        "country=XX",
        "country=sn",
        "alone=yes",
        "late=0",
        "archived=true",
        "q=zo",
    ):
        page = desk.get(f"{DESK}?{query}")
        assert (page.status_code, page.get_data(as_text=True).count("-error")) == (422, 2), query
    page = desk.get(f"{DESK}?stage=no&late=2").get_data(as_text=True)
    assert page.count("-error") == 4
    for cursor in (
        "zzz",
        "AAAA",
        ".5",
        "AZqQ2m1xdZyO1l3Z8m0H4A.9999999999999999999",
        "AZqQ2m1xdZyO1l3Z8m0H4A.x",
    ):
        assert desk.get(f"{DESK}?after={cursor}").status_code == 422, cursor
    for query in (
        "late=1&after=AZqQ2m1xdZyO1l3Z8m0H4A",
        "late=1&after=AZqQ2m1xdZyO1l3Z8m0H4A.99999999999999",
    ):
        assert desk.get(f"{DESK}?{query}").status_code == 422, query


def test_taken_away_as_a_file_that_no_spreadsheet_runs(desk: Browserless) -> None:
    one = make_dossier(make_person(first_name="=1+1", last_name="Sum"))
    make_dossier()
    assign(one, make_professional("immigration", first_name="Anne", last_name="Roy"))
    sent = {"q": one.number, "stage": "prospect"}
    answer = desk.submit(f"{DESK}export.csv", sent, page=DESK)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [row[head.index("number")] for row in rows] == [one.number]
    assert rows[0][head.index("candidate")] == "'=1+1 Sum"
    assert "Anne Roy" in rows[0][head.index("professionals")]
    event = db.session.scalars(select(AuditEvent).filter_by(act=Act.DOSSIERS_EXPORTED)).one()
    assert event.data == {"stage": "prospect"}  # codes, never what was typed
    assert desk.submit(f"{DESK}export.csv", {"stage": "no"}, page=DESK).status_code == 422
    assert desk.get(f"{DESK}export.csv").status_code in (404, 405)


def test_whoever_lost_the_role_and_whoever_proved_nothing_lately(app: Flask) -> None:
    desk = browser_of(app, make_person(Role.ADMIN))
    token = desk.token(DESK)
    with unit_of_work():
        db.session.execute(text("UPDATE web_sessions SET proved_at = now() - interval '1 hour'"))
    answer = desk.post(f"{DESK}export.csv", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "text/csv" not in answer.headers["Content-Type"]
    with unit_of_work():
        db.session.execute(text("UPDATE users SET role = 'candidate'"))
    assert desk.get(DESK).status_code == 404
    moderator = browser_of(app, make_person(Role.MODERATOR), Proof.FACTOR)
    assert moderator.get(DESK).status_code == 403


def last_recorded(dossier: Dossier) -> Any:
    db.session.rollback()
    mine = select(AuditEvent.at).where(AuditEvent.context_id == dossier.id)
    return db.session.scalars(mine.order_by(AuditEvent.id.desc()).limit(1)).one()


def test_the_last_act_is_that_of_the_journal_and_nobody_waits_for_it(live_app: Flask) -> None:
    owner = make_person()
    dossier, other = make_dossier(owner), make_dossier(make_person())
    assign(dossier, make_professional("immigration"))
    opened = case(other).last_act_at
    assert opened == last_recorded(other)
    write(dossier, owner, "Bonjour.")  # moves no turn: nothing else of the line changes
    said = case(dossier).last_act_at
    assert said == last_recorded(dossier) > opened
    assert case(other).last_act_at == opened
    with db.engine.connect() as holding, holding.begin():
        row = select(DeskCase.dossier_id).where(DeskCase.dossier_id == dossier.id)
        holding.execute(row.with_for_update())
        write(dossier, owner, "Encore.")
        assert case(dossier).last_act_at == said
    write(dossier, owner, "Et encore.")
    assert case(dossier).last_act_at == last_recorded(dossier) > said
