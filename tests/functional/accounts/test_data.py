"""One's own data through the doors: a copy of it, closing the account, coming back."""

import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from capitune.accounts.models import Export, User
from capitune.accounts.states import ExportStatus, Standing
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Assignment
from capitune.dossiers.states import AssignmentStatus, ReviewerRole
from capitune.notifications.models import Notification
from capitune.professionals import services as professionals
from capitune.professionals.models import ContactRequest
from capitune.professionals.states import ContactStatus
from tests.factories.documents import PDF, receive
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for, received
from tests.support.outbox import run_outbox
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of

PAGE = "/profile/data"
EXPORTS = f"{PAGE}/exports"


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email="awa@example.com")


@pytest.fixture
def here(app: object, awa: User) -> Browserless:
    return browser_of(app, awa)


def export_of(user: User) -> Export:
    db.session.expire_all()
    return db.session.scalars(select(Export).where(Export.user_id == user.id)).one()


def ready(here: Browserless, user: User) -> str:
    assert here.submit(EXPORTS, page=PAGE).status_code == 303
    run_outbox()
    return f"{EXPORTS}/{export_of(user).id}"


def archive_at(here: Browserless, path: str) -> zipfile.ZipFile:
    sent = here.get(path)
    assert sent.status_code == 302, sent.status_code
    link = urlsplit(sent.headers["Location"]).path
    with here.get(link) as answer:
        return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def close(here: Browserless, password: str = PASSWORD) -> int:
    return here.submit(f"{PAGE}/delete", {"password": password}).status_code


def standing_of(user: User) -> Standing:
    db.session.expire_all()
    return db.session.get_one(User, user.id).standing


def test_a_copy_holds_everything_and_the_files(here: Browserless, awa: User) -> None:
    dossier = make_dossier(awa)
    receive(dossier)
    whole = archive_at(here, ready(here, awa))
    assert whole.testzip() is None
    names = whole.namelist()
    assert "README.txt" in names
    files = [name for name in names if name.startswith("files/")]
    assert len(files) == 1
    assert whole.read(files[0]) == PDF
    account = json.loads(whole.read("account.json"))[0]
    assert account["email"] == "awa@example.com"
    everything = b"".join(whole.read(name) for name in names)
    assert b"argon2" not in everything
    assert dossier.number in json.loads(whole.read("dossiers.json"))[0].values()


def test_the_letter_leads_to_the_page_behind_the_sign_in(
    app: object, here: Browserless, awa: User
) -> None:
    path = ready(here, awa)
    assert path_for("awa@example.com", "export_ready") == PAGE
    assert browser_of(app, None).get(PAGE).headers["Location"].startswith("/login")
    assert browser_of(app, None).get(path).headers["Location"].startswith("/login")
    assert path in here.get(PAGE).get_data(as_text=True)
    assert browser_of(app, make_person()).get(path).status_code == 404


def test_a_copy_lives_seven_days(
    app: object, clock: MovedClock, here: Browserless, awa: User
) -> None:
    path = ready(here, awa)
    key = export_of(awa).storage_key
    clock.move(days=7, seconds=-1)
    assert browser_of(app, awa).get(path).status_code == 302
    clock.move(seconds=1)
    assert browser_of(app, awa).get(path).status_code == 409
    run_outbox()
    assert export_of(awa).status is ExportStatus.EXPIRED
    with pytest.raises(StorageMissing):
        current_storage().open(key)


def test_an_old_sign_in_confirms_first(clock: MovedClock, here: Browserless, awa: User) -> None:
    path = ready(here, awa)
    clock.move(minutes=11)
    assert here.get(path).headers["Location"].startswith("/confirm")


def test_asked_twice_one_is_prepared_and_one_letter_sent(here: Browserless, awa: User) -> None:
    here.submit(EXPORTS, page=PAGE)
    here.submit(EXPORTS, page=PAGE)
    run_outbox()
    assert export_of(awa).status is ExportStatus.READY
    assert len(received("awa@example.com", "export_ready")) == 1


def test_three_copies_are_enough(here: Browserless, awa: User) -> None:
    for _ in range(3):
        here.submit(EXPORTS, page=PAGE)
        run_outbox()
    full = here.submit(EXPORTS, page=PAGE)
    assert full.status_code == 409
    assert "attendez que l’une expire" in full.get_data(as_text=True)


def test_a_wrong_password_closes_nothing(here: Browserless, awa: User) -> None:
    assert close(here, "not this one") == 422
    assert close(here, "") == 422
    assert close(here, "x" * 5000) == 422
    assert standing_of(awa) is Standing.ACTIVE
    assert here.get("/profile").status_code == 200


def test_closing_ends_every_sign_in(app: object, here: Browserless, awa: User) -> None:
    there, program = browser_of(app, awa), program_of(app, awa)  # type: ignore[arg-type]
    assert close(here) == 303
    assert standing_of(awa) is Standing.LEAVING
    assert there.get("/profile").status_code == 303
    assert here.get("/profile").status_code == 303
    assert program.get("/api/users/me").status_code == 401
    assert len(received("awa@example.com", "deletion_asked")) == 1


def test_signing_in_leads_to_the_way_back(app: object, here: Browserless, awa: User) -> None:
    close(here)
    browser = browser_of(app, None)
    wrong = browser.submit("/login", {"email": awa.email, "password": "wrong one"})
    assert wrong.status_code == 422
    led = browser.submit("/login", {"email": awa.email, "password": PASSWORD})
    assert led.headers["Location"].startswith("/come-back/")
    assert browser.get("/profile").status_code == 303
    assert browser.submit(led.headers["Location"]).headers["Location"] == "/login"
    assert standing_of(awa) is Standing.ACTIVE
    assert browser.submit("/login", {"email": awa.email, "password": PASSWORD}).status_code == 303
    assert browser.get("/profile").status_code == 200


def test_coming_back_revives_no_old_sign_in(app: object, here: Browserless, awa: User) -> None:
    there, program = browser_of(app, awa), program_of(app, awa)  # type: ignore[arg-type]
    close(here)
    browser_of(app, None).submit(path_for("awa@example.com", "deletion_asked"))
    assert standing_of(awa) is Standing.ACTIVE
    assert there.get("/profile").status_code == 303
    assert program.get("/api/users/me").status_code == 401


def test_the_letter_brings_back_until_the_last_second(
    app: object, clock: MovedClock, here: Browserless, awa: User
) -> None:
    close(here)
    way = path_for("awa@example.com", "deletion_asked")
    clock.move(days=30, seconds=-1)
    browser = browser_of(app, None)
    assert browser.get(way).status_code == 200
    assert standing_of(awa) is Standing.LEAVING  # looking changes nothing
    clock.move(seconds=1)
    assert browser.get(way).status_code == 422
    clock.move(seconds=-1)
    assert browser.submit(way).status_code == 303
    assert browser.get(way).status_code == 422
    assert standing_of(awa) is Standing.ACTIVE


def test_programs_close_accounts_too(app: object, awa: User) -> None:
    program = program_of(app, awa)  # type: ignore[arg-type]
    refused(
        program.delete("/api/users/me", json={"password": "no"}),
        422,
        "wrong_password",
        ("password", "wrong_password"),
    )
    asked = got(program.post("/api/users/me/export"), 202)
    assert asked["status"] == "preparing"
    run_outbox()
    found = got(program.get(f"/api/users/me/exports/{asked['id']}"))
    assert found["status"] == "ready"
    assert program.get(urlsplit(found["download_url"]).path).status_code == 302
    body = got(program.delete("/api/users/me", json={"password": PASSWORD}), 202)
    assert set(body) == {"erases_on"}
    assert program.get("/api/users/me").status_code == 401
    refused(
        program_of(app).post(  # type: ignore[arg-type]
            "/api/auth/login", json={"email": awa.email, "password": PASSWORD}
        ),
        403,
        "account_leaving",
    )


def test_a_professional_who_leaves_accompanies_nobody(app: object, awa: User) -> None:
    anne = make_professional("immigration", email="anne@example.com")
    assignment = assign(make_dossier(awa), anne, ReviewerRole.IMMIGRATION)
    browser = browser_of(app, anne)
    page = browser.get(f"{PAGE}/delete").get_data(as_text=True)
    assert "accompagnements prennent fin" in page
    assert close(browser) == 303
    db.session.expire_all()
    ended = db.session.get_one(Assignment, assignment.id)
    assert ended.status is AssignmentStatus.ENDED
    told = select(Notification).where(Notification.user_id == awa.id)
    assert "assignment_ended" in {n.kind for n in db.session.scalars(told)}


def test_nobody_waits_for_the_answer_of_who_left(app: object, awa: User) -> None:
    anne = make_professional("immigration", email="anne@example.com")
    with unit_of_work():
        asked = professionals.ask_contact(acting(awa), anne.id, "Bonjour.", acknowledged=True)
        key = asked.id
    assert close(browser_of(app, anne)) == 303
    db.session.expire_all()
    assert db.session.get_one(ContactRequest, key).status is ContactStatus.LAPSED


def test_a_candidate_who_leaves_is_accompanied_by_nobody(
    app: object, here: Browserless, awa: User
) -> None:
    anne = make_professional("immigration", email="anne@example.com")
    dossier = make_dossier(awa)
    assign(dossier, anne, ReviewerRole.IMMIGRATION)
    assert browser_of(app, anne).get(f"/dossiers/{dossier.id}").status_code == 200
    close(here)
    assert browser_of(app, anne).get(f"/dossiers/{dossier.id}").status_code == 404


def test_the_page_names_what_stays(here: Browserless) -> None:
    page = here.get(PAGE).get_data(as_text=True)
    for words in ("Ancien membre", "Le journal de ce qui a été fait", "accepté les conditions"):
        assert words in page


def test_the_last_admin_stays(app: object) -> None:
    admin = make_person(Role.ADMIN)
    assert close(browser_of(app, admin)) == 422
    assert standing_of(admin) is Standing.ACTIVE
