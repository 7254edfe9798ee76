"""A professional offers to accompany a candidate: what the candidate sees, yes, no, twice, too late."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.states import AssignmentStatus, ReviewerRole
from capitune.notifications.models import Notification
from capitune.professionals.models import ContactRequest
from capitune.professionals.states import CredentialStatus
from tests.factories.credentials import make_credential
from tests.factories.dossiers import make_dossier, propose
from tests.factories.listed import make_listed
from tests.factories.offers import make_offer
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

ROLE = ReviewerRole.IMMIGRATION


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(first_name="Awa", last_name="Sow", language=Language.EN)


@pytest.fixture
def anne(app: Flask) -> User:
    user = make_listed(None, first_name="Anne", last_name="Roy", language=Language.EN)
    make_credential(user, CredentialStatus.APPROVED, number="R123456", checked_at=now())
    return user


@pytest.fixture
def dossier(awa: User) -> Dossier:
    return make_dossier(awa, title="My studies")


@pytest.fixture
def offer(awa: User, anne: User, dossier: Dossier) -> ContactRequest:
    return make_offer(awa, anne)


def page_of(offer: ContactRequest) -> str:
    return f"/inside/offers/{offer.id}"


def sent(dossier: Dossier, role: str = "immigration") -> dict[str, str]:
    return {"dossier": str(dossier.id), "role": role}


def read(browser: Browserless, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def sees(person: User, dossier: Dossier) -> bool:
    db.session.expire_all()
    return can(acting(person), Permission.DOSSIER_READ, dossier_by_id(dossier.id))


def told(user: User) -> list[tuple[str, str]]:
    statement = select(Notification.kind, Notification.url).where(Notification.user_id == user.id)
    return [(row.kind, row.url) for row in db.session.execute(statement)]


def assignments() -> int:
    return db.session.scalar(select(func.count()).select_from(Assignment)) or 0


def test_the_candidate_sees_who_it_is_and_accepts(
    app: Flask, awa: User, anne: User, dossier: Dossier, offer: ContactRequest
) -> None:
    browser, here = browser_of(app, awa), page_of(offer)
    for path in ("/dashboard", f"/dossiers/{dossier.id}", "/inside/contacts"):
        assert f'href="{here}"' in read(browser, path), path
    page = read(browser, here)
    for words in ("Anne Roy", "Verified", "R123456", "Avec plaisir.", "My studies"):
        assert words in page, words
    assert not sees(anne, dossier)
    answer = browser.submit(here, sent(dossier))
    assert (answer.status_code, answer.location) == (303, f"/dossiers/{dossier.id}")
    assert sees(anne, dossier)
    assert told(anne) == [("offer_accepted", f"/dossiers/{dossier.id}")]
    assert told(awa) == []
    for path in ("/dashboard", f"/dossiers/{dossier.id}", "/inside/contacts"):
        assert here not in read(browser, path), path
    assert "You accepted on" in read(browser, here)


def test_declining_tells_the_professional(
    app: Flask, awa: User, anne: User, dossier: Dossier, offer: ContactRequest
) -> None:
    browser, here = browser_of(app, awa), page_of(offer)
    answer = browser.submit(f"{here}/decline", {}, page=here)
    assert answer.status_code == 303
    assert told(anne) == [("offer_declined", "/inside/contacts")]
    assert not sees(anne, dossier)
    assert assignments() == 0
    assert "You declined on" in read(browser, here)
    assert "they declined" in read(browser_of(app, anne), "/inside/contacts")


def test_an_answer_is_given_once(
    app: Flask, awa: User, dossier: Dossier, offer: ContactRequest
) -> None:
    browser, here = browser_of(app, awa), page_of(offer)
    token = browser.token(here)
    key = {"form_key": "0197f000-0000-7000-8000-000000000001", "csrf_token": token}
    for _ in range(2):  # a double click: one act, the same answer twice
        assert browser.post(here, data={**sent(dossier), **key}).status_code == 303
    assert assignments() == 1
    for path in (here, f"{here}/decline"):
        again = browser.post(path, data={**sent(dossier), "csrf_token": token})
        assert again.status_code == 409
        assert "You accepted on" in again.get_data(as_text=True)
    assert assignments() == 1


def test_not_without_the_token(
    app: Flask, awa: User, dossier: Dossier, offer: ContactRequest
) -> None:
    browser, here = browser_of(app, awa), page_of(offer)
    for path in (here, f"{here}/decline"):
        assert browser.post(path, data=sent(dossier)).status_code == 400
    assert assignments() == 0


@pytest.mark.parametrize(
    ("dossier_id", "role"),
    [
        ("own", ""),
        ("", "immigration"),
        ("own", "finance"),
        ("own", "owner"),
        ("nonsense", "lead"),
        ("0197f000-0000-7000-8000-000000000001", "lead"),
    ],
)
def test_what_cannot_be_chosen(
    app: Flask, awa: User, dossier: Dossier, offer: ContactRequest, dossier_id: str, role: str
) -> None:
    chosen = str(dossier.id) if dossier_id == "own" else dossier_id
    answer = browser_of(app, awa).submit(page_of(offer), {"dossier": chosen, "role": role})
    assert answer.status_code == 422
    assert "another look" in answer.get_data(as_text=True)
    assert assignments() == 0


def test_not_with_the_dossier_of_somebody_else(app: Flask, awa: User, anne: User) -> None:
    other, own = make_dossier(), make_dossier(awa)
    offer = make_offer(awa, anne)
    assert browser_of(app, awa).submit(page_of(offer), sent(other)).status_code == 422
    with pytest.raises(DomainError) as refused, unit_of_work():
        services.accept_offer(acting(awa), offer, dossier_by_id(other.id), ROLE)
    assert refused.value.code == "not_found"
    assert not sees(anne, own)


def test_without_a_dossier_one_is_opened_first(app: Flask, awa: User, anne: User) -> None:
    offer = make_offer(awa, anne)
    browser = browser_of(app, awa)
    assert page_of(offer) in read(browser, "/dashboard")
    assert 'href="/dossiers/new"' in read(browser, page_of(offer))
    archived = make_dossier(awa)
    with unit_of_work():
        services.archive(acting(awa), archived)
    assert 'href="/dossiers/new"' in read(browser, page_of(offer))


def test_where_nothing_is_offered_there_is_nothing(app: Flask, awa: User, anne: User) -> None:
    asked = make_offer(awa, anne, offers=False)
    browser = browser_of(app, awa)
    assert browser.get(page_of(asked)).status_code == 404
    assert page_of(asked) not in read(browser, "/inside/contacts")


def test_an_offer_is_over_with_the_licence(
    app: Flask, awa: User, anne: User, dossier: Dossier, offer: ContactRequest
) -> None:
    browser, here = browser_of(app, awa), page_of(offer)
    token = browser.token(here)
    with unit_of_work():
        db.session.get_one(User, anne.id).licence_until = now() - timedelta(seconds=1)
    late = browser.post(here, data={**sent(dossier), "csrf_token": token})
    assert late.status_code == 409
    assert "cannot accompany you for now" in late.get_data(as_text=True)
    assert here not in read(browser, "/dashboard")
    found = dossier_by_id(dossier.id)
    assert found
    with pytest.raises(DomainError) as refused, unit_of_work():
        services.accept_offer(acting(awa), offer, found, ReviewerRole.LEAD)
    assert refused.value.code == "offer_over"
    assert assignments() == 0
    assert db.session.get_one(ContactRequest, offer.id).offer_answer is None


def test_a_licence_that_does_not_reach_the_programme(awa: User, anne: User) -> None:
    offer = make_offer(awa, make_listed(None, "coach"))
    dossier = make_dossier(awa)
    with pytest.raises(DomainError) as refused, unit_of_work():
        services.accept_offer(acting(awa), offer, dossier_by_id(dossier.id), ROLE)
    assert refused.value.errors[0].code == "role_out_of_scope"  # type: ignore[attr-defined]
    db.session.expire_all()
    assert db.session.get_one(ContactRequest, offer.id).offer_answer is None


def test_what_the_team_proposes_is_shown_and_can_be_refused(
    app: Flask, awa: User, anne: User, dossier: Dossier
) -> None:
    proposed = propose(dossier, anne, ROLE)
    browser, here = browser_of(app, awa), f"/dossiers/{dossier.id}"
    assert told(awa) == [("professional_proposed", f"{here}#people")]
    page = read(browser, here)
    assert "Proposed by the team" in page
    assert f"/inside/directory/{anne.id}" in page
    refuse = f"{here}/assignments/{proposed.id}/end"
    assert refuse in page
    assert "has not answered yet" in read(browser, refuse)
    assert browser.submit(refuse, {}).status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Assignment, proposed.id).status is AssignmentStatus.ENDED
    assert "Done." in read(browser, here)


def test_the_page_costs_eight_statements(app: Flask, awa: User, offer: ContactRequest) -> None:
    browser: Any = browser_of(app, awa)
    with statements() as asked:
        read(browser, page_of(offer))
    assert len(asked) <= 8, asked
