import pytest
from flask import Flask

from capitune.accounts import passwords, services
from capitune.accounts.services import DemoPerson
from capitune.authz.actor import Actor, Door, Role
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person, nobody
from tests.support.mailbox import path_for


def test_one_changes_what_one_sends_and_nothing_else(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.edit_profile(
            acting(user), user, {"first_name": " Awa ", "timezone": "Africa/Dakar"}
        )
    db.session.refresh(user)
    assert (user.first_name, user.last_name, user.timezone) == ("Awa", "Diallo", "Africa/Dakar")


def test_what_is_not_one_s_own_to_change_is_left_alone(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.edit_profile(
            acting(user), user, {"role": "admin", "email": "x@example.com", "id": 1}
        )
    db.session.refresh(user)
    assert (user.role, user.email == "x@example.com") == (Role.CANDIDATE, False)


def test_all_wrong_fields_are_told_and_none_is_changed(app: Flask) -> None:
    user = make_person()
    wrong = {"first_name": "", "country": "XX", "language": "de", "timezone": "Mars/Olympus"}
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.edit_profile(acting(user), user, {**wrong, "last_name": "Sow"})
    assert {(e.field, e.code) for e in refusal.value.errors} == {
        ("first_name", "required"),
        ("country", "unknown_country"),
        ("language", "unknown_language"),
        ("timezone", "unknown_timezone"),
    }
    db.session.refresh(user)
    assert user.last_name == "Diallo"


def test_nobody_edits_someone_else(app: Flask) -> None:
    user, other = make_person(), make_person()
    for actor in (acting(other), nobody()):
        with pytest.raises(NotFound), unit_of_work():
            services.edit_profile(actor, user, {"first_name": "X"})


def test_staff_is_invited_from_the_command_line_and_chooses_a_password(app: Flask) -> None:
    with unit_of_work():
        user = services.invite_staff(
            Actor.system("cli"), email="new@example.com", role=Role.MODERATOR
        )
    assert user.password_hash == passwords.UNUSABLE
    token = path_for("new@example.com", "staff_invitation").rpartition("/")[2]
    with unit_of_work():
        services.reset_password(nobody(), token, "neuf mots tout autres ailleurs")
    db.session.refresh(user)
    assert user.email_verified_at is not None
    assert user.role is Role.MODERATOR


INVITATIONS: list[tuple[str, Role, type[DomainError], str]] = [
    ("taken@example.com", Role.ADMIN, Conflict, "email_taken"),
    ("TAKEN@example.com", Role.ADMIN, Conflict, "email_taken"),
    ("other@example.com", Role.CANDIDATE, Invalid, "not_a_staff_role"),
    ("other", Role.ADMIN, Invalid, "bad_email"),
]


@pytest.mark.parametrize(("email", "role", "kind", "code"), INVITATIONS)
def test_invitations_that_make_no_sense(
    app: Flask, email: str, role: Role, kind: type[DomainError], code: str
) -> None:
    make_person(email="taken@example.com")
    with pytest.raises(kind) as refusal, unit_of_work():
        services.invite_staff(Actor.system("cli"), email=email, role=role)
    assert refusal.value.code == code


def test_nobody_else_invites_staff_or_makes_demo_people(app: Flask) -> None:
    admin = make_person(Role.ADMIN)
    person = DemoPerson("x@example.com", "Capitune-demo-2026", "X", "Y", Role.CANDIDATE)
    for actor in (acting(admin), nobody(), Actor.system("scanner"), Actor.anonymous(Door.JOB)):
        with pytest.raises(Refused), unit_of_work():
            services.invite_staff(actor, email="x@example.com", role=Role.ADMIN)
        with pytest.raises(Refused), unit_of_work():
            services.add_demo_person(actor, person)


def test_demo_people_can_sign_in(app: Flask) -> None:
    person = DemoPerson("x@example.com", "Capitune-demo-2026", "X", "Y", Role.CANDIDATE)
    with unit_of_work():
        user = services.add_demo_person(Actor.system("seed"), person)
        assert services.sign_in(nobody(), "x@example.com", "Capitune-demo-2026") is user
    assert user.is_demo
