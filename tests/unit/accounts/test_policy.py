"""Who may: allow and refuse in one table."""

import pytest
from flask import Flask

from capitune.authz.actor import Actor, Role
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from tests.factories.people import acting, make_person, make_professional, nobody

SELF, DASHBOARD, INVITE = Permission.ACCOUNT_SELF, Permission.DASHBOARD_SEE, Permission.STAFF_INVITE
VERIFY = Permission.PROFESSIONAL_VERIFY
TABLE = [
    # permission, anonymous, oneself, another, professional, moderator, admin, cli, seed
    (SELF, "nynnnnnn"),
    (DASHBOARD, "nyyyyynn"),
    (INVITE, "nnnnnnyy"),
    (VERIFY, "nnnnnyny"),
]


@pytest.mark.parametrize(("permission", "expected"), TABLE)
def test_who_may(app: Flask, permission: Permission, expected: str) -> None:
    user = make_person()
    actors = [
        nobody(),
        acting(user),
        acting(make_person()),
        acting(make_professional("immigration")),
        acting(make_person(Role.MODERATOR)),
        acting(make_person(Role.ADMIN)),
        Actor.system("cli"),
        Actor.system("seed"),
    ]
    assert "".join("y" if can(actor, permission, user) else "n" for actor in actors) == expected
