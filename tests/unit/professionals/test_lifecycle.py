"""A credential from draft to verified and back: every legal move, and none that is not."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from capitune.accounts.states import Profession
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, ProofNeeded, Refused
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential
from capitune.professionals.queries import badge
from capitune.professionals.queries.credentials import moves_of
from capitune.professionals.services import Declaration
from capitune.professionals.states import MOVES, ApprovalOutcome, CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.people import acting, make_person
from tests.support.clock import MovedClock
from tests.unit.professionals.scene import FACTS, NONE, RCIC, Scene, fresh, scopes

STATUSES = list(CredentialStatus)


def test_from_draft_to_verified(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.submitted(anne)
    assert (credential.status, credential.holds_number) == (CredentialStatus.SUBMITTED, True)
    scene.record(credential)
    credential = scene.proved(credential, anne)
    assert credential.contact_proof_at is not None
    assert scopes(anne) == []
    outcomes = scene.approve(credential)
    assert outcomes == [ApprovalOutcome.AWAITING_SECOND, ApprovalOutcome.APPROVED]
    assert scopes(anne) == ["federal", "immigration"]
    history = [move.status.value for move in moves_of(credential.id)]
    assert history == ["approved", "in_review", "submitted"]
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.subject_id == credential.id).order_by(AuditEvent.id)
    ).all()
    assert acts == [
        Act.CREDENTIAL_DECLARED,
        Act.CREDENTIAL_SUBMITTED,
        Act.CREDENTIAL_TAKEN,
        Act.CREDENTIAL_CHECKED,
        Act.CREDENTIAL_CODE_SENT,
        Act.CREDENTIAL_CONTACT_PROVED,
        Act.CREDENTIAL_SUPPORTED,
        Act.CREDENTIAL_SUPPORTED,
        Act.CREDENTIAL_APPROVED,
    ]


@pytest.mark.parametrize(
    ("profession", "expected"),
    [(Profession.FINANCE_CONSULTANT, ["finance"]), (Profession.COACH, ["coach"])],
)
def test_without_a_register_the_profession_counts(
    scene: Scene, profession: Profession, expected: list[str]
) -> None:
    bruno = scene.professional(profession)
    credential = scene.approved(bruno, NONE)
    assert scopes(bruno) == expected
    assert credential.next_check_at is None


ACTS: dict[str, tuple[Callable[[Scene, Any, Credential], Any], set[str]]] = {
    "edit": (
        lambda _s, user, c: services.edit(acting(user), c, Declaration("cicc", "R654321", "rcic")),
        {"draft", "refused", "expired"},
    ),
    "submit": (
        lambda _s, user, c: services.submit(acting(user), c),
        {"draft", "refused", "expired", "suspended"},
    ),
    "take": (lambda s, _u, c: services.take(s.admin, c), {"submitted", "in_review"}),
    "look up": (
        lambda s, _u, c: services.record_facts(s.admin, c, FACTS),
        {"submitted", "in_review", "approved"},
    ),
    "approve": (lambda s, _u, c: services.approve(s.admin, c), {"submitted", "in_review"}),
    "reject": (lambda s, _u, c: services.reject(s.admin, c, "No."), {"submitted", "in_review"}),
    "suspend": (lambda s, _u, c: services.suspend(s.admin, c, "No."), {"approved"}),
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", ACTS)
def test_each_act_belongs_to_its_states(scene: Scene, name: str, status: CredentialStatus) -> None:
    act, allowed = ACTS[name]
    user = scene.professional()
    credential = make_credential(user, status, contact_proof_at=now())
    if status.value in allowed:
        with unit_of_work():
            act(scene, user, credential)
        return
    with pytest.raises(Conflict) as refusal, unit_of_work():
        act(scene, user, credential)
    assert refusal.value.code == "credential_moved"
    assert fresh(credential).status is status


def test_every_state_is_reached_and_has_its_moves() -> None:
    assert set(MOVES) == set(CredentialStatus)
    reached = set().union(*MOVES.values())
    assert reached | {CredentialStatus.DRAFT} == set(CredentialStatus)


def test_one_admin_is_not_two(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.ready(anne)
    assert scene.approve(credential, scene.admin) == [ApprovalOutcome.AWAITING_SECOND]
    with pytest.raises(Conflict) as refusal:
        scene.approve(credential, scene.admin)
    assert refusal.value.code == "second_admin_needed"
    assert scopes(anne) == []
    assert scene.approve(credential, scene.second) == [ApprovalOutcome.APPROVED]


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Conflict) as refusal, unit_of_work():
        act()
    return refusal.value.code


def test_nobody_is_approved_before_their_contact_is_proved(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.submitted(anne)
    for met in (False, True):  # nobody has looked the register up yet
        act = lambda m=met: services.approve(scene.admin, credential, met_otherwise=m)  # noqa: E731
        assert refused(act) == "contact_unproved"
    scene.record(credential)
    for met in (False, True):  # it shows an address: only the code counts
        act = lambda m=met: services.approve(scene.admin, credential, met_otherwise=m)  # noqa: E731
        assert refused(act) == "contact_unproved"
    assert fresh(credential).status is CredentialStatus.IN_REVIEW
    scene.proved(credential, anne)
    scene.approve(credential)
    scene.record(credential, dataclasses.replace(FACTS, contact="other@cabinet.example"))
    assert fresh(credential).contact_proof_at is None


def test_where_the_register_shows_no_address_both_say_how_they_met(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.submitted(anne)
    scene.record(credential, dataclasses.replace(FACTS, contact=""))
    yes = lambda by, met: services.approve(by, credential, met_otherwise=met)  # noqa: E731
    assert refused(lambda: yes(scene.admin, False)) == "contact_unproved"
    with unit_of_work():
        assert yes(scene.admin, True) is ApprovalOutcome.AWAITING_SECOND
    assert refused(lambda: yes(scene.second, False)) == "contact_unproved"
    with unit_of_work():
        assert yes(scene.second, True) is ApprovalOutcome.APPROVED
    shown = badge(anne.id)
    assert shown is not None
    assert not shown.licences[0].contact_confirmed


def test_approvals_are_about_the_same_facts(scene: Scene) -> None:
    credential = scene.ready(scene.professional())
    scene.approve(credential, scene.admin)
    scene.record(credential)
    assert scene.approve(credential, scene.second) == [ApprovalOutcome.AWAITING_SECOND]
    assert scene.approve(credential, scene.admin) == [ApprovalOutcome.APPROVED]


def test_approvals_before_a_refusal_count_no_more(scene: Scene, clock: MovedClock) -> None:
    anne = scene.professional()
    credential = scene.ready(anne)
    scene.approve(credential, scene.admin)
    with unit_of_work():
        services.reject(scene.second, credential, "  The name  differs. ")
    assert (fresh(credential).reason, fresh(credential).holds_number) == (
        "The name differs.",
        False,
    )
    with unit_of_work():
        services.submit(acting(anne), credential)
    clock.move(minutes=2)  # until another code may be sent
    scene.proved(scene.record(credential), anne)
    assert scene.approve(credential, scene.second) == [ApprovalOutcome.AWAITING_SECOND]


def test_nobody_approves_themselves(scene: Scene) -> None:
    """Whoever was a professional before joining the staff may have a licence in the queue."""
    anne = scene.professional()
    credential = scene.submitted(anne)
    with unit_of_work():
        anne.role = Role.ADMIN
    for act in (
        lambda: services.approve(acting(anne), credential),
        lambda: services.reject(acting(anne), credential, "No."),
        lambda: services.record_facts(acting(anne), credential, FACTS),
        lambda: services.send_contact_code(acting(anne), credential),
    ):
        with pytest.raises(Refused), unit_of_work():
            act()


def test_whoever_the_register_does_not_allow_is_not_approved(scene: Scene) -> None:
    credential = scene.submitted(scene.professional())
    scene.record(credential, dataclasses.replace(FACTS, status="not_entitled"))
    with pytest.raises(Conflict) as refusal:
        scene.approve(credential)
    assert refusal.value.code == "not_entitled"


def test_decisions_ask_who_one_is_again(scene: Scene) -> None:
    credential = scene.submitted(scene.professional())
    stale = acting(make_person(Role.ADMIN), proved_at=None)
    for act in (
        lambda: services.approve(stale, credential),
        lambda: services.reject(stale, credential, "No."),
    ):
        with pytest.raises(ProofNeeded), unit_of_work():
            act()


WRONG = [
    (Declaration("cia", "R123456", "rcic"), "body", "unknown_body"),
    (Declaration("cicc", "R123456", "lawyer"), "class", "not_of_body"),
    (Declaration("cicc", "R12", "rcic"), "number", "bad_number"),
    (Declaration("law_society", "123", "lawyer", ""), "jurisdiction", "unknown_province"),
    (Declaration("law_society", "123", "lawyer", "outside"), "jurisdiction", "unknown_province"),
    (Declaration("law_society", "123", "other", "CA-QC"), "class", "not_of_body"),
    (Declaration("cnq", "", "notary"), "number", "required"),
    (NONE, "body", "register_needed"),
]


@pytest.mark.parametrize(("declaration", "field", "code"), WRONG)
def test_what_is_no_licence_is_said(
    scene: Scene, declaration: Declaration, field: str, code: str
) -> None:
    user = scene.professional()
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.declare(acting(user), declaration)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]


def test_a_licence_is_declared_once_and_six_are_enough(scene: Scene) -> None:
    user = scene.professional()
    for number in range(6):
        with unit_of_work():
            services.declare(acting(user), Declaration("cicc", f"R12345{number}", "rcic"))
        if number == 0:
            with pytest.raises(Invalid) as again, unit_of_work():
                services.declare(acting(user), Declaration("cicc", " r123450", "rcic_irb"))
            assert again.value.code == "already_declared"
    with pytest.raises(Conflict) as refusal, unit_of_work():
        services.declare(acting(user), Declaration("cicc", "R123459", "rcic"))
    assert refusal.value.code == "too_many_credentials"


def test_another_number_forgets_what_was_found_out_of_the_first(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.submitted(anne)
    scene.proved(scene.record(credential), anne)
    with unit_of_work():
        services.reject(scene.admin, credential, "Another number, please.")
    with unit_of_work():
        services.edit(acting(anne), credential, Declaration("cicc", "R777777", "rcic"))
    found = fresh(credential)
    assert (found.register_contact, found.contact_proof_at, found.checked_at) == ("", None, None)


@pytest.mark.parametrize("who", ["moderator", "candidate", "other professional", "owner"])
def test_only_admins_judge(scene: Scene, who: str) -> None:
    anne = scene.professional()
    credential = scene.submitted(anne)
    actor = {
        "moderator": lambda: acting(make_person(Role.MODERATOR)),
        "candidate": lambda: acting(make_person()),
        "other professional": lambda: acting(scene.professional()),
        "owner": lambda: acting(anne),
    }[who]()
    expected = Refused if who == "owner" else NotFound
    for act in (
        lambda: services.take(actor, credential),
        lambda: services.record_facts(actor, credential, FACTS),
        lambda: services.send_contact_code(actor, credential),
        lambda: services.approve(actor, credential),
        lambda: services.reject(actor, credential, "No."),
        lambda: services.suspend(actor, credential, "No."),
    ):
        with pytest.raises(DomainError) as refusal, unit_of_work():
            act()
        assert type(refusal.value) is expected


def test_only_its_owner_edits(scene: Scene) -> None:
    anne, other = scene.professional(), scene.professional()
    credential = make_credential(anne)
    for actor, error in ((acting(other), NotFound), (scene.admin, Refused)):
        with pytest.raises(error), unit_of_work():
            services.edit(actor, credential, RCIC)
        with pytest.raises(error), unit_of_work():
            services.submit(actor, credential)
