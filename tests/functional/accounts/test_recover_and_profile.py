import pytest

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.core.db import db
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.mailbox import path_for, received

NEW = "neuf mots tout autres ailleurs"


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email="awa@example.com", first_name="Awa")


def test_a_forgotten_password_is_replaced(client: Browserless, awa: User) -> None:
    answer = client.submit("/forgot-password", {"email": "AWA@example.com"})
    assert (answer.status_code, answer.location) == (303, "/forgot-password/sent")
    assert "AWA@example.com" in client.get("/forgot-password/sent").get_data(as_text=True)
    path = path_for(awa.email, "password_reset")
    assert client.submit(path, {"password": "court"}).status_code == 422
    answer = client.submit(path, {"password": NEW})
    assert (answer.status_code, answer.location) == (303, "/login")
    assert client.get(path).status_code == 422
    assert client.submit("/login", {"email": awa.email, "password": PASSWORD}).status_code == 422
    assert client.submit("/login", {"email": awa.email, "password": NEW}).status_code == 303
    assert received(awa.email)[0].facts.kind == "password_changed"


def test_links_come_from_the_base_url_whatever_host_was_asked(
    client: Browserless, awa: User
) -> None:
    client.submit(
        "/forgot-password", {"email": awa.email}, headers={"X-Forwarded-Host": "evil.example"}
    )
    mail = received(awa.email, "password_reset")[0]
    assert "http://localhost/reset-password/" in mail.text
    assert "evil" not in mail.text + mail.html


@pytest.mark.parametrize(
    "path", ["/reset-password/x", "/verify-email/x", "/reset-password/" + "é" * 20]
)
def test_a_dead_link_says_what_to_do(client: Browserless, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert "/forgot-password" in answer.text or "/verify-email" in answer.text


def test_one_edits_one_s_profile(client: Browserless, awa: User) -> None:
    client.submit("/login", {"email": awa.email, "password": PASSWORD})
    fields = {
        "first_name": "Awa",
        "last_name": "Sow",
        "country": "FR",
        "language": "en",
        "timezone": "Europe/Paris",
    }
    answer = client.submit("/profile/edit", fields)
    assert (answer.status_code, answer.location) == (303, "/profile")
    page = client.get("/profile").get_data(as_text=True)
    assert '<html lang="en">' in page
    assert "Awa Sow" in page
    assert "France (Paris)" in page
    wrong = client.submit("/profile/edit", fields | {"first_name": "", "timezone": "Mars/Olympus"})
    assert wrong.status_code == 422
    assert 'value="Sow"' in wrong.get_data(as_text=True)


def test_the_language_of_the_account_follows_the_choice(client: Browserless, awa: User) -> None:
    client.submit("/login", {"email": awa.email, "password": PASSWORD})
    client.get("/language/en?next=/profile")
    assert '<html lang="en">' in client.get("/profile").get_data(as_text=True)
    db.session.refresh(awa)
    assert awa.language is Language.EN


def test_letters_have_both_forms_and_the_reader_s_language(client: Browserless, awa: User) -> None:
    client.submit("/forgot-password", {"email": awa.email}, headers={"Accept-Language": "en"})
    mail = received(awa.email, "password_reset")[0]
    assert "Choisissez un nouveau mot de passe" in mail.facts.subject
    assert "Bonjour Awa," in mail.text
    assert "Bonjour Awa," in mail.html
    assert '<html lang="fr">' in mail.html
