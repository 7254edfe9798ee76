"""A professional suggests a colleague; the candidate decides; the colleague answers."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from capitune.accounts.events import AccountLeft
from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.events import publish
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id, proposals
from capitune.dossiers.states import AssignmentStatus, ReviewerRole
from capitune.notifications.models import Notification
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")
LEAD, FINANCE = ReviewerRole.LEAD, ReviewerRole.FINANCE


class Cast:
    """Awa's dossier, which Anne leads; Bruno is in finance."""

    def __init__(self) -> None:
        self.awa = make_person()
        self.anne, self.bruno = make_professional("immigration"), make_professional("finance")
        self.dossier = make_dossier(self.awa)
        self.own = assign(self.dossier, self.anne, LEAD)

    def suggest(self, colleague: User | None = None, **facts: Any) -> Assignment:
        whom = colleague or self.bruno
        told = services.Suggested(
            **{"professional_id": whom.id, "role": FINANCE, "motive": "Il connaît les fonds."}
            | facts
        )
        with unit_of_work():
            made = services.suggest_colleague(acting(self.anne), fresh(self.dossier), told)
        return loaded(made)


def fresh(dossier: Dossier) -> Dossier:
    db.session.expire_all()
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def loaded(assignment: Assignment) -> Assignment:
    db.session.expire_all()
    found = assignment_by_id(assignment.id)
    assert found is not None
    return found


def told(user: User) -> list[str]:
    rows = select(Notification.kind).where(Notification.user_id == user.id)
    return list(db.session.scalars(rows.order_by(Notification.id)))


def sees(person: User, dossier: Dossier) -> bool:
    return can(acting(person), Permission.DOSSIER_READ, fresh(dossier))


def agree(person: User, suggestion: Assignment) -> Assignment:
    with unit_of_work():
        return services.agree_to_colleague(acting(person), loaded(suggestion))


def accept(person: User, assignment: Assignment) -> None:
    with unit_of_work():
        services.accept_assignment(acting(person), loaded(assignment))


@pytest.fixture
def cast() -> Cast:
    return Cast()


def test_the_candidate_agrees_then_the_colleague_accepts(cast: Cast) -> None:
    suggestion = cast.suggest()
    assert (told(cast.awa)[-1], told(cast.bruno)) == ("colleague_suggested", [])
    assert proposals(acting(cast.bruno)) == []
    with pytest.raises(NotFound):
        accept(cast.bruno, suggestion)
    agree(cast.awa, suggestion)
    (line,) = proposals(acting(cast.bruno))
    assert (line.id, line.suggested_by) == (suggestion.id, cast.anne.first_name)
    assert told(cast.bruno) == ["assignment_proposed"]
    assert "professional_proposed" not in told(cast.awa)[2:]
    assert not sees(cast.bruno, cast.dossier)
    accept(cast.bruno, suggestion)
    assert sees(cast.bruno, cast.dossier)
    assert sees(cast.anne, cast.dossier)
    assert told(cast.anne)[-1] == told(cast.awa)[-1] == "assignment_accepted"


def test_a_place_is_handed_over_only_when_the_colleague_accepts(cast: Cast) -> None:
    lise = make_professional("immigration")
    suggestion = agree(cast.awa, cast.suggest(lise, role=LEAD, takes_over=True))
    assert sees(cast.anne, cast.dossier)
    accept(lise, suggestion)
    assert sees(lise, cast.dossier)
    assert not sees(cast.anne, cast.dossier)
    former = loaded(cast.own)
    assert (former.status, former.ended_at is not None) == (AssignmentStatus.ENDED, True)
    assert told(cast.anne)[-1] == "assignment_ended"


def test_a_colleague_who_refuses_takes_nothing_over(cast: Cast) -> None:
    lise = make_professional("immigration")
    suggestion = agree(cast.awa, cast.suggest(lise, role=LEAD, takes_over=True))
    with unit_of_work():
        services.refuse_assignment(acting(lise), loaded(suggestion), "Complet.")
    assert sees(cast.anne, cast.dossier)
    assert told(cast.anne)[-1] == told(cast.awa)[-1] == "assignment_refused"


def test_the_candidate_says_no_and_only_who_suggested_it_is_told(cast: Cast) -> None:
    suggestion = cast.suggest()
    with unit_of_work():
        services.end_assignment(acting(cast.awa), suggestion, "Anne me suffit.")
    assert told(cast.anne)[-1] == "suggestion_dropped"
    assert told(cast.bruno) == []
    with pytest.raises(Conflict) as refusal:
        agree(cast.awa, suggestion)
    assert (refusal.value.code, refusal.value.facts["status"]) == ("already_answered", "ended")
    cast.suggest()


def test_it_is_over_with_the_place_of_who_suggested_it(cast: Cast) -> None:
    suggestion = cast.suggest()
    unassign(cast.own)
    assert loaded(suggestion).status is AssignmentStatus.ENDED
    assert told(cast.bruno) == []


@pytest.mark.parametrize("who", ["anne", "bruno", "awa"])
def test_it_is_over_when_one_of_them_leaves(cast: Cast, who: str) -> None:
    suggestion, one = cast.suggest(), getattr(cast, who)
    with unit_of_work():
        publish(AccountLeft(one.id))
    assert loaded(suggestion).status is AssignmentStatus.ENDED


def test_who_suggests_withdraws(cast: Cast) -> None:
    suggestion = cast.suggest()
    before = told(cast.awa)
    with unit_of_work():
        services.end_assignment(acting(cast.anne), suggestion)
    assert loaded(suggestion).status is AssignmentStatus.ENDED
    assert told(cast.awa) == before


@pytest.mark.parametrize("lost", ["suspended", "licence"])
def test_nothing_is_agreed_with_who_lost_the_right(cast: Cast, lost: str) -> None:
    suggestion = cast.suggest()
    with unit_of_work():
        if lost == "suspended":
            db.session.get_one(User, cast.anne.id).standing = Standing.SUSPENDED
        else:
            db.session.get_one(User, cast.bruno.id).licence_scopes = ["coach"]
    with pytest.raises((Conflict, Invalid)) as refusal:
        agree(cast.awa, suggestion)
    assert refusal.value.code in ("suggestion_over", "role_out_of_scope")
    assert loaded(suggestion).status is AssignmentStatus.SUGGESTED


def test_what_is_refused(cast: Cast) -> None:
    plain = {"role": FINANCE, "motive": "Il connaît les fonds."}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"professional_id": cast.anne.id}, "yourself"),
        ({"professional_id": uuid.uuid4()}, "not_a_verified_professional"),
        ({"professional_id": make_professional().id}, "not_a_verified_professional"),
        ({"professional_id": cast.awa.id}, "not_a_verified_professional"),
        ({"role": ReviewerRole.IMMIGRATION}, "role_out_of_scope"),
        ({"takes_over": True}, "not_your_role"),
        ({"motive": " "}, "required"),
        ({"motive": "x" * 2001}, "too_long"),
        ({"motive": "a\x00b"}, "bad_text"),
    ]
    for facts, code in wrong:
        with pytest.raises(Invalid) as refusal:
            cast.suggest(**plain | facts)
        assert refusal.value.code == code, facts
    cast.suggest()
    with pytest.raises(Conflict) as again:
        cast.suggest()
    assert again.value.code == "already_assigned"
    for _ in range(4):
        cast.suggest(make_professional("finance"))
    with pytest.raises(Conflict) as many:
        cast.suggest(make_professional("finance"))
    assert many.value.code == "too_many_suggestions"


def test_who_may_not(cast: Cast) -> None:
    suggestion = cast.suggest()
    words = services.Suggested(
        make_professional("coach").id, ReviewerRole.COACH, "Pour l’entrevue."
    )
    refused: list[tuple[User, type[DomainError]]] = [
        (cast.awa, Refused),
        (make_person(Role.ADMIN), Refused),
        (cast.bruno, NotFound),
        (make_person(), NotFound),
        (make_person(Role.MODERATOR), NotFound),
    ]
    for person, error in refused:
        with pytest.raises(error), unit_of_work():
            services.suggest_colleague(acting(person), fresh(cast.dossier), words)
        if person is not cast.awa:
            with pytest.raises(error):
                agree(person, suggestion)
    for person, error in ((cast.anne, Refused), (cast.bruno, NotFound)):
        with pytest.raises(error):
            agree(person, suggestion)
    with unit_of_work():
        services.archive(acting(cast.awa), fresh(cast.dossier))
    for act in (
        lambda: cast.suggest(make_professional("coach")),
        lambda: agree(cast.awa, suggestion),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "dossier_archived"


def test_agreeing_costs_the_same_whoever_is_on_the_dossier(cast: Cast) -> None:
    first, second = cast.suggest(), cast.suggest(make_professional("finance"))
    with statements() as few:
        agree(cast.awa, first)
    for _ in range(4):
        assign(fresh(cast.dossier), make_professional("coach"), ReviewerRole.COACH)
    with statements() as many:
        agree(cast.awa, second)
    assert len(many) == len(few)
