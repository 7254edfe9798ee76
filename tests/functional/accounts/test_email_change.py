"""Another address: asked for, taken by a link at the new one, undone for seven days by one at the old."""

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from capitune.accounts import services
from capitune.accounts.models import Departure, EmailChange, Passkey, User
from capitune.accounts.services import check_password
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, acting, make_person
from tests.functional.accounts.test_sign_up import SIGN_UPS
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for, received
from tests.support.signing import browser_of, token_of

OLD, NEW = "awa@example.com", "awa.new@example.com"
PAGE = "/profile/security/email"
FRESH = "une girafe lit le journal"


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email=OLD)


@pytest.fixture
def here(app: object, awa: User) -> Browserless:
    return browser_of(app, awa)


def press(browser: Browserless, path: str) -> TestResponse:
    """Press the button of a link's page, or of one whose link is dead."""
    return browser.submit(path, {}, page="/forgot-password")


def ask(browser: Browserless, email: str = NEW) -> int:
    return browser.submit(PAGE, {"email": email}).status_code


def confirm(browser: Browserless, address: str = NEW) -> int:
    return press(browser, path_for(address, "email_change_asked")).status_code


def address_of(user: User) -> str:
    db.session.expire_all()
    return db.session.get_one(User, user.id).email


def test_the_link_at_the_new_address_changes_it(here: Browserless, awa: User) -> None:
    assert ask(here) == 303
    assert NEW in here.get(PAGE).get_data(as_text=True)
    assert address_of(awa) == OLD
    link = path_for(NEW, "email_change_asked")
    assert here.get(link).status_code == 200
    assert address_of(awa) == OLD  # opening the link changes nothing
    assert press(here, link).status_code == 303
    assert address_of(awa) == NEW
    assert here.get("/profile").status_code == 200
    (told,) = received(OLD, "email_changed")
    assert NEW in told.text
    assert received(NEW, "email_changed") == []
    bell = here.get("/notifications").get_data(as_text=True)
    assert "Votre adresse courriel a été changée" in bell
    assert here.get(link).status_code == press(here, link).status_code == 422
    fresh = browser_of(here.application, None)
    assert fresh.submit("/login", {"email": OLD, "password": PASSWORD}).status_code == 422
    assert fresh.submit("/login", {"email": NEW, "password": PASSWORD}).status_code == 303


def test_it_asks_for_a_fresh_proof(here: Browserless, awa: User, clock: MovedClock) -> None:
    clock.move(minutes=10, seconds=1)
    answer = here.get(PAGE)
    assert (answer.status_code, answer.location) == (303, f"/confirm?next={PAGE}")
    sent = here.submit(PAGE, {"email": NEW}, page="/profile/security")
    assert sent.status_code == 403
    assert received(NEW) == []


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Remplissez ce champ."),
        ("awa", "Ce n’est pas une adresse"),
        (f"{'a' * 5000}@example.com", "Ce n’est pas une adresse"),
        ("a\u0000b@example.com", "Ce n’est pas une adresse"),
        (f" {OLD.upper()} ", "C’est déjà votre adresse."),
    ],
)
def test_what_is_no_new_address_is_refused(
    here: Browserless, awa: User, email: str, words: str
) -> None:
    answer = here.submit(PAGE, {"email": email})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert db.session.scalar(select(func.count()).select_from(EmailChange)) == 0


def test_it_can_be_asked_again_after_a_minute_and_the_older_link_dies(
    here: Browserless, awa: User, clock: MovedClock
) -> None:
    assert ask(here) == 303
    first = path_for(NEW, "email_change_asked")
    answer = here.submit(PAGE, {"email": "third@example.com"})
    assert answer.status_code == 422
    assert "third@example.com" in answer.get_data(as_text=True)  # what was typed stays
    clock.move(seconds=61)
    assert ask(here, "third@example.com") == 303
    assert here.get(first).status_code == press(here, first).status_code == 422
    assert confirm(here, "third@example.com") == 303
    assert address_of(awa) == "third@example.com"


@pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (1, 422)])
def test_its_link_lives_an_hour(
    here: Browserless, awa: User, clock: MovedClock, seconds: int, status: int
) -> None:
    ask(here)
    link = path_for(NEW, "email_change_asked")
    clock.move(minutes=60, seconds=seconds)
    assert press(here, link).status_code == status


def test_a_stranger_who_got_the_letter_gets_nothing(here: Browserless, awa: User) -> None:
    ask(here)
    link = path_for(NEW, "email_change_asked")
    nobody, other = browser_of(here.application, None), browser_of(here.application, make_person())
    assert nobody.get(link).status_code == 303
    assert nobody.post(link, data={"csrf_token": "x"}).status_code in {303, 400}
    assert other.get(link).status_code == 422
    assert press(other, link).status_code == 422
    assert address_of(awa) == OLD
    letter = received(NEW, "email_change_asked")[0].text
    assert OLD not in letter
    assert "Aminata" not in letter


def test_a_taken_address_answers_the_same_and_tells_its_owner(here: Browserless, awa: User) -> None:
    make_person(email="owner@example.com")
    free, taken = browser_of(here.application, make_person()), here
    answers = []
    for browser, email in ((free, "free@example.com"), (taken, "owner@example.com")):
        status = ask(browser, email)
        page = browser.get(PAGE).get_data(as_text=True).split("<main")[1].split("<form")[0]
        answers.append((status, page.count(email), page.count("alert-teal")))
    assert answers[0] == answers[1] == (303, 1, 1)
    assert [mail.facts.kind for mail in received("owner@example.com")] == ["already_registered"]


def test_an_address_taken_meanwhile_is_refused(here: Browserless, awa: User) -> None:
    ask(here)
    link = path_for(NEW, "email_change_asked")
    make_person(email=NEW)
    answer = press(here, link)
    assert answer.status_code == 422
    assert "déjà un compte" in answer.get_data(as_text=True)
    assert address_of(awa) == OLD


@pytest.mark.parametrize("sign_up", SIGN_UPS)
def test_whoever_never_proved_it_gives_way(
    here: Browserless, awa: User, sign_up: tuple[str, dict[str, str]]
) -> None:
    path, fields = sign_up
    browser_of(here.application, None).submit(path, fields | {"email": NEW})
    assert db.session.scalar(select(User.email_verified_at).where(User.email == NEW)) is None
    ask(here)
    assert confirm(here) == 303
    assert address_of(awa) == NEW


def test_a_link_to_choose_a_password_dies_with_the_old_address(
    here: Browserless, awa: User
) -> None:
    nobody = browser_of(here.application, None)
    nobody.submit("/forgot-password", {"email": OLD})
    reset = path_for(OLD, "password_reset")
    ask(here)
    confirm(here)
    assert nobody.get(reset).status_code == 422


def changed(here: Browserless) -> str:
    """The path that undoes a change made here."""
    ask(here)
    confirm(here)
    return path_for(OLD, "email_changed")


def test_the_old_address_undoes_it(here: Browserless, awa: User) -> None:
    undo, token = changed(here), token_of(db.session.get_one(User, awa.id))
    owner = browser_of(here.application, None)
    assert owner.get(undo).status_code == 200
    assert address_of(awa) == NEW  # opening the link changes nothing
    answer = press(owner, undo)
    assert answer.status_code == 303
    assert address_of(awa) == OLD
    assert here.get("/profile").status_code == 303
    headers = {"Authorization": f"Bearer {token}"}
    assert owner.get("/api/users/me", headers=headers).status_code == 401
    for email in (OLD, NEW):
        assert owner.submit("/login", {"email": email, "password": PASSWORD}).status_code == 422
    assert owner.submit(str(answer.location), {"password": FRESH}).status_code == 303
    assert owner.submit("/login", {"email": OLD, "password": FRESH}).status_code == 303
    assert owner.get(undo).status_code == press(owner, undo).status_code == 422
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == awa.id)).all()
    assert acts.count(Act.ACCOUNT_EMAIL_UNDONE) == 1


@pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (1, 422)])
def test_for_seven_days(
    here: Browserless, awa: User, clock: MovedClock, seconds: int, status: int
) -> None:
    undo = changed(here)
    clock.move(days=7, seconds=seconds)
    assert press(browser_of(here.application, None), undo).status_code == status
    assert address_of(awa) == (OLD if status == 303 else NEW)


def test_what_the_thief_did_since_is_undone(
    here: Browserless, awa: User, clock: MovedClock
) -> None:
    kept = Passkey(user_id=awa.id, credential_id=b"mine", public_key=b"k", sign_count=0, name="a")
    with unit_of_work():
        db.session.add(kept)
    clock.move(seconds=61)
    undo = changed(here)
    clock.move(seconds=61)
    person = db.session.get_one(User, awa.id)
    with unit_of_work():
        added = {"credential_id": b"theirs", "public_key": b"k", "sign_count": 0, "name": "b"}
        db.session.add(Passkey(user_id=awa.id, **added))
        services.ask_email_change(acting(person), person, "thief@example.com")
    later = path_for("thief@example.com", "email_change_asked")
    checked = check_password(NEW, PASSWORD)
    with unit_of_work():
        services.leave(acting(person), person, checked)
    assert press(browser_of(here.application, None), undo).status_code == 303
    assert address_of(awa) == OLD
    person = db.session.get_one(User, awa.id)
    assert person.standing is Standing.ACTIVE
    assert db.session.scalars(select(Departure.came_back_at)).one() is not None
    assert db.session.scalars(select(Passkey.name)).all() == ["a"]
    assert press(browser_of(here.application, person), later).status_code == 422


def test_a_later_holder_cannot_undo_the_undoing(
    here: Browserless, awa: User, clock: MovedClock
) -> None:
    undo = changed(here)
    clock.move(seconds=61)
    ask(here, "thief@example.com")
    confirm(here, "thief@example.com")
    counter = path_for(NEW, "email_changed")
    owner = browser_of(here.application, None)
    assert press(owner, undo).status_code == 303
    assert press(owner, counter).status_code == 422
    assert address_of(awa) == OLD


def test_an_account_that_is_erased_does_not_come_back(
    here: Browserless, awa: User, clock: MovedClock
) -> None:
    undo = changed(here)
    with unit_of_work():
        db.session.get_one(User, awa.id).standing = Standing.ERASED
    assert press(browser_of(here.application, None), undo).status_code == 422


@pytest.mark.parametrize("token", ["x", "é", "a" * 3000, "AAAA"])
@pytest.mark.parametrize("path", ["/undo-email", "/login/unlock", PAGE])
def test_links_of_nobody_are_dead(here: Browserless, path: str, token: str) -> None:
    assert here.get(f"{path}/{token}").status_code == 422
    assert press(here, f"{path}/{token}").status_code == 422


def test_staff_may_change_theirs_too(app: object) -> None:
    admin = make_person(Role.ADMIN, email="nadia@example.com")
    browser = browser_of(app, admin)
    assert ask(browser) == 303
    assert confirm(browser) == 303
    assert address_of(admin) == NEW
