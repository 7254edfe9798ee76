"""Erasure: nothing of a person is found afterwards, in no table and no file, but what the page names."""

import uuid
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import func, select

from capitune.accounts import services
from capitune.accounts.jobs.erasing import erase
from capitune.accounts.models import Departure, User
from capitune.accounts.services.leaving import depart
from capitune.accounts.states import Standing
from capitune.audit.models import AuditEvent
from capitune.core.datamap import table_maps
from capitune.core.datamap.rows import some_to_erase
from capitune.core.db import db
from capitune.core.outbox import Retry
from capitune.core.storage import FileStorage, StorageUnavailable
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person
from tests.support.canary import Planter, files_with_word, fill_storage, rows_with_word
from tests.support.clock import MovedClock
from tests.support.outbox import run_outbox

pytestmark = pytest.mark.usefixtures("app")


def gone(person: User, clock: MovedClock, days: float = 30) -> uuid.UUID:
    with unit_of_work():
        departure = depart(acting(person), db.session.get_one(User, person.id))
        key = departure.id
    clock.move(days=days)
    return key


def storage_folder() -> Path:
    return Path(current_app.config["STORAGE_PATH"])


def test_nothing_is_found_afterwards(clock: MovedClock) -> None:
    person, other = make_person(email="awa@example.com"), make_person()
    planter = Planter(person, other)
    planter.plant()
    for found in table_maps().values():
        if found.rows is not None:
            assert some_to_erase(found, person.id), f"{found.name}: the canary has no row there"
    keys = fill_storage(person)
    assert len(keys) >= 3
    assert len(planter.planted) > 60
    assert len(rows_with_word()) > 15
    assert files_with_word(storage_folder())
    departure = gone(person, clock)
    erase(departure)
    left_rows = rows_with_word()
    assert not left_rows, "\n".join(left_rows)
    assert files_with_word(storage_folder()) == []
    # Development keeps mail in a folder: nothing is left there but the goodbye, which went out last.
    mail = files_with_word(Path(current_app.config["MAIL_PATH"]))
    assert [path.name for path in mail] == [f"erased-{departure}.eml"]
    for found in table_maps().values():
        if found.goes:
            assert list(some_to_erase(found, person.id)) == [], found.name
    db.session.expire_all()
    left = db.session.get_one(User, person.id)
    assert (left.standing, left.email, left.first_name) == (Standing.ERASED, "", "")


class _Away(FileStorage):
    """A store that fails at the third deletion."""

    deleted = 0

    def delete(self, key: str) -> None:
        """See ``Storage.delete``."""
        self.deleted += 1
        if self.deleted == 3:
            raise StorageUnavailable("planted")
        super().delete(key)


def away() -> FileStorage:
    config = current_app.config
    return _Away(config["STORAGE_PATH"], config["BASE_URL"], config["SECRET_KEY"])


def test_storage_that_fails_in_the_middle_is_gone_on_with(
    app: Flask, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = make_person(email="awa@example.com"), make_person()
    Planter(person, other).plant()
    assert len(fill_storage(person)) >= 3
    departure = gone(person, clock)
    with monkeypatch.context() as broken:
        broken.setitem(app.extensions, "capitune.storage", away())
        with pytest.raises(Retry):
            erase(departure)
    assert files_with_word(storage_folder())
    held = db.session.get_one(Departure, departure)
    assert held.begun_at
    assert held.erased_at is None
    erase(departure)
    assert rows_with_word() == []
    assert files_with_word(storage_folder()) == []


def test_twice_is_once(clock: MovedClock) -> None:
    person = make_person(email="awa@example.com")
    departure = gone(person, clock)
    erase(departure)
    erase(departure)
    acts = select(func.count()).where(AuditEvent.act == "account.erased")
    assert db.session.scalar(acts) == 2  # begun, done


def test_the_time_to_come_back_is_thirty_days(clock: MovedClock) -> None:
    person = make_person(email="awa@example.com")
    departure = gone(person, clock)
    clock.move(seconds=-1)
    erase(departure)
    db.session.expire_all()
    assert db.session.get_one(User, person.id).standing is Standing.LEAVING
    clock.move(seconds=1)
    run_outbox()
    db.session.expire_all()
    assert db.session.get_one(User, person.id).standing is Standing.ERASED


def test_who_came_back_is_not_erased(clock: MovedClock) -> None:
    person = make_person(email="awa@example.com")
    departure = gone(person, clock, days=29)
    with unit_of_work():
        services.come_back(acting(person), db.session.get_one(Departure, departure))
    clock.move(days=2)
    run_outbox()
    db.session.expire_all()
    known = db.session.get_one(User, person.id)
    assert (known.standing, known.email) == (Standing.ACTIVE, "awa@example.com")
    again = gone(person, clock, days=30)
    erase(departure)  # the old one counts no more
    assert db.session.get_one(User, person.id).standing is Standing.LEAVING
    erase(again)
    db.session.expire_all()
    assert db.session.get_one(User, person.id).standing is Standing.ERASED


def test_others_keep_what_is_theirs(clock: MovedClock) -> None:
    leaving, staying = make_person(email="awa@example.com"), make_person(email="b@example.com")
    erase(gone(leaving, clock))
    db.session.expire_all()
    assert db.session.get_one(User, staying.id).email == "b@example.com"
