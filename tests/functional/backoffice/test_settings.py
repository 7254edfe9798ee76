"""Settings: the rights that the rules give, written by hand as the product wants them; and the switches."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.backoffice.matrix import matrix
from capitune.core.db import db
from capitune.core.errors import Conflict, Refused
from capitune.core.work import unit_of_work
from capitune.settings.queries import is_on
from capitune.settings.services import turn
from capitune.settings.states import Switch
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

# Candidate, professional not verified, verified, moderator, admin; from the matrix of the product.
RIGHTS = """
Open a dossier of one’s own                      yes no   no       no   no
See its people, stage, dates, steps and budget   own no   assigned no   yes
Change its title and planned date                own no   no       no   no
Archive it, or open it again                     own no   no       no   no
Move it to another stage                         no  no   assigned no   no
Read the conversation                            own no   assigned no   no
Write in the conversation                        own no   assigned no   no
Read the internal notes                          no  no   assigned no   no
Write internal notes                             no  no   assigned no   no
Price it and propose a quote                     no  no   assigned no   no
Add steps                                        own no   assigned no   no
Take it away, its files with it                  own no   assigned no   no
Ask for a professional, or propose one           own no   no       no   yes
Suggest a colleague                              no  no   assigned no   no
Search the directory                             yes yes  yes      yes  yes
Write to a professional                          yes no   no       no   no
Declare a licence                                no  yes  yes      no   no
Invite a client                                  no  no   yes      no   no
Check licences, and decide on them               no  no   no       no   yes
Enter the back office                            no  no   no       yes  yes
List, invite and correct people                  no  no   no       no   yes
Find dossiers, nothing of what is in them        no  no   no       no   yes
Assign professionals                             no  no   no       no   yes
Publish programmes, documents and fees           no  no   no       no   yes
Announce something to everybody                  no  no   no       no   yes
Write and publish resources                      no  no   no       yes  yes
Change the watch rules                          no  no   no       no   yes
Turn the switches of this page                   no  no   no       no   yes
Read the figures                                 no  no   no       no   yes
Search the audit log                             no  no   no       no   yes
"""
SWITCH = Switch.CANDIDATES_PUBLISH
HERE = f"/admin/settings/switches/{SWITCH.value}"


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def test_rights_are_those_of_the_product(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        found = {
            str(label): [kind.value for kind in cells]
            for _group, acts in matrix()
            for label, cells in acts
        }
    lines = [re.split(r" {2,}", line, maxsplit=1) for line in RIGHTS.strip().splitlines()]
    assert found == {label: cells.split() for label, cells in lines}


def sent(desk: Browserless, version: int, *, on: bool) -> dict[str, object]:
    data: dict[str, object] = {"csrf_token": desk.token("/admin/settings/"), "version": version}
    return {**data, "on": "y"} if on else data


def turned() -> int | None:
    wanted = AuditEvent.act == Act.SWITCH_TURNED
    return db.session.scalar(select(func.count()).select_from(AuditEvent).where(wanted))


def test_a_switch_is_turned_once_and_said(desk: Browserless, admin: User) -> None:
    assert is_on(SWITCH) is False
    assert desk.post(HERE, data=sent(desk, 0, on=True)).status_code == 303
    assert is_on(SWITCH) is True
    page = desk.get("/admin/settings/").get_data(as_text=True)
    assert admin.name in page
    assert "Pro vérifié" in page
    assert desk.post(HERE, data=sent(desk, 1, on=True)).status_code == 303
    assert turned() == 1


def test_who_looked_before_somebody_else_turned_it_turns_nothing(desk: Browserless) -> None:
    with unit_of_work():
        turn(acting(make_person(Role.ADMIN)), SWITCH, on=True, version=0)
    answer = desk.post(HERE, data=sent(desk, 0, on=False))
    assert answer.status_code == 422
    assert "entre-temps" in answer.get_data(as_text=True)
    assert is_on(SWITCH) is True
    for data in ({"version": "x"}, {}, {"version": "9" * 30}):
        token = {"csrf_token": desk.token("/admin/settings/")}
        assert desk.post(HERE, data={**token, **data}).status_code == 422
    unknown = desk.post("/admin/settings/switches/nothing", data=sent(desk, 0, on=True))
    assert unknown.status_code == 404


def test_of_two_at_once_one_turns_it(live_app: Flask) -> None:
    actors = [acting(make_person(Role.ADMIN)) for _ in range(4)]

    def at_once(number: int) -> str:
        with live_app.app_context():
            try:
                with unit_of_work():
                    turn(actors[number], SWITCH, on=True, version=0)
            except Conflict as error:
                return error.code
        return "turned"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(at_once, range(4))) == ["switch_turned"] * 3 + ["turned"]
    assert turned() == 1


def test_nobody_else_turns_it(app: Flask) -> None:
    for role in (Role.MODERATOR, Role.PROFESSIONAL, Role.CANDIDATE):
        with pytest.raises(Refused), unit_of_work():
            turn(acting(make_person(role)), SWITCH, on=True, version=0)
    assert is_on(SWITCH) is False
