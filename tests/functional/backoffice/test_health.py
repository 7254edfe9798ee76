"""The desk of health: every part looked at, and no failure of one reaches the page or another."""

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from sqlalchemy import text

from capitune.authz.actor import Role
from capitune.backoffice import health as desk_of_health
from capitune.backoffice import healthlabels
from capitune.backoffice.queries import health
from capitune.core import jobs, looks, probing
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.post import Breaker, trip
from capitune.core.probing import Found, Grade, look_at
from capitune.core.scanner import ClamdScanner, StandInScanner, current_scanner
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

DESK = "/admin/health/"


@pytest.fixture
def desk(app: Flask) -> Browserless:
    return browser_of(app, make_person(Role.ADMIN))


def page(desk: Browserless) -> str:
    answer = desk.get(DESK)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def broken(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError("the secret of Jean")


def test_each_part_is_looked_at_and_said(desk: Browserless) -> None:
    said = page(desk)
    for part in healthlabels.PARTS.values():
        assert str(part) in said
    assert said.count("<tr>") == len(healthlabels.PARTS) + 1
    assert re.search(r"3\.1\d\.\d", said)
    assert list(current_storage().walk()) == [] or "health/" not in str(
        list(current_storage().walk())
    )


def test_a_part_that_breaks_is_a_line_and_the_others_are_seen(
    desk: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ping", lambda: False)
    monkeypatch.setitem(desk_of_health.OUTSIDE, "storage", broken)
    monkeypatch.setitem(desk_of_health.INSIDE, "mail", broken)
    said = page(desk)
    assert "Jean" not in said
    assert "RuntimeError" in said
    assert said.count("c-err") >= 3
    assert said.index("RuntimeError") < said.index("c-st-ok")


@pytest.mark.usefixtures("app")
def test_a_slow_part_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "PATIENCE", 0.2)
    monkeypatch.setattr(probing, "STATEMENT", "200ms")

    def slow() -> Found:
        time.sleep(1.5)
        return Found()

    def asks_long() -> Found:
        db.session.execute(text("SELECT pg_sleep(5)"))
        return Found()

    began = time.monotonic()
    found = look_at(
        {"slow": slow, "fine": Found, "broken": broken}, {"asks": asks_long, "in": Found}
    )
    assert time.monotonic() - began < 1.4
    assert (found["slow"].trouble, found["slow"].grade) == ("no_answer", Grade.BAD)
    assert found["asks"].trouble == "failed"
    assert found["broken"].cause.startswith("RuntimeError")
    assert found["fine"].grade is found["in"].grade is Grade.FINE
    assert db.session.scalar(text("SHOW statement_timeout")) != "200ms"


@pytest.mark.usefixtures("app")
def test_what_each_look_warns_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looks.database().facts["revision"] == looks.database().facts["head"]
    monkeypatch.setattr(looks, "_head", lambda: "9999")
    assert looks.database().trouble == "revision_behind"
    assert looks.replica().facts["replicas"] == 0
    assert looks.redis().grade is Grade.FINE
    assert looks.redis().facts["memory_bytes"] > 0
    assert looks.storage().grade is Grade.FINE
    assert looks.scanner().trouble == "stand_in"
    monkeypatch.setattr(StandInScanner, "is_stand_in", False)
    for age, trouble in ((None, "old_signatures"), (1, ""), (3, "old_signatures")):
        since = now() - timedelta(days=age) if age else None
        monkeypatch.setattr(StandInScanner, "signatures_of", lambda _self, since=since: since)
        assert looks.scanner().trouble == trouble, age
    assert current_scanner().signatures_of()
    assert health.mail().trouble == ""
    with unit_of_work():
        trip(Breaker.MAIL, "401", timedelta(minutes=5))
    assert health.mail().trouble == "mail_refused"
    assert health.workers().trouble == "no_workers"
    assert health.clock().trouble == "clock_silent"


def test_clamd_tells_of_when_its_signatures_are(monkeypatch: pytest.MonkeyPatch) -> None:
    class Told:
        def __init__(self, words: str) -> None:
            self.words = words

        def version(self) -> str:
            return self.words

    for words, day in {
        "ClamAV 1.4.2/27500/Thu Nov 26 09:12:03 2026": "2026-11-26",
        "ClamAV 1.4.2/27500/Sun Nov  1 09:12:03 2026": "2026-11-01",
        "ClamAV 1.4.2": None,
        "": None,
    }.items():
        monkeypatch.setattr(ClamdScanner, "_clamd", lambda _self, words=words: Told(words))
        found = ClamdScanner("clamd").signatures_of()
        assert (found.date().isoformat() if found else None) == day


def test_every_trouble_has_its_advice() -> None:
    source = "".join(Path(module.__file__ or "").read_text() for module in (looks, health, probing))
    codes = set(re.findall(r'troubled\(\s*"([a-z_]+)"', source)) | {"no_answer", "failed"}
    assert codes == set(healthlabels.ADVICE)
