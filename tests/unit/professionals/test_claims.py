"""Two claimants of one number: both recorded, both frozen, until a human answers."""

import pytest
from sqlalchemy import select

from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.professionals import queries, services
from capitune.professionals.models import ImpersonationCase
from capitune.professionals.queries.credentials import open_case
from capitune.professionals.services import Declaration
from capitune.professionals.states import Body, CredentialStatus
from tests.factories.people import acting
from tests.unit.professionals.scene import RCIC, Scene, fresh, scopes

LOOKS_ALIKE = Declaration("cicc", "Ｒ 123 456", "rcic_irb")


def case_of(scene: Scene) -> ImpersonationCase:
    return db.session.scalars(select(ImpersonationCase)).one()


def test_a_second_claimant_freezes_both(scene: Scene) -> None:
    anne, thief = scene.professional(), scene.professional()
    first = scene.approved(anne)
    second = scene.submitted(thief, LOOKS_ALIKE)
    assert (fresh(first).holds_number, fresh(second).holds_number) == (True, False)
    assert open_case(first.body, first.number_norm) is not None
    badge = queries.badge(anne.id)
    assert badge is not None
    assert badge.scopes == {"federal", "immigration"}, "a claim alone takes nothing away"
    assert not badge.is_contactable
    for act in (
        lambda: services.approve(scene.admin, second),
        lambda: services.reject(scene.admin, second, "No."),
    ):
        with pytest.raises(Conflict) as refusal, unit_of_work():
            act()
        assert refusal.value.code == "number_contested"
    told = db.session.scalars(
        select(Notification.user_id).where(Notification.kind == "number_contested")
    )
    assert set(told) == {anne.id, thief.id}


def test_a_draft_claims_nothing(scene: Scene) -> None:
    squatter = scene.professional()
    with unit_of_work():
        services.declare(acting(squatter), RCIC)
    assert scene.submitted(scene.professional()).holds_number
    assert open_case(Body.CICC, "R123456") is None


@pytest.mark.parametrize("kept", ["first", "second", None])
def test_a_human_says_whose_it_is(scene: Scene, kept: str | None) -> None:
    anne, other = scene.professional(), scene.professional()
    claims = {"first": scene.approved(anne), "second": scene.submitted(other)}
    keep_id = claims[kept].id if kept else None
    with unit_of_work():
        services.settle(scene.second, case_of(scene), keep_id=keep_id, reason="By the code.")
    for name, claim in claims.items():
        found = fresh(claim)
        assert found.holds_number is (name == kept)
        if name != kept:
            assert (found.status, found.reason) == (CredentialStatus.REFUSED, "By the code.")
    assert scopes(anne) == (["federal", "immigration"] if kept == "first" else [])
    assert open_case(fresh(claims["first"]).body, "R123456") is None
    if kept == "second":
        scene.approve(scene.proved(scene.record(claims["second"]), other))
        assert scopes(other) == ["federal", "immigration"]


def test_settled_once_and_only_as_it_was_seen(scene: Scene) -> None:
    scene.submitted(scene.professional())
    scene.submitted(scene.professional())
    stranger = scene.submitted(scene.professional(), Declaration("cicc", "R999999", "rcic"))
    case = case_of(scene)
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.settle(scene.admin, case, keep_id=stranger.id, reason="Whose?")
    assert refusal.value.code == "not_a_claimant"
    with pytest.raises(Invalid), unit_of_work():
        services.settle(scene.admin, case_of(scene), keep_id=None, reason=" ")
    with unit_of_work():
        services.settle(scene.admin, case_of(scene), keep_id=None, reason="Neither.")
    with pytest.raises(Conflict) as again, unit_of_work():
        services.settle(scene.second, case_of(scene), keep_id=None, reason="Neither.")
    assert again.value.code == "case_settled"


def test_a_number_that_was_given_up_is_free(scene: Scene) -> None:
    first = scene.submitted(scene.professional())
    with unit_of_work():
        services.reject(scene.admin, first, "Not in the register.")
    second = scene.submitted(scene.professional())
    assert second.holds_number
    assert open_case(second.body, second.number_norm) is None


def test_law_societies_number_their_own_members(scene: Scene) -> None:
    for province in ("CA-ON", "CA-BC"):
        lawyer = Declaration("law_society", "12345", "lawyer", province)
        credential = scene.submitted(scene.professional(), lawyer)
        assert credential.holds_number
        assert open_case(credential.body, credential.number_norm) is None
