"""What staff do in the back office goes through the product's own acts."""

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

ASSIGNMENTS = "/admin/assignments/"


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


@pytest.fixture
def dossier(app: Flask) -> Dossier:
    return make_dossier()


def audited(act: Act, by: User) -> int:
    rows = select(AuditEvent).where(AuditEvent.act == act, AuditEvent.actor_id == by.id)
    return len(db.session.scalars(rows).all())


def assignments(dossier: Dossier) -> list[Assignment]:
    rows = select(Assignment).where(Assignment.dossier_id == dossier.id)
    return list(db.session.scalars(rows.execution_options(populate_existing=True)))


class TestAssignments:
    """``/admin/assignments``."""

    def fields(self, dossier: Dossier, pro: User, **more: str) -> dict[str, str]:
        return {
            "number": dossier.number,
            "professional_id": str(pro.id),
            "role": "immigration",
            **more,
        }

    def test_a_professional_is_proposed(
        self, admin: Browserless, staff: User, dossier: Dossier
    ) -> None:
        pro = make_professional("immigration")
        answer = admin.submit(ASSIGNMENTS, self.fields(dossier, pro))
        assert answer.status_code == 303
        (made,) = assignments(dossier)
        assert made.professional_id == pro.id
        assert made.status is AssignmentStatus.PROPOSED
        assert audited(Act.ASSIGNMENT_PROPOSED, staff) == 1
        assert dossier.number in admin.get(ASSIGNMENTS).get_data(as_text=True)

    def test_the_number_is_taken_as_people_type_it(
        self, admin: Browserless, dossier: Dossier
    ) -> None:
        pro = make_professional("immigration")
        typed = f"  {dossier.number.lower()} "
        assert admin.submit(ASSIGNMENTS, self.fields(dossier, pro, number=typed)).status_code == 303

    @pytest.mark.parametrize(
        ("wrong", "value"),
        [
            ("number", ""),
            ("number", "CAP-0000-000000"),
            ("number", "' OR 1=1"),
            ("professional_id", ""),
            ("professional_id", "nonsense"),
            ("professional_id", "00000000-0000-7000-8000-000000000000"),
            ("role", "king"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, admin: Browserless, dossier: Dossier, wrong: str, value: str
    ) -> None:
        pro = make_professional("immigration")
        answer = admin.submit(ASSIGNMENTS, self.fields(dossier, pro, **{wrong: value}))
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert 'aria-invalid="true"' in page
        if wrong != "number":
            assert f'value="{dossier.number}"' in page
        assert assignments(dossier) == []

    @pytest.mark.parametrize("licence", [(), ("immigration",)])
    def test_only_a_verified_professional_is_offered_and_taken(
        self, admin: Browserless, dossier: Dossier, licence: tuple[str, ...]
    ) -> None:
        pro = make_professional(*licence, last_name="Offerte")
        offered = "Offerte" in admin.get(ASSIGNMENTS).get_data(as_text=True)
        assert offered is bool(licence)
        answer = admin.submit(ASSIGNMENTS, self.fields(dossier, pro))
        assert answer.status_code == (303 if licence else 422)
        assert len(assignments(dossier)) == len(licence)

    def test_twice_is_once(self, admin: Browserless, dossier: Dossier) -> None:
        pro = make_professional("immigration")
        fields = self.fields(dossier, pro)
        assert admin.submit(ASSIGNMENTS, fields).status_code == 303
        assert admin.submit(ASSIGNMENTS, fields).status_code == 422
        assert len(assignments(dossier)) == 1

    def test_an_assignment_is_ended(
        self, admin: Browserless, staff: User, dossier: Dossier
    ) -> None:
        assignment = assign(dossier, make_professional("immigration"))
        path = f"{ASSIGNMENTS}{assignment.id}/end"
        assert admin.get(path).status_code == 405
        assert admin.post(path).status_code == 400  # without the token
        assert admin.submit(path, page=ASSIGNMENTS).status_code == 303
        assert assignments(dossier)[0].status is AssignmentStatus.ENDED
        assert audited(Act.ASSIGNMENT_ENDED, staff) == 1

    def test_one_that_is_not_there_is_not_found(self, admin: Browserless) -> None:
        path = f"{ASSIGNMENTS}00000000-0000-7000-8000-000000000000/end"
        assert admin.submit(path, page=ASSIGNMENTS).status_code == 404


class TestProfessionals:
    """``/admin/professionals``."""

    def test_those_who_wait_and_those_who_are_verified_are_apart(self, admin: Browserless) -> None:
        make_professional(last_name="Attente")
        make_professional("finance", last_name="Verifiee")
        waiting = admin.get("/admin/professionals/").get_data(as_text=True)
        verified = admin.get("/admin/professionals/?state=verified").get_data(as_text=True)
        assert ("Attente" in waiting, "Verifiee" in waiting) == (True, False)
        assert ("Attente" in verified, "Verifiee" in verified) == (False, True)

    def test_what_was_checked_is_withdrawn(self, admin: Browserless, staff: User) -> None:
        pro = make_professional("immigration")
        make_credential(pro, CredentialStatus.APPROVED)
        path = f"/admin/professionals/{pro.id}"
        assert admin.submit(f"{path}/withdraw", page=path).status_code == 303
        db.session.refresh(pro)
        assert pro.licence_scopes == []
        assert audited(Act.PROFESSIONAL_UNVERIFIED, staff) == 1
        assert audited(Act.CREDENTIAL_SUSPENDED, staff) == 1

    def test_a_candidate_is_no_professional(self, admin: Browserless) -> None:
        candidate = make_person()
        assert admin.get(f"/admin/professionals/{candidate.id}").status_code == 404
