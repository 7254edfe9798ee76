"""Addresses of people's deadlines, and what a calendar program makes of what it reads there."""

from flask import Flask
from icalendar import Calendar
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.paths import to_feed
from tests.factories.people import acting
from tests.support.signing import browser_of


def make_feed(user: User) -> str:
    """The path of a new address of theirs."""
    with unit_of_work():
        return to_feed(services.make_feed(acting(user)))


def read(app: Flask, path: str, **headers: str) -> TestResponse:
    """As a program does: nobody is signed in, no cookie is held."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser_of(app, None).get(path, headers=named)


def calendar_at(app: Flask, path: str) -> Calendar:
    """What stands there, parsed; there must be something."""
    answer = read(app, path)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.get_data())
    assert isinstance(calendar, Calendar)
    assert [error for part in calendar.walk() for error in part.errors] == []
    return calendar


def lines_at(app: Flask, path: str) -> dict[str, str]:
    """The day of each line, by its words."""
    return {str(e["summary"]): e.start.isoformat() for e in calendar_at(app, path).events}
