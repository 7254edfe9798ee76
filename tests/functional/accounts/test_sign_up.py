"""Signing up through the pages, in a browser without JavaScript."""

from typing import Any

import pytest
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.professionals.models import Practice
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.mailbox import code_for, path_for, received

CANDIDATE: dict[str, Any] = {
    "first_name": "Aminata",
    "last_name": "Diallo",
    "email": "aminata@example.com",
    "password": PASSWORD,
    "country": "SN",
    "language": "fr",
    "accept_terms": "y",
}
PROFESSIONAL = CANDIDATE | {
    "organization": "Lefebvre inc.",
    "profession": "lawyer",
    "domain": "immigration",
    "province": "CA-NB",
}
SIGN_UPS = [("/register/candidate", CANDIDATE), ("/register/professional", PROFESSIONAL)]


def person(email: str = "aminata@example.com") -> User | None:
    db.session.expire_all()
    return db.session.scalar(select(User).where(User.email_key == email))


def test_the_two_doors(client: Browserless) -> None:
    page = client.get("/register").get_data(as_text=True)
    assert 'href="/register/candidate"' in page
    assert 'href="/register/professional"' in page


def test_a_candidate_signs_up_verifies_and_lands_on_the_dashboard(client: Browserless) -> None:
    answer = client.submit("/register/candidate", CANDIDATE)
    assert (answer.status_code, answer.location) == (303, "/verify-email")
    page = client.get("/verify-email").get_data(as_text=True)
    assert "aminata@example.com" in page
    answer = client.submit("/verify-email", {"code": code_for("aminata@example.com")})
    assert (answer.status_code, answer.location) == (303, "/dashboard")
    assert client.get("/dashboard").status_code == 200


def test_a_professional_signs_up_with_a_practice(client: Browserless) -> None:
    answer = client.submit("/register/professional", PROFESSIONAL)
    assert (answer.status_code, answer.location) == (303, "/verify-email")
    user = person()
    assert user is not None
    assert user.role is Role.PROFESSIONAL
    practice = db.session.scalars(select(Practice)).one()
    assert (practice.user_id, practice.organization) == (user.id, "Lefebvre inc.")


def test_nothing_private_is_open_before_the_code(client: Browserless) -> None:
    client.submit("/register/candidate", CANDIDATE)
    for path in ("/dashboard", "/profile", "/dossiers"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.location.startswith("/login")


@pytest.mark.parametrize(("path", "fields"), SIGN_UPS)
def test_consent_to_news_is_never_ticked_beforehand(
    client: Browserless, path: str, fields: dict[str, Any]
) -> None:
    page = client.get(path).get_data(as_text=True)
    assert 'name="accept_communications"' in page
    assert " checked" not in page


@pytest.mark.parametrize(("path", "fields"), SIGN_UPS)
@pytest.mark.parametrize("left_out", ["email", "password", "first_name", "country", "accept_terms"])
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(
    client: Browserless, path: str, fields: dict[str, Any], left_out: str
) -> None:
    sent = {name: value for name, value in fields.items() if name != left_out}
    answer = client.submit(path, sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{left_out}-error"' in page
    assert 'value="Diallo"' in page
    assert PASSWORD not in page
    assert person() is None


WEAK = [("canada", "il en manque 4"), ("motdepasse123", "Trop facile"), ("x" * 129, "Trop long")]


@pytest.mark.parametrize(("password", "words"), WEAK)
def test_a_weak_password_is_explained(client: Browserless, password: str, words: str) -> None:
    answer = client.submit(
        "/register/candidate", CANDIDATE | {"password": password}, headers={"Accept-Language": "fr"}
    )
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "name", ["first_name", "last_name", "email", "password", "country", "code"]
)
@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\u202e", "x" * 70000])
def test_nothing_typed_breaks_the_page(client: Browserless, name: str, bad: str) -> None:
    answer = client.submit("/register/candidate", CANDIDATE | {name: bad})
    assert answer.status_code in {422, 303}
    assert (answer.status_code == 303) is (name == "code")


def test_markup_in_a_name_is_shown_as_text(client: Browserless) -> None:
    client.submit("/register/candidate", CANDIDATE | {"first_name": "<script>x</script>"})
    client.submit("/verify-email", {"code": code_for("aminata@example.com")})
    page = client.get("/profile").get_data(as_text=True)
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x</script>" not in page


def test_a_form_sent_twice_signs_up_once(client: Browserless) -> None:
    fields = CANDIDATE | {"csrf_token": client.token("/register/candidate"), "form_key": "one-form"}
    answers = [client.post("/register/candidate", data=fields) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert db.session.scalar(select(func.count()).select_from(User)) == 1
    assert len(received("aminata@example.com")) == 1


def test_the_language_chosen_is_the_language_of_the_letter(client: Browserless) -> None:
    client.submit("/register/candidate", CANDIDATE | {"language": "en"})
    user = person()
    assert user is not None
    assert user.language is Language.EN
    mail = received("aminata@example.com")[0]
    assert "is your CAPITUNE code" in mail.facts.subject


def test_countries_are_named_in_the_reader_s_language(client: Browserless) -> None:
    for language, name in (("fr", "Sénégal"), ("en", "Senegal")):
        page = client.get("/register/candidate", headers={"Accept-Language": language})
        assert f'<option value="SN">{name}</option>' in page.get_data(as_text=True)


def test_the_link_signs_in_where_the_sign_up_was_made(client: Browserless) -> None:
    client.submit("/register/candidate?next=/dossiers", CANDIDATE)
    path = path_for("aminata@example.com", "verification_code")
    assert client.get(path).status_code == 200
    user = person()
    assert user is not None
    assert user.email_verified_at is None, "looking at the link changes nothing"
    answer = client.submit(path)
    assert (answer.status_code, answer.location) == (303, "/dossiers")
    assert client.get("/profile").status_code == 200


def test_elsewhere_the_link_verifies_but_signs_nobody_in(client: Browserless) -> None:
    client.submit("/register/candidate", CANDIDATE)
    path = path_for("aminata@example.com", "verification_code")
    elsewhere = client.application.test_client()
    assert isinstance(elsewhere, Browserless)
    answer = elsewhere.submit(path)
    assert (answer.status_code, answer.location) == (303, "/login")
    assert elsewhere.get("/profile").status_code == 303
    user = person()
    assert user is not None
    assert user.email_verified_at is not None
    assert client.get(path).status_code == 422


def test_whoever_is_signed_in_is_sent_home(client: Browserless) -> None:
    make_person(email="awa@example.com")
    client.submit("/login", {"email": "awa@example.com", "password": PASSWORD})
    for path in ("/register", "/register/candidate", "/register/professional", "/login"):
        assert client.get(path).location == "/dashboard"
