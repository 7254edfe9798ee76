"""What staff do at the desk of dossiers: propose, transfer, assign several; each act with the product's own rules."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.listing import encode
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.states import Owner, ReviewerRole
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, propose
from tests.factories.messages import write
from tests.factories.people import acting, make_person, make_professional
from tests.functional.backoffice.test_suspension import refused
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.signing import browser_of
from tests.support.statements import statements

__all__ = ["clock"]

DESK = "/admin/dossiers/"
BULK = f"{DESK}bulk"
LEAD, COACH = ReviewerRole.LEAD, ReviewerRole.COACH


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN, first_name="Nadia", last_name="Zed")


@pytest.fixture
def desk(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


def held(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Who has which place, in which state, in the order in which they were made."""
    rows = select(Assignment, User.last_name).join(User, User.id == Assignment.professional_id)
    mine = rows.where(Assignment.dossier_id == dossier.id).order_by(Assignment.id)
    found = db.session.execute(mine.execution_options(populate_existing=True)).all()
    return [(name, one.role.value, one.status.value) for one, name in found]


def as_it_is(place: Assignment) -> Assignment:
    again = assignment_by_id(place.id)
    assert again is not None
    return again


def present(dossier: Dossier) -> Dossier:
    again = dossier_by_id(dossier.id)
    assert again is not None
    return again


def acts(staff: User, act: Act) -> int:
    mine = select(AuditEvent).filter_by(actor_id=staff.id, act=act)
    return len(db.session.scalars(mine).all())


def shown(answer: TestResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_the_page_tells_people_and_deadlines_and_nothing_of_the_content(desk: Browserless) -> None:
    owner, anne = (
        make_person(first_name="Élodie"),
        make_professional("immigration", last_name="Roy"),
    )
    dossier = make_dossier(owner, title="Un titre à moi")
    assign(dossier, anne)
    with unit_of_work():
        receive(present(dossier), "ID_PASSPORT")
        write(present(dossier), owner, "Un mot pour Anne")
        step = {"title": "Appeler sa banque", "owner": Owner.CANDIDATE}
        services.add_step(acting(anne), present(dossier), target_on=today(), **step)
    with statements() as sent:
        page = shown(desk.get(f"{DESK}{dossier.id}"))
    assert len(sent) <= 7
    for words in (dossier.number, "Élodie", "Roy", 'id="deadlines"'):
        assert words in page, words
    for secret in ("document.pdf", "Un mot pour", "Un titre", "sa banque"):
        assert secret not in page, secret
    assert desk.get(f"{DESK}{new_id()}").status_code == 404
    assert desk.get(f"{DESK}{owner.id}").status_code == 404


def test_a_professional_is_proposed_from_the_page(desk: Browserless, staff: User) -> None:
    dossier, pro = make_dossier(), make_professional("coach", last_name="Roy")
    page = f"{DESK}{dossier.id}"
    fields = {"professional_id": str(pro.id), "role": "coach", "form_key": str(new_id())}
    for _ in range(2):  # a double click
        assert desk.submit(f"{page}/propose", fields, page=page).status_code == 303
    assert held(dossier) == [("Roy", "coach", "proposed")]
    again = {**fields, "form_key": str(new_id())}
    assert desk.submit(f"{page}/propose", again, page=page).status_code == 422
    for wrong in ({"professional_id": "no"}, {"professional_id": str(staff.id)}, {"role": "king"}):
        shown(desk.submit(f"{page}/propose", {**again, **wrong}, page=page), 422)
    assert acts(staff, Act.ASSIGNMENT_PROPOSED) == 1


def test_a_place_goes_to_another_whole_or_not_at_all(desk: Browserless, staff: User) -> None:
    dossier = make_dossier()
    anne, bob = (make_professional("coach", last_name=name) for name in ("Anne", "Bob"))
    place = assign(dossier, anne, LEAD)
    page = f"{DESK}{dossier.id}"
    here = f"{page}/transfer/{place.id}"
    fields = {"professional_id": str(bob.id), "reason": "Absente.", "form_key": str(new_id())}
    shown(desk.get(here))
    unfit = make_professional(last_name="Unfit")
    for wrong in (
        {"reason": "  "},
        {"reason": "x" * 2001},
        {"professional_id": str(anne.id)},
        {"professional_id": str(unfit.id)},
        {"professional_id": "no"},
    ):
        asked = {**fields, **wrong, "form_key": str(new_id())}
        shown(desk.submit(here, asked, page=here), 422)
        assert held(dossier) == [("Anne", "lead", "active")], wrong
    propose(dossier, bob, LEAD)  # so that the second half is refused
    taken = desk.submit(here, {**fields, "form_key": str(new_id())}, page=here)
    shown(taken, 422)
    assert held(dossier)[0] == ("Anne", "lead", "active")
    other = make_professional("coach", last_name="Cid")
    fields["professional_id"] = str(other.id)
    token = desk.token(here)
    for _ in range(2):
        sent = desk.post(here, data={**fields, "csrf_token": token})
        assert sent.status_code == 303
    assert held(dossier) == [
        ("Anne", "lead", "ended"),
        ("Bob", "lead", "proposed"),
        ("Cid", "lead", "proposed"),
    ]
    assert (acts(staff, Act.ASSIGNMENT_ENDED), acts(staff, Act.ASSIGNMENT_PROPOSED)) == (1, 1)
    page_now = shown(desk.get(page))
    assert "Absente." in page_now
    assert desk.get(here).status_code == 404  # it is over
    assert desk.get(f"{DESK}{make_dossier().id}/transfer/{place.id}").status_code == 404
    ended = desk.submit(
        f"/admin/assignments/{propose(dossier, anne, COACH).id}/end", {"back": "dossier"}, page=page
    )
    assert ended.headers["Location"].endswith(page)


KEY = str(new_id())


def bulk(desk: Browserless, dossiers: list[Any], **fields: Any) -> TestResponse:
    picks = [one if isinstance(one, str) else encode(getattr(one, "id", one)) for one in dossiers]
    sent = {"d": picks, "step": "do", "form_key": KEY, "role": "lead", **fields}
    return desk.submit(BULK, sent, page="/admin/assignments/")


def count(page: str, section: str) -> int:
    found = re.search(rf'id="{section}">.*?<span class="num mute">(\d+)<', page, re.DOTALL)
    return int(found.group(1)) if found else 0


def test_several_are_assigned_row_by_row(desk: Browserless, staff: User) -> None:
    bob = make_professional("coach", last_name="Bob")
    plain, taken, archived = make_dossier(), make_dossier(), make_dossier()
    propose(taken, bob, LEAD)
    with unit_of_work():
        owner = db.session.get_one(User, archived.candidate_id)
        services.archive(acting(owner), present(archived))
    chosen = {"professional_id": str(bob.id)}
    ticks = [plain, taken, archived, new_id(), staff.id]
    asked = shown(
        desk.get(f"{BULK}?d={encode(plain.id)}&d={encode(taken.id)}&came=stage%3Dprospect")
    )
    assert plain.number in asked
    assert "/admin/dossiers/?stage=prospect" in asked
    preview = shown(bulk(desk, ticks, step="", **chosen))
    assert preview.count("small strong") == 2  # what is foreseen
    assert held(plain) == []
    page = shown(bulk(desk, ticks, **chosen))
    assert (count(page, "done"), count(page, "refused")) == (1, 4)
    assert held(plain) == [("Bob", "lead", "proposed")]
    again = shown(bulk(desk, ticks, **chosen))  # sent twice
    assert (count(again, "done"), count(again, "refused")) == (0, 5)
    assert held(plain) == [("Bob", "lead", "proposed")]
    with unit_of_work():
        services.reopen(acting(owner), present(archived))
    retried = shown(bulk(desk, [archived], **chosen))
    assert (count(retried, "done"), count(retried, "refused")) == (1, 0)
    assert acts(staff, Act.ASSIGNMENT_PROPOSED) == 2


def test_several_go_from_one_professional_to_another(desk: Browserless, staff: User) -> None:
    anne, bob = (make_professional("coach", last_name=name) for name in ("Anne", "Bob"))
    one, two, other = make_dossier(), make_dossier(), make_dossier()
    assign(one, anne, LEAD)
    propose(two, anne, LEAD)
    assign(other, anne, COACH)
    fields = {"professional_id": str(bob.id), "instead_of": str(anne.id)}
    for wrong in (
        {},
        {"reason": "R", "instead_of": "no"},
        {"reason": "R", "professional_id": str(anne.id)},
    ):
        shown(bulk(desk, [one, two], **{**fields, **wrong}), 422)
    page = shown(bulk(desk, [one, two, other], reason="Congé.", **fields))
    assert (count(page, "done"), count(page, "refused")) == (2, 1)
    for dossier in (one, two):
        assert held(dossier) == [("Anne", "lead", "ended"), ("Bob", "lead", "proposed")]
    assert held(other) == [("Anne", "coach", "active")]
    shown(bulk(desk, [one, two, other], reason="Congé.", **fields))
    assert len(held(one)) == 2


def test_ticks_that_cannot_be_acted_on_are_refused_clearly(desk: Browserless) -> None:
    bob, dossier = make_professional("coach"), make_dossier()
    many = [encode(new_id()) for _ in range(10_000)]
    for ticks in ([], many, many[:51], ["zzz"], [dossier, "'--"], [str(dossier.id)]):
        answer = bulk(desk, ticks, professional_id=str(bob.id))
        assert answer.status_code == 303, ticks[:1]
        assert answer.headers["Location"].startswith(DESK)
    assert held(dossier) == []
    for wrong in (
        {"professional_id": "no"},
        {"professional_id": str(dossier.candidate_id)},
        {"role": "x"},
        {},
    ):
        shown(bulk(desk, [dossier], **wrong), 422)
    assert held(dossier) == []


def test_an_old_sign_in_confirms_first(
    clock: MovedClock, app: Flask, desk: Browserless, staff: User
) -> None:
    anne, bob = (make_professional("coach", last_name=name) for name in ("Anne", "Bob"))
    dossier = make_dossier()
    place = assign(dossier, anne, LEAD)
    fields = {"professional_id": str(bob.id), "role": "lead", "reason": "R", "step": "do"}
    fields |= {"d": encode(dossier.id), "number": dossier.number}
    fields["csrf_token"] = desk.token("/admin/assignments/")
    clock.move(minutes=11)
    for path in (
        f"{DESK}{dossier.id}/propose",
        f"{DESK}{dossier.id}/transfer/{place.id}",
        BULK,
        "/admin/assignments/",
        f"/admin/assignments/{place.id}/end",
    ):
        answer = desk.post(path, data=fields)
        assert answer.status_code == 403, path
        # What was sent goes on by itself once they confirmed.
        assert re.search(rf'name="proof_again"[^>]*value="{path}"', shown(answer, 403)), path
    old, bobs = acting(staff, proved_at=None), {"professional_id": bob.id}
    for act in (
        lambda: services.make_assignment(old, present(dossier), role=LEAD, **bobs),
        lambda: services.transfer(old, as_it_is(place), reason="R", **bobs),
        lambda: services.end_assignment(old, as_it_is(place)),
    ):
        assert refused(act) == "step_up_required"
    assert held(dossier) == [("Anne", "lead", "active")]
    # Of a candidate nobody asks it: it is their own dossier.
    owner = db.session.get_one(User, dossier.candidate_id)
    with unit_of_work():
        services.make_assignment(acting(owner, proved_at=None), present(dossier), role=LEAD, **bobs)
