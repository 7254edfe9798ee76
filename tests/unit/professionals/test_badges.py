"""What the badge says, and when nobody is sent to a professional any more."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import queries
from capitune.professionals.models import Credential, ImpersonationCase
from capitune.professionals.registers import CICC
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.people import make_professional
from tests.support.clock import MovedClock

APPROVED = CredentialStatus.APPROVED


def contactable(user: User) -> bool:
    """By the list's condition; the badge must say the same."""
    found = select(User.id).where(User.id == user.id, queries.is_contactable(house.now()))
    badge = queries.badge(user.id)
    listed = db.session.scalar(found) is not None
    assert badge is not None
    assert badge.is_contactable == listed
    return listed


def open_case(credential: Credential) -> None:
    with unit_of_work():
        db.session.add(ImpersonationCase(body=credential.body, number_norm=credential.number_norm))


def test_the_badge_says_what_was_checked(app: Flask) -> None:
    anne = make_professional("federal", "immigration")
    kept = make_credential(anne, APPROVED, register_name="Anne Lefebvre")
    make_credential(anne, CredentialStatus.REFUSED)
    badge = queries.badge(anne.id)
    assert badge is not None
    assert badge.scopes == {"federal", "immigration"}
    (line,) = badge.licences
    assert (line.number, line.register_name) == (kept.number, "Anne Lefebvre")
    assert (line.register_url, line.contact_confirmed) == (CICC, False)
    assert badge.checked_at == kept.checked_at


def test_whoever_is_not_verified_has_none(app: Flask) -> None:
    paul = make_professional()
    late = make_professional("federal", until=house.now() - timedelta(seconds=1))
    make_credential(paul, CredentialStatus.SUBMITTED)
    assert queries.badges([paul.id, late.id]) == {}
    assert queries.badges([]) == {}


def test_a_late_check_greys_the_badge_then_stops_contact(app: Flask, clock: MovedClock) -> None:
    anne = make_professional("federal")
    make_credential(anne, APPROVED, next_check_at=house.now())
    seen = []
    clock.move(days=7, seconds=-1)
    for seconds in (0, 1, 7 * 24 * 3600 - 1, 1):
        clock.move(seconds=seconds)
        badge = queries.badge(anne.id)
        assert badge is not None
        seen.append((badge.is_late, contactable(anne)))
    assert seen == [(False, True), (True, True), (True, True), (True, False)]


def test_a_contested_number_stops_contact_until_it_is_settled(app: Flask) -> None:
    anne, other = make_professional("federal"), make_professional("federal")
    contested = make_credential(anne, APPROVED)
    make_credential(other, APPROVED)
    assert contactable(anne)
    open_case(contested)
    assert (contactable(anne), contactable(other)) == (False, True)


def test_an_expired_licence_is_no_line_of_the_badge(app: Flask, clock: MovedClock) -> None:
    anne = make_professional("federal")
    make_credential(anne, APPROVED, expires_at=house.now() + timedelta(days=1))
    clock.move(days=1, seconds=-1)
    badge = queries.badge(anne.id)
    assert badge is not None
    assert len(badge.licences) == 1
    clock.move(seconds=1)
    badge = queries.badge(anne.id)
    assert badge is not None
    assert badge.licences == ()
