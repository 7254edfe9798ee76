"""The desk of validations: nobody is approved before the contact of the register is proved."""

import dataclasses
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.accounts.states import Profession
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Credential, Proof
from capitune.professionals.queries.credentials import approvals_of, proof_by_id
from capitune.professionals.queries.standing import badge_to_be
from capitune.professionals.states import Body, CredentialStatus, LicenceClass, looks_of
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import PDF, store
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.unit.professionals.scene import FACTS, MIFI, MIFI_FACTS, NONE, Scene, fresh

MET = "letter of their firm"


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


def desk_of(admin: User, app: Flask) -> Browserless:
    browser = browser_of(app, admin)
    browser.get("/language/en?next=/dashboard")
    return browser


def present(proof: Proof) -> Proof:
    found = proof_by_id(proof.id)
    assert found is not None
    return found


def here(credential: Credential) -> str:
    return f"/admin/validations/{credential.id}"


def looked(credential: Credential) -> dict[str, Any]:
    """Every look that is asked for, at the facts as they stand now."""
    looks = [look.value for look in looks_of(credential.body)]
    return {"looked": looks, "version": str(fresh(credential).round)}


def test_the_desk_waits_for_the_code(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    anne = scene.professional()
    credential = scene.submitted(anne)
    page = here(credential)
    assert "record first what the register shows" in browser.get(page).get_data(as_text=True)
    scene.record(credential)
    shown = browser.get(page).get_data(as_text=True)
    assert "has not typed back the code" in shown
    assert f'action="{page}/approve"' not in shown
    assert MET not in shown
    refused = browser.submit(
        f"{page}/approve", {**looked(credential), "met_otherwise": "y"}, page=page
    )
    assert refused.status_code == 422
    assert "not proved yet" in refused.get_data(as_text=True)
    assert fresh(credential).status is CredentialStatus.IN_REVIEW
    scene.proved(credential, anne)
    assert browser.submit(f"{page}/approve", looked(credential), page=page).status_code == 303


def test_where_the_register_shows_no_address_the_desk_asks_how_they_met(
    app: Flask, admin: User
) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.submitted(scene.professional())
    scene.record(credential, dataclasses.replace(FACTS, contact=""))
    page = here(credential)
    assert MET in browser.get(page).get_data(as_text=True)
    assert browser.submit(f"{page}/approve", looked(credential), page=page).status_code == 422
    met = browser.submit(f"{page}/approve", {**looked(credential), "met_otherwise": "y"}, page=page)
    assert met.status_code == 303


def test_without_a_register_there_is_nothing_to_prove(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.submitted(scene.professional(Profession.COACH), NONE)
    page = here(credential)
    assert MET not in browser.get(page).get_data(as_text=True)
    assert browser.submit(f"{page}/approve", looked(credential), page=page).status_code == 303


def sides(page: str) -> dict[str, str]:
    """The lines of declared and found, in plain words, by their heading."""
    rows = (
        page.split('id="sides"')[1]
        .split("<tbody>")[1]
        .split("</tbody>", maxsplit=1)[0]
        .split("<tr>")[1:]
    )
    words = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    heads = ("Name", "Number", "Class", "Jurisdiction", "E-mail address")
    return {head: row.removeprefix(head).strip() for head, row in zip(heads, words, strict=True)}


def test_the_desk_holds_declared_and_found_side_by_side(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.submitted(scene.professional())
    page = here(credential)
    before = sides(browser.get(page).get_data(as_text=True))
    assert before["Number"] == "R123456 – Not recorded"
    copied = {
        "register_url": FACTS.url,
        "register_name": "Somebody Else",
        "register_number": "r 123 456",
        "register_class": "risia",
        "register_jurisdiction": "CA",
        "register_contact": FACTS.contact,
        "register_status": "active",
    }
    assert browser.submit(f"{page}/register", copied, page=page).status_code == 303
    shown = browser.get(page).get_data(as_text=True)
    after = sides(shown)
    assert after["Name"].endswith("Somebody Else Different")
    assert after["Number"] == "R123456 r 123 456 Identical"
    assert after["Class"].endswith("RISIA, adviser to international students Different")
    assert after["Jurisdiction"] == "Canada Canada Identical"
    assert after["E-mail address"].endswith(f"{FACTS.contact} Different")
    forged = browser.submit(f"{page}/register", copied | {"register_class": "king"}, page=page)
    assert forged.status_code == 422
    assert fresh(credential).register_class == "risia"


def beside(page: str) -> dict[str, str]:
    """Where the page leads to before and after, by the word."""
    head = page.split("<h1>", maxsplit=1)[0].rsplit("<header", maxsplit=1)[-1]
    links = re.findall(r'href="(/admin/validations/[^"?]+)[^"]*"([^>]*)>', head)
    return {"previous" if "Previous" in more else "next": to for to, more in links}


def test_one_walks_a_pile_in_its_order(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    people = [scene.professional(Profession.COACH) for _ in range(3)]
    first, second, third = (scene.submitted(person, NONE) for person in people)
    held = make_credential(people[0], CredentialStatus.APPROVED, submitted_at=now())

    def around(credential: Credential, pile: str = "waiting") -> dict[str, str]:
        found = browser.get(f"{here(credential)}?pile={pile}")
        return beside(found.get_data(as_text=True))

    assert around(first) == {"next": here(second)}
    assert around(second) == {"previous": here(first), "next": here(third)}
    assert around(third) == {"previous": here(second)}
    assert around(held, "approved") == {}, "another pile is not walked into"
    assert around(second, "no-such-pile") == around(second)
    with unit_of_work():
        services.reject(scene.admin, second, "Not readable.")
    assert around(second) == {"previous": here(first), "next": here(third)}, "one goes on from it"
    assert around(first) == {"next": here(third)}
    queue = browser.get("/admin/validations/?pile=approved").get_data(as_text=True)
    assert f"{here(held)}?pile=approved" in queue


def said(page: str) -> str:
    """The card of the page that says what the badge will say, in plain words."""
    card = page.split('id="preview"')[1].split("</section>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", card).split())


def test_the_desk_says_what_the_badge_will_say_and_until_when(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    anne = scene.professional()
    over = datetime(2031, 5, 1, tzinfo=UTC)
    scene.approved(anne, facts=dataclasses.replace(FACTS, expires_at=over))
    last = datetime(2033, 5, 1, tzinfo=UTC)
    facts = dataclasses.replace(MIFI_FACTS, expires_at=last)
    recognition = scene.ready(anne, MIFI, facts)
    words = said(browser.get(here(recognition)).get_data(as_text=True))
    assert "It allows Federal immigration, Québec immigration Today" in words
    assert "Today it allows Federal immigration Valid" in words
    assert "April 30, 2031" in words, "the licence that ends first decides"
    allowed = badge_to_be(recognition)
    scene.approve(recognition)
    db.session.refresh(anne)
    assert set(anne.licence_scopes) == set(allowed.scopes)
    assert anne.licence_until == allowed.until == over
    after = browser.get(here(recognition)).get_data(as_text=True)
    assert 'id="preview"' not in after, "once decided there is nothing to foresee"


def test_the_preview_promises_nothing_that_cannot_be_approved(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    anne = scene.professional()
    credential = scene.submitted(anne)
    scene.record(credential, dataclasses.replace(FACTS, status="not_entitled"))
    words = said(browser.get(here(credential)).get_data(as_text=True))
    assert "cannot be approved" in words
    assert "Federal" not in words


def test_one_approver_counts_once_at_the_desk(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.ready(scene.professional())
    page = here(credential)
    assert browser.submit(f"{page}/approve", looked(credential), page=page).status_code == 303
    again = browser.submit(f"{page}/approve", looked(credential), page=page)
    assert again.status_code == 422
    assert "approved already" in again.get_data(as_text=True)
    assert fresh(credential).status is CredentialStatus.IN_REVIEW
    assert len(approvals_of(fresh(credential))) == 1


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_nobody_decides_on_their_own_licence_at_the_desk(app: Flask, admin: User, act: str) -> None:
    own = make_credential(
        admin,
        CredentialStatus.IN_REVIEW,
        body=Body.NONE,
        licence_class=LicenceClass.OTHER,
        profession=Profession.COACH,
    )
    browser, page = desk_of(admin, app), here(own)
    shown = browser.get(page).get_data(as_text=True)
    assert "This licence is yours" in shown
    assert f'action="{page}/{act}"' not in shown
    assert (
        browser.submit(
            f"{page}/{act}", {"reason": "No.", "version": str(fresh(own).round)}, page=page
        ).status_code
        == 422
    )
    assert fresh(own).status is CredentialStatus.IN_REVIEW
    assert not approvals_of(fresh(own))


@pytest.mark.parametrize("lost", [CredentialStatus.SUSPENDED, CredentialStatus.EXPIRED])
def test_what_counts_no_more_lies_on_a_pile_of_its_own(
    app: Flask, admin: User, lost: CredentialStatus
) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    gone = make_credential(scene.professional(), lost, submitted_at=now())
    waits = scene.submitted(scene.professional(Profession.COACH), NONE)
    pile = browser.get(f"/admin/validations/?pile={lost.value}").get_data(as_text=True)
    assert here(gone) in pile
    assert here(waits) not in pile
    assert here(gone) not in browser.get("/admin/validations/").get_data(as_text=True)


def test_each_point_is_ticked_before_a_yes(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.ready(scene.professional())
    page, whole = here(credential), looked(credential)["looked"]
    for ticked in ([], whole[:-1], ["nonsense", *whole[1:]]):
        answer = browser.submit(
            f"{page}/approve",
            {**looked(credential), "looked": ticked, "note": "Vue au registre"},
            page=page,
        )
        assert answer.status_code == 422
        assert "tick it, before you approve" in answer.get_data(as_text=True)
        assert "Vue au registre" in answer.get_data(as_text=True)
    assert not approvals_of(fresh(credential))


@pytest.mark.parametrize("change", ["sent", "taken back"])
def test_files_that_changed_since_are_not_approved_unseen(
    app: Flask, admin: User, change: str
) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    holder = scene.professional()
    credential = scene.ready(holder)
    proof, page = make_proof(credential), here(credential)
    seen = looked(credential)
    with unit_of_work():
        services.approve(acting(make_person(Role.ADMIN)), fresh(credential))
    with unit_of_work():
        if change == "sent":
            services.add_proof(acting(holder), fresh(credential), store(PDF, "other.pdf"))
        else:
            services.remove_proof(acting(holder), present(proof))
    assert approvals_of(fresh(credential)) == []  # what was given on other files counts no more
    refused = browser.submit(f"{page}/approve", seen, page=page)
    html = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "Facts or files changed while you were reading" in html
    assert not re.search(r'<input[^>]*name="looked"[^>]*checked', html)
    assert approvals_of(fresh(credential)) == []
    assert browser.submit(f"{page}/approve", looked(credential), page=page).status_code == 303


def test_the_second_person_reads_what_the_first_looked_at(app: Flask, admin: User) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.ready(scene.professional())
    page = here(credential)
    sent = {**looked(credential), "note": "The name bears an initial more."}
    assert browser.submit(f"{page}/approve", sent, page=page).status_code == 303
    (given,) = approvals_of(fresh(credential))
    assert given.looked == looked(credential)["looked"]
    shown = desk_of(make_person(Role.ADMIN), app).get(page).get_data(as_text=True)
    assert f"{admin.first_name} {admin.last_name} approved on" in shown
    assert "The name bears an initial more." in shown


@pytest.mark.parametrize(
    ("outcome", "words"), [("approved", "vérifi"), ("refused", "Le numéro manque &lt;b&gt;")]
)
def test_the_letter_is_read_before_it_is_sent(
    app: Flask, admin: User, outcome: str, words: str
) -> None:
    scene, browser = Scene(), desk_of(admin, app)
    credential = scene.ready(scene.professional())
    page = here(credential)
    sent = {"reason": "Le numéro manque <b>", "csrf_token": browser.token(page)}
    letter = browser.post(f"{page}/letter?outcome={outcome}", data=sent).get_data(as_text=True)
    assert words in letter
    assert "<b>" not in letter
    assert fresh(credential).status is CredentialStatus.IN_REVIEW
