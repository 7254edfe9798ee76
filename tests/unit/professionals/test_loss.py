"""Losing a licence ends everything it gave, in the same transaction."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from capitune.accounts import queries as accounts_queries
from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.professionals import queries, services
from capitune.professionals.jobs import end_licences
from capitune.professionals.registers import LAW_SOCIETIES
from capitune.professionals.services import Declaration
from capitune.professionals.states import CredentialStatus
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, nobody
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.unit.professionals.scene import FACTS, MIFI, MIFI_FACTS, Scene, fresh, scopes

ONTARIO = Declaration("law_society", "12345A", "lawyer", "CA-ON")


def signed_in(user: User) -> str:
    with unit_of_work():
        return accounts.open_session(nobody(), user, remember=False, device="")


def told(user: User) -> list[str]:
    return list(
        db.session.scalars(select(Notification.kind).where(Notification.user_id == user.id))
    )


def test_suspension_ends_badge_directory_review_and_sessions(scene: Scene) -> None:
    anne, jean = scene.professional(), make_person()
    credential = scene.approved(anne, facts=FACTS)
    dossier = make_dossier(jean)
    assign(dossier, anne)
    secret = signed_in(anne)
    with unit_of_work():
        services.suspend(scene.admin, credential, "The register shows a suspension.")
    assert scopes(anne) == []
    assert queries.badge(anne.id) is None
    assert queries.verified_professional(anne.id) is None
    assert accounts_queries.person_of_session(secret) is None
    assert "professional_paused" in told(jean)
    assert "licence_lost" in told(anne)
    (mail,) = received(anne.email, "licence_lost")
    assert "The register shows a suspension." in mail.text
    assert received(jean.email, "licence_lost") == []


@pytest.mark.parametrize(("seconds", "over"), [(-1, False), (0, True), (1, True)])
def test_the_last_instant(scene: Scene, clock: MovedClock, seconds: int, over: bool) -> None:
    anne = scene.professional()
    until = house.now() + timedelta(days=20)
    credential = scene.approved(anne, facts=dataclasses.replace(FACTS, expires_at=until))
    clock.move(days=20, seconds=seconds)
    assert credential.counts_at(house.now()) is not over
    # Closed to everything before the clock has come by.
    assert bool(anne.scopes_at(house.now())) is not over
    assert end_licences() == int(over)
    assert end_licences() == 0
    expected = CredentialStatus.EXPIRED if over else CredentialStatus.APPROVED
    assert fresh(credential).status is expected
    assert scopes(anne) == ([] if over else ["federal", "immigration"])


def test_losing_one_of_two_leaves_the_other(scene: Scene, clock: MovedClock) -> None:
    anne = scene.professional()
    scene.approved(anne, facts=FACTS)
    soon = house.now() + timedelta(minutes=5)  # the session outlives it
    mifi = scene.approved(anne, MIFI, dataclasses.replace(MIFI_FACTS, expires_at=soon))
    assert scopes(anne) == ["federal", "immigration", "quebec"]
    secret = signed_in(anne)
    assert accounts_queries.person_of_session(secret) is not None
    clock.move(minutes=5, seconds=1)
    assert end_licences() == 1
    assert scopes(anne) == ["federal", "immigration"]
    db.session.refresh(anne)
    assert anne.licence_until is None
    assert fresh(mifi).status is CredentialStatus.EXPIRED
    assert accounts_queries.person_of_session(secret) is None, "less than before signs out"


def test_a_re_check_that_finds_no_right_to_practise_suspends(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.approved(anne, facts=FACTS)
    scene.record(credential, dataclasses.replace(FACTS, status="not_entitled"))
    assert fresh(credential).status is CredentialStatus.SUSPENDED
    assert scopes(anne) == []


def test_one_person_alone_allows_nothing_more(scene: Scene) -> None:
    lawyer = scene.professional()
    facts = dataclasses.replace(FACTS, url=LAW_SOCIETIES["CA-ON"])
    credential = scene.approved(lawyer, ONTARIO, facts)
    assert scopes(lawyer) == ["federal", "immigration", "irb"]
    wider = dataclasses.replace(facts, quebec_authorised=True)
    with pytest.raises(Invalid) as refusal:
        scene.record(credential, wider)
    assert refusal.value.code == "two_needed"
    assert scopes(lawyer) == ["federal", "immigration", "irb"]


@pytest.mark.parametrize(
    ("declaration", "url", "days"),
    [
        (None, FACTS.url, 30),
        (MIFI, MIFI_FACTS.url, 30),
        (ONTARIO, LAW_SOCIETIES["CA-ON"], 90),
    ],
)
def test_the_next_check(
    scene: Scene, clock: MovedClock, declaration: Declaration | None, url: str, days: int
) -> None:
    user = scene.professional()
    credential = scene.submitted(user, declaration) if declaration else scene.submitted(user)
    credential = scene.record(credential, dataclasses.replace(FACTS, url=url))
    assert credential.next_check_at == house.now() + timedelta(days=days)


def test_withdrawing_takes_back_every_licence(scene: Scene) -> None:
    anne = scene.professional()
    kept = [scene.approved(anne), scene.approved(anne, MIFI)]
    with unit_of_work():
        services.withdraw(scene.admin, anne)
    assert {fresh(x).status for x in kept} == {CredentialStatus.SUSPENDED}
    assert scopes(anne) == []


def test_a_suspended_licence_comes_back_by_two_people(scene: Scene, clock: MovedClock) -> None:
    anne = scene.professional()
    credential = scene.proved(scene.record(scene.submitted(anne)), anne)
    scene.approve(credential)
    with unit_of_work():
        services.suspend(scene.admin, credential, "Unpaid dues.")
    with unit_of_work():
        services.submit(acting(anne), credential)
    assert fresh(credential).contact_proof_at is None
    assert scopes(anne) == []
    clock.move(minutes=2)  # until another code may be sent
    scene.approve(scene.proved(scene.record(credential), anne))
    assert scopes(anne) == ["federal", "immigration"]
