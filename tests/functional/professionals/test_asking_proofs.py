"""Another proof is asked for: the licence waits, its professional reads what for, a clean file brings it back."""

import html
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.notifications.states import NotificationKind
from capitune.notifications.texts import WORDS
from capitune.professionals import services
from capitune.professionals.models import Credential, CredentialMove
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.queries.validations import Pile, pile_figures, validations
from capitune.professionals.states import CredentialStatus, ProofScan
from tests.factories.credentials import make_proof
from tests.factories.documents import SCANNER
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.mailbox import received
from tests.support.signing import browser_of
from tests.support.together import told_at_once
from tests.unit.professionals.scene import Scene, fresh

WANTED = "Votre carte <b>recto et verso</b>, valide aujourd’hui"


@pytest.fixture
def scene(app: Flask) -> Scene:
    return Scene()


@pytest.fixture
def anne(scene: Scene) -> User:
    return scene.professional()


@pytest.fixture
def credential(scene: Scene, anne: User) -> Credential:
    return scene.submitted(anne)


def ask(scene: Scene, credential: Credential, wanted: str = WANTED) -> Credential:
    with unit_of_work():
        return services.ask_proof(scene.admin, credential, wanted)


def on(scene: Scene, pile: Pile) -> list[object]:
    return [row.id for row in validations(scene.admin, 25, None, pile).items]


def scanned(credential: Credential, result: ProofScan) -> None:
    proof = make_proof(credential, scan=ProofScan.SCANNING)
    with unit_of_work():
        services.record_proof_scan(SCANNER, proof.id, result)


def desk_of(app: Flask, admin: User) -> Browserless:
    browser = browser_of(app, admin)
    browser.get("/language/en?next=/dashboard")
    return browser


def test_it_waits_on_a_pile_of_its_own_until_a_clean_file_has_come(
    scene: Scene, credential: Credential
) -> None:
    with unit_of_work():
        services.take(scene.admin, credential)
    ask(scene, fresh(credential))
    held = fresh(credential)
    assert (held.status, held.held_by_id) == (CredentialStatus.IN_REVIEW, None)
    assert (on(scene, Pile.WAITING), on(scene, Pile.ASKED)) == ([], [credential.id])
    assert (pile_figures()[Pile.WAITING], pile_figures()[Pile.ASKED]) == (0, 1)
    scanned(credential, ProofScan.INFECTED)
    assert on(scene, Pile.ASKED) == [credential.id]
    scanned(credential, ProofScan.CLEAN)
    assert (on(scene, Pile.WAITING), on(scene, Pile.ASKED)) == ([credential.id], [])
    assert fresh(credential).proof_asked == ""
    acts = set(
        db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == credential.id))
    )
    assert acts >= {Act.CREDENTIAL_PROOF_ASKED, Act.CREDENTIAL_RETURNED}


def test_a_file_sent_before_it_was_asked_for_answers_nothing(
    scene: Scene, credential: Credential
) -> None:
    proof = make_proof(credential, scan=ProofScan.SCANNING)
    ask(scene, credential)
    with unit_of_work():
        services.record_proof_scan(SCANNER, proof.id, ProofScan.CLEAN)
    assert on(scene, Pile.ASKED) == [credential.id]


def test_the_api_lists_it_as_before(app: Flask, scene: Scene, credential: Credential) -> None:
    ask(scene, credential)
    assert on(scene, Pile.QUEUE) == [credential.id]
    assert fresh(credential).reason == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_professional_is_told_what_to_send(
    app: Flask, scene: Scene, anne: User, credential: Credential, language: str
) -> None:
    with unit_of_work():
        db.session.get_one(User, anne.id).language = language
    ask(scene, credential)
    (mail,) = received(anne.email, "proof_asked")
    assert WANTED in mail.text
    assert "R123456" in mail.text
    assert "<b>recto" not in mail.html
    assert {"fr": "justificatif de plus", "en": "one more proof"}[language] in mail.text
    (notice,) = db.session.scalars(
        select(Notification).where(Notification.kind == NotificationKind.PROOF_ASKED)
    )
    assert notice.facts["reason"] == WANTED
    browser = browser_of(app, anne)
    shown = browser.get("/professional/verification").get_data(as_text=True)
    assert html.escape(WANTED) in shown
    assert "<b>recto" not in shown
    assert {"fr": "Attend un justificatif", "en": "Waits for a proof"}[language] in shown
    assert {"fr": "Justificatif demandé", "en": "Proof asked for"}[language] in shown
    make_proof(credential, scan=ProofScan.SCANNING)
    shown = browser.get("/professional/verification").get_data(as_text=True)
    assert {"fr": "analysé", "en": "being checked for viruses"}[language] in shown


def test_nothing_is_written_once_it_waits_for_nothing(
    scene: Scene, anne: User, credential: Credential
) -> None:
    ask(scene, credential)
    with unit_of_work():
        services.stop_waiting(scene.admin, fresh(credential))
    assert received(anne.email, "proof_asked") == []
    assert on(scene, Pile.WAITING) == [credential.id]


def test_one_thing_is_asked_for_at_a_time(scene: Scene, credential: Credential) -> None:
    ask(scene, credential)
    with pytest.raises(Conflict) as refusal, unit_of_work():
        services.ask_proof(scene.second, fresh(credential), "Autre chose")
    assert refusal.value.code == "proof_asked"
    assert fresh(credential).proof_asked == WANTED


def test_nobody_asks_about_what_somebody_else_looks_at(
    scene: Scene, credential: Credential
) -> None:
    with unit_of_work():
        services.take(scene.second, credential)
    with pytest.raises(Conflict) as refusal:
        ask(scene, fresh(credential))
    assert refusal.value.code == "credential_held"


@pytest.mark.parametrize("wanted", ["", "  ", "x" * 1001, "a\x00b"])
def test_what_is_asked_for_is_said_and_short(
    scene: Scene, credential: Credential, wanted: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(scene, credential, wanted)
    assert {error.field for error in refusal.value.errors} == {"wanted"}
    assert fresh(credential).proof_asked_at is None


def test_a_decision_ends_the_wait(scene: Scene, anne: User) -> None:
    ready = scene.ready(anne)
    ask(scene, ready)
    scene.approve(fresh(ready), scene.admin)
    assert fresh(ready).proof_asked_at is None
    ask(scene, fresh(ready))
    with unit_of_work():
        services.reject(scene.admin, fresh(ready), "Non.")
    assert (fresh(ready).proof_asked, fresh(ready).proof_asked_at) == ("", None)
    with pytest.raises(Conflict):
        ask(scene, fresh(ready))


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.CANDIDATE, Role.PROFESSIONAL])
def test_only_who_may_check_it_asks(scene: Scene, credential: Credential, role: Role) -> None:
    for act in (services.stop_waiting, lambda who, of: services.ask_proof(who, of, WANTED)):
        with pytest.raises((Refused, NotFound)), unit_of_work():
            act(acting(make_person(role)), fresh(credential))


def test_the_history_keeps_what_was_asked(scene: Scene, credential: Credential) -> None:
    ask(scene, credential)
    said = db.session.scalars(
        select(CredentialMove.reason).where(CredentialMove.credential_id == credential.id)
    ).all()
    assert WANTED in said


def test_the_desk_asks_reads_the_letter_first_and_says_that_it_waits(
    app: Flask, credential: Credential
) -> None:
    browser = desk_of(app, make_person(Role.ADMIN))
    page = f"/admin/validations/{credential.id}"
    sent = {"wanted": WANTED, "csrf_token": browser.token(page)}
    letter = browser.post(f"{page}/letter?outcome=asked", data=sent).get_data(as_text=True)
    assert html.escape(WANTED) in letter
    assert fresh(credential).proof_asked_at is None
    assert browser.submit(f"{page}/ask", {"wanted": " "}, page=page).status_code == 422
    assert browser.submit(f"{page}/ask", {"wanted": WANTED}, page=page).status_code == 303
    shown = browser.get(page).get_data(as_text=True)
    assert "Waits for a proof" in shown
    assert f'action="{page}/ask"' not in shown
    again = browser.submit(f"{page}/ask", {"wanted": "More"}, page=page)
    assert again.status_code == 422
    assert "asked for already" in again.get_data(as_text=True)
    asked = browser.get("/admin/validations/?pile=asked").get_data(as_text=True)
    assert "Waits for a proof" in asked
    assert browser.submit(f"{page}/stop-waiting", {}, page=page).status_code == 303
    assert fresh(credential).proof_asked_at is None


@pytest.mark.parametrize("pile", ["queue", "nothing", ""])
def test_a_pile_that_the_desk_has_not_is_what_waits(app: Flask, pile: str) -> None:
    answer = desk_of(app, make_person(Role.ADMIN)).get(f"/admin/validations/?pile={pile}")
    assert answer.status_code == 200


def test_the_bell_says_why_a_licence_was_refused(scene: Scene, credential: Credential) -> None:
    with unit_of_work():
        services.reject(scene.admin, credential, "Le numéro est celui d’une autre personne. " * 9)
    (notice,) = db.session.scalars(
        select(Notification).where(Notification.kind == NotificationKind.CREDENTIAL_REFUSED)
    )
    said = str(WORDS[NotificationKind.CREDENTIAL_REFUSED][1]) % notice.facts
    assert "Le numéro est celui d’une autre personne." in said
    assert len(notice.facts["reason"]) <= 200


def test_of_five_who_ask_at_once_one_does(live_app: Flask) -> None:
    """One letter and one line of the history, whoever comes first."""
    scene = Scene()
    key = scene.submitted(scene.professional()).id
    team = [acting(make_person(Role.ADMIN)) for _ in range(5)]

    def ask_first(by: Actor) -> str:
        found = credential_by_id(key)
        assert found
        services.ask_proof(by, found, WANTED)
        return ""

    told = told_at_once(live_app, [partial(ask_first, one) for one in team])
    assert sorted(told) == ["", *["proof_asked"] * 4]
    lines = select(CredentialMove.reason).where(CredentialMove.credential_id == key)
    assert db.session.scalars(lines).all().count(WANTED) == 1
