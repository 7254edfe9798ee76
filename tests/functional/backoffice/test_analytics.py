"""The figures of days: counted from rows, once, whatever hands do; and who may read them, how."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from capitune.accounts.models import User
from capitune.analytics.jobs import count
from capitune.analytics.models import CountedDay, DayFigure
from capitune.analytics.periods import Period, period_of
from capitune.analytics.queries import counted, report
from capitune.analytics.states import Figure, Unit
from capitune.analytics.visits import KEY, keep_visits
from capitune.authz.actor import Role
from capitune.core import jobs
from capitune.core.clock import now, today, zone
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.i18n import HOME_ZONE
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Review
from capitune.dossiers.states import Stage
from tests.factories.documents import receive, reject, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.signing import browser_of
from tests.support.statements import statements

DAY = timedelta(days=1)
PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 14)"}


def values(figure: Figure, day: date) -> dict[str, int]:
    wanted = DayFigure.figure == figure, DayFigure.day == day
    return {row.cut: row.value for row in db.session.scalars(select(DayFigure).where(*wanted))}


def worked(clock: MovedClock) -> date:
    """A day on which a dossier was opened, documents were sent and decided, and a stage was passed; the next has come."""
    day = today(HOME_ZONE)
    candidate = make_person(country="SN")
    make_person(country="MA", verified=False, language="en")
    make_person(Role.ADMIN)
    pro, dossier = make_professional("immigration"), make_dossier(candidate)
    assign(dossier, pro)
    first, second = receive(dossier), receive(dossier, "FIN_BANK")
    validate(first, pro)
    reject(second, pro)
    with unit_of_work():
        services.move_stage(acting(pro), dossier, Stage.INTERESTED)
        sent = update(Document).values(created_at=Document.created_at - timedelta(hours=5))
        db.session.execute(sent)
    clock.move(hours=24)
    return day


def test_each_figure_is_what_the_rows_say_and_twice_is_once(app: Flask, clock: MovedClock) -> None:
    day = worked(clock)
    for _ in range(2):
        count()
    ups = values(Figure.SIGN_UPS, day)
    # The professional stands in the count, the administrator does not.
    assert ups == {
        "": 3,
        "role:candidate": 2,
        "role:professional": 1,
        "country:SN": 1,
        "country:MA": 1,
        "country:CA": 1,
        "language:fr": 2,
        "language:en": 1,
    }
    assert values(Figure.VERIFIED, day)[""] == 2
    assert values(Figure.OPENED, day)[""] == 1
    sent_on_it = (now() - timedelta(hours=29)).astimezone(zone(HOME_ZONE)).date() == day
    assert values(Figure.SENT, day) == ({"": 2} if sent_on_it else {})
    assert (values(Figure.ACCEPTED, day), values(Figure.REJECTED, day)) == ({"": 1}, {"": 1})
    assert values(Figure.REVIEW_HOURS, day) == {"0005": 2}
    assert values(Figure.IN_STAGE, day) == {"interested": 1}
    assert sum(values(Figure.STAGE_DAYS, day).values()) == 1
    assert values(Figure.REACHED, day) == {"verified": 1, "opened": 1, "sent": 1, "accepted": 1}
    assert values(Figure.ACTIVE, day)["role:professional"] == 1
    assert db.session.scalar(select(func.max(CountedDay.day))) == day


def test_a_second_decision_on_a_document_is_no_second_delay(app: Flask, clock: MovedClock) -> None:
    worked(clock)
    with unit_of_work():
        document = db.session.scalars(select(Document).limit(1)).one()
        first = db.session.scalars(select(Review).where(Review.document_id == document.id)).one()
        first.ended_at, first.ending = now(), "withdrawn"  # type: ignore[assignment]
        first.ended_by_id = first.reviewer_id
        again = Review(document_id=document.id, reviewer_id=first.reviewer_id, decision="validated")
        db.session.add(again)
    clock.move(hours=24)
    count()
    assert values(Figure.REVIEW_HOURS, today(HOME_ZONE) - DAY) == {}
    assert sum(values(Figure.ACCEPTED, today(HOME_ZONE) - DAY).values()) == 1


def test_days_are_compared_with_as_many_before(app: Flask, clock: MovedClock) -> None:
    day = worked(clock)
    make_person()
    clock.move(hours=24)
    count()
    found = report(Period(day + DAY, day + DAY))
    both = found.total(Figure.SIGN_UPS)
    assert (both.value, both.before, both.change) == (1, 3, -67)
    assert (found.review.value, found.review.before) == (None, 5)
    assert found.funnel[:2] == [("visits", 0), ("sign_ups", 1)]
    whole = report(Period(day - DAY, day + DAY))
    assert whole.points[Figure.SIGN_UPS, ""] == [0, 3, 1]
    assert whole.review_points == [None, 5, None]


def test_points_are_days_weeks_or_months() -> None:
    last = date(2026, 11, 25)  # a Wednesday
    assert period_of({"days": "7"}, last).starts()[0] == date(2026, 11, 19)
    year = period_of({"days": "365"}, last)
    assert (year.unit, year.starts()[-1]) == (Unit.WEEK, date(2026, 11, 23))
    assert sum(year.lengths().values()) == 365
    long = period_of({"from": "2025-01-05", "to": "2026-11-25"}, last)
    assert (long.unit, long.starts()[0], len(long.starts())) == (Unit.MONTH, date(2025, 1, 1), 23)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"days": "31"}, "days"),
        ({"days": "x" * 10_000}, "days"),
        ({"from": "2026-13-01"}, "from"),
        ({"from": "0001-01-01"}, "from"),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "to"),
        ({"from": "2000-01-01", "to": "2026-01-01"}, "from"),
    ],
)
def test_a_period_that_cannot_be_is_said_at_its_field(asked: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        period_of(asked, date(2026, 11, 25))
    assert [error.field for error in refused.value.errors] == [field]


def test_an_arrival_is_a_visit_and_nothing_else_is(app: Flask) -> None:
    jobs.connection().delete(KEY + today(HOME_ZONE).isoformat())
    anybody = app.test_client()
    anybody.get("/", headers=PERSON)
    anybody.get("/", headers={**PERSON, "Referer": "https://www.example.org/"})
    for headers in (
        {**PERSON, "Referer": "http://localhost/"},
        {**PERSON, "HX-Request": "true"},
        {**PERSON, "Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": ""},
    ):
        anybody.get("/", headers=headers)
    anybody.get("/nowhere", headers=PERSON)
    anybody.get("/healthz", headers=PERSON)
    browser_of(app, make_person()).get("/dashboard", headers=PERSON)
    for _ in range(2):
        keep_visits()
    assert values(Figure.VISITS, today(HOME_ZONE)) == {"": 2}
    anybody.get("/", headers=PERSON)
    keep_visits()
    assert values(Figure.VISITS, today(HOME_ZONE)) == {"": 3}


@pytest.fixture
def desk(app: Flask) -> Browserless:
    return browser_of(app, make_person(Role.ADMIN))


def test_the_desk_says_what_was_counted_and_until_when(
    app: Flask, clock: MovedClock, desk: Browserless
) -> None:
    assert "comptés cette nuit" in desk.get("/admin/analytics/").get_data(as_text=True)
    worked(clock)
    count()
    desk = browser_of(app, make_person(Role.ADMIN))
    with statements() as sent:
        page = desk.get("/admin/analytics/?days=7").get_data(as_text=True)
    # The session, the days counted, totals, points, stages.
    assert len(sent) <= 5
    assert re.search(r"Inscriptions</dt><dd[^>]*>3<", page)
    # Nothing was counted before: no comparison, rather than a wrong one.
    assert "commencé trop tard pour comparer" in page
    assert "Sénégal" in page
    assert "Maroc" in page
    for wrong in ("days=8", "from=yesterday", "from=2026-02-01&to=2026-01-01"):
        answer = desk.get(f"/admin/analytics/?{wrong}")
        assert (answer.status_code, "c-err" in answer.get_data(as_text=True)) == (422, True)


def test_files_hold_no_formula(app: Flask, clock: MovedClock) -> None:
    worked(clock)
    with unit_of_work():
        db.session.execute(update(User).where(User.country == "SN").values(country="=1"))
    count()
    known = counted()
    assert known is not None
    desk = browser_of(app, make_person(Role.ADMIN))
    answer = desk.get("/admin/analytics/export.csv?days=7")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [known.day.isoformat(), "Documents validés", "", "1"] in rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = desk.get("/admin/analytics/export.xlsx?days=7")
    with zipfile.ZipFile(io.BytesIO(book.data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "/sheet" in name]
    assert len(sheets) == 2
    assert not [sheet for sheet in sheets if b"<f>" in sheet]
    assert desk.get("/admin/analytics/export.csv?days=8").status_code == 422
