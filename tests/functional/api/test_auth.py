"""Sign-up and sign-in of programs."""

import base64
import json
import uuid
from datetime import timedelta
from typing import Any

import jwt
import pytest
from flask import Flask

from capitune.accounts import tokens
from capitune.accounts.models import User
from capitune.accounts.queries import user_by_email
from capitune.accounts.states import Standing
from capitune.core.clock import now
from capitune.core.secrets import derive
from capitune.core.work import unit_of_work
from capitune.professionals.queries import practice_of
from tests.factories.people import PASSWORD, make_person, make_professional
from tests.support.mailbox import code_for, path_for, received
from tests.support.program import Program, got, program_of, refused
from tests.support.signing import browser_of

USER = {
    "id",
    "email",
    "role",
    "first_name",
    "last_name",
    "country",
    "language",
    "timezone",
    "email_verified",
    "scopes",
    "created_at",
}
TOKENS = {"token", "refresh_token", "expires_in"}
CANDIDATE = {
    "account_type": "candidate",
    "email": "Fatou.Sow@example.com",
    "password": "un mot de passe bien choisi",
    "first_name": "Fatou",
    "last_name": "Sow",
    "country": "SN",
    "language": "fr",
    "accept_terms": True,
    "accept_communications": False,
}
PRACTICE = {
    "organization": "Lefebvre Immigration",
    "profession": "immigration_consultant",
    "domain": "immigration",
    "province": "CA-QC",
}
PROFESSIONAL = {**CANDIDATE, **PRACTICE, "account_type": "professional"}


@pytest.fixture
def program(app: Flask) -> Program:
    """A program that is not signed in."""
    return program_of(app)


def bearer(program: Program, token: str) -> Any:
    return program.get("/api/users/me", headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("sent", [CANDIDATE, PROFESSIONAL], ids=["candidate", "professional"])
def test_from_sign_up_to_sign_out(program: Program, sent: dict[str, Any]) -> None:
    answer = got(program.post("/api/auth/register", json=sent), 201)
    assert set(answer) == {"user", "verification"}
    assert set(answer["user"]) == USER
    assert answer["user"]["role"] == sent["account_type"]
    assert answer["user"]["email_verified"] is False
    assert answer["verification"]["expires_in"] == 900

    address = sent["email"]
    early = {"email": address, "password": sent["password"]}
    refused(program.post("/api/auth/login", json=early), 403, "email_not_verified")

    code = code_for(user_by_email(address).email)
    verified = got(program.post("/api/auth/verify-email", json={"email": address, "code": code}))
    assert set(verified) == {*TOKENS, "user"}
    assert verified["user"]["email_verified"] is True
    assert verified["user"]["id"] == answer["user"]["id"]
    assert verified["expires_in"] == 600
    assert got(bearer(program, verified["token"])).items() >= verified["user"].items()

    signed_in = got(program.post("/api/auth/login", json=early))
    assert set(signed_in) == {*TOKENS, "user"}
    out = {"Authorization": f"Bearer {signed_in['token']}"}
    assert program.post("/api/auth/logout", headers=out).status_code == 204
    refused(bearer(program, signed_in["token"]), 401, "unauthenticated")
    ended = {"refresh_token": signed_in["refresh_token"]}
    refused(program.post("/api/auth/refresh", json=ended), 401, "invalid_refresh_token")
    got(bearer(program, verified["token"]))


def test_a_professional_has_a_practice(program: Program) -> None:
    got(program.post("/api/auth/register", json=PROFESSIONAL), 201)
    practice = practice_of(user_by_email(PROFESSIONAL["email"]).id)
    assert {name: getattr(practice, name) for name in PRACTICE} == PRACTICE


@pytest.mark.parametrize(
    "written", ["taken@example.com", "TAKEN@Example.com", "ｔａｋｅｎ@example.com"]
)
def test_a_known_address_gets_the_same_answer(program: Program, written: str) -> None:
    owner = make_person(email="taken@example.com", first_name="Owner")
    fresh = got(program.post("/api/auth/register", json=CANDIDATE), 201)
    known = got(program.post("/api/auth/register", json={**CANDIDATE, "email": written}), 201)
    assert known.keys() == fresh.keys()
    assert known["user"].keys() == fresh["user"].keys()
    made = {"id", "email", "created_at"}
    assert {k: v for k, v in known["user"].items() if k not in made} == {
        k: v for k, v in fresh["user"].items() if k not in made
    }
    assert known["user"]["id"] != str(owner.id)
    assert uuid.UUID(known["user"]["id"]).version == uuid.UUID(fresh["user"]["id"]).version == 7
    assert len(received("taken@example.com", "already_registered")) == 1
    assert len(received("taken@example.com")) == 1
    assert user_by_email("taken@example.com").first_name == "Owner"


def test_sign_up_says_everything_that_is_wrong(program: Program) -> None:
    sent = {**CANDIDATE, "email": "nowhere", "password": "short", "country": "ZZ"}
    response = program.post("/api/auth/register", json={**sent, "accept_terms": False})
    problem = refused(
        response,
        422,
        "invalid",
        ("email", "bad_email"),
        ("password", "password_short"),
        ("country", "unknown_country"),
        ("accept_terms", "terms_needed"),
    )
    assert "10 characters" in next(
        e["message"] for e in problem["errors"] if e["field"] == "password"
    )


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"account_type": None}, "account_type", "required"),
        ({"account_type": "admin"}, "account_type", "unknown_value"),
        ({"role": "admin"}, "role", "unknown_field"),
        ({"organization": "x"}, "organization", "unknown_field"),
        ({"accept_terms": "true"}, "accept_terms", "wrong_type"),
        ({"accept_terms": 1}, "accept_terms", "wrong_type"),
        ({"language": "de"}, "language", "unknown_value"),
        ({"email": ["a@example.com"]}, "email", "wrong_type"),
        ({"password": None}, "password", "required"),
        ({"first_name": "  "}, "first_name", "required"),
        ({"first_name": "a\x00b"}, "first_name", "bad_text"),
        ({"last_name": "x" * 5000}, "last_name", "too_long"),
    ],
)
def test_sign_up_is_strict(program: Program, change: dict[str, Any], field: str, code: str) -> None:
    sent = {k: v for k, v in {**CANDIDATE, **change}.items() if v is not None}
    response = program.post("/api/auth/register", json=sent)
    assert response.status_code == 422
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]
    assert user_by_email(CANDIDATE["email"]) is None


def test_a_professional_says_more(program: Program) -> None:
    sent = {**CANDIDATE, "account_type": "professional"}
    needed = {(name, "required") for name in PRACTICE}
    refused(program.post("/api/auth/register", json=sent), 422, "invalid", *needed)


def test_codes_die(program: Program) -> None:
    got(program.post("/api/auth/register", json=CANDIDATE), 201)
    address = CANDIDATE["email"]
    right = code_for(user_by_email(address).email)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(5):
        tried = program.post("/api/auth/verify-email", json={"email": address, "code": wrong})
        refused(tried, 422, "wrong_code", ("code", "wrong_code"))
    sixth = program.post("/api/auth/verify-email", json={"email": address, "code": right})
    refused(sixth, 422, "wrong_code", ("code", "wrong_code"))


def test_another_sign_up_does_not_take_the_account(program: Program) -> None:
    """The owner's ticket shows that somebody signed up with their address since."""
    mine = got(program.post("/api/auth/register", json=CANDIDATE), 201)["verification"]["ticket"]
    code = code_for(user_by_email(CANDIDATE["email"]).email)
    theirs = {**CANDIDATE, "password": "le mot de passe du voleur"}
    got(program.post("/api/auth/register", json=theirs), 201)
    sent = {"email": CANDIDATE["email"], "code": code, "ticket": mine}
    refused(program.post("/api/auth/verify-email", json=sent), 422, "sign_up_replaced", *CODE)


CODE = [("code", "sign_up_replaced")]


@pytest.mark.parametrize("path", ["resend-code", "forgot-password"])
def test_nobody_learns_who_has_an_account(program: Program, path: str) -> None:
    make_person(email="known@example.com", verified=path != "resend-code")
    answers = [
        program.post(f"/api/auth/{path}", json={"email": address})
        for address in ("known@example.com", "nobody@example.com", "not an address", "a\x00b")
    ]
    assert {(a.status_code, a.get_data()) for a in answers} == {(202, b"{}")}
    assert len(received("known@example.com")) == 1


def test_wrong_passwords_and_unknown_addresses_are_told_alike(program: Program) -> None:
    make_person(email="known@example.com")
    answers = []
    for address in ("known@example.com", "nobody@example.com", "not an address"):
        sent = {"email": address, "password": "not the password"}
        problem = refused(program.post("/api/auth/login", json=sent), 401, "invalid_credentials")
        answers.append({k: v for k, v in problem.items() if k != "request_id"})
    assert answers[0] == answers[1] == answers[2]


def test_a_suspended_person_stays_out(program: Program) -> None:
    person = make_person()
    sent = {"email": person.email, "password": PASSWORD}
    token = got(program.post("/api/auth/login", json=sent))["token"]
    with unit_of_work():
        person.standing = Standing.SUSPENDED
    refused(bearer(program, token), 401, "unauthenticated")
    refused(program.post("/api/auth/login", json=sent), 403, "account_suspended")


def test_a_refresh_token_is_good_once(program: Program, clock: Any) -> None:
    sent = {"email": make_person().email, "password": PASSWORD}
    first = got(program.post("/api/auth/login", json=sent))
    used = {"refresh_token": first["refresh_token"]}
    second = got(program.post("/api/auth/refresh", json=used))
    assert set(second) == TOKENS
    again = got(program.post("/api/auth/refresh", json=used))
    assert again["refresh_token"] == second["refresh_token"]
    clock.move(seconds=11)
    refused(program.post("/api/auth/refresh", json=used), 401, "invalid_refresh_token")
    refused(bearer(program, second["token"]), 401, "unauthenticated")
    last = {"refresh_token": second["refresh_token"]}
    refused(program.post("/api/auth/refresh", json=last), 401, "invalid_refresh_token")


def test_a_new_password_ends_what_was_open(program: Program) -> None:
    person = make_person()
    token = got(
        program.post("/api/auth/login", json={"email": person.email, "password": PASSWORD})
    )["token"]
    program.post("/api/auth/forgot-password", json={"email": person.email})
    link = path_for(person.email, "password_reset").rsplit("/", 1)[1]
    sent = {"token": link, "password": "quatre autres mots au hasard"}
    weak = program.post("/api/auth/reset-password", json={**sent, "password": "aaaaaaaaaaaa"})
    refused(weak, 422, "password_weak", ("password", "password_weak"))
    assert program.post("/api/auth/reset-password", json=sent).status_code == 204
    refused(bearer(program, token), 401, "unauthenticated")
    again = program.post("/api/auth/reset-password", json=sent)
    refused(again, 422, "dead_link", ("token", "dead_link"))
    got(program.post("/api/auth/login", json={"email": person.email, "password": sent["password"]}))


def signed(
    person: User, *, key: bytes | str | None = None, algorithm: str = "HS256", **change: Any
) -> str:
    """A token like ours, but for what ``change`` says."""
    claims = {
        "iss": "http://localhost",
        "aud": tokens.AUDIENCE,
        "sub": str(person.id),
        "sid": str(uuid.uuid4()),
        "ver": person.authz_version,
        "iat": now(),
        "exp": now() + timedelta(minutes=5),
        **change,
    }
    claims = {k: v for k, v in claims.items() if v is not None}
    return jwt.encode(claims, derive("access-token", b"") if key is None else key, algorithm)


def unsigned(person: User, genuine: str) -> str:
    """The payload of a genuine token under ``alg: none``."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode())
    return f"{head.decode().rstrip('=')}.{genuine.split('.')[1]}."


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_worthless_tokens(program: Program, app: Flask) -> None:
    person = make_person()
    genuine = program_of(app, person).token
    assert genuine
    session = tokens.read(genuine)
    assert session
    ours: dict[str, Any] = {"sid": str(session.family_id)}
    got(bearer(program, genuine))
    got(bearer(program, signed(person, **ours)))
    worthless = {
        "nothing": "",
        "garbage": "garbage",
        "three parts": "a.b.c",
        "not ascii": "é.è.ê",
        "long": "x" * 20_000,
        "alg none": unsigned(person, genuine),
        "another algorithm": signed(person, algorithm="HS512", **ours),
        "another key": signed(person, key="another key that is long enough, too", **ours),
        "another audience": signed(person, aud="somebody-else", **ours),
        "another issuer": signed(person, iss="https://evil.example", **ours),
        "expired": signed(person, exp=now() - timedelta(seconds=1), **ours),
        "without expiry": signed(person, exp=None, **ours),
        "another family": signed(person),
        "another person": signed(make_person(), **ours),
        "an older version": signed(person, ver=person.authz_version - 1, **ours),
        "a session that is no id": signed(person, sid="1 OR 1=1"),
        "tampered": genuine[:-3] + ("AAA" if genuine[-3:] != "AAA" else "BBB"),
    }
    for name, token in worthless.items():
        response = bearer(program, token)
        assert response.status_code == 401, name
        assert response.headers["WWW-Authenticate"].startswith("Bearer"), name
        refused(response, 401, "unauthenticated")


@pytest.mark.parametrize(
    "header", ["Basic {token}", "{token}", "bearer", "Bearer", "Token {token}"]
)
def test_only_bearer(program: Program, app: Flask, header: str) -> None:
    token = program_of(app, make_person()).token
    value = header.format(token=token)
    assert program.get("/api/users/me", headers={"Authorization": value}).status_code == 401


def test_cookies_are_ignored(app: Flask) -> None:
    browser = browser_of(app, make_person())
    assert browser.get("/dashboard").status_code == 200
    assert browser.get("/api/users/me").status_code == 401
    assert browser.post("/api/dossiers", json={"template": "ETU-ROC"}).status_code == 401


def test_the_api_sets_no_cookie(app: Flask) -> None:
    program = program_of(app, make_person())
    for path in ("/api/users/me", "/api/templates", "/api/docs"):
        assert "Set-Cookie" not in program.get(path).headers


def test_one_s_own_profile(app: Flask) -> None:
    program = program_of(app, make_professional("immigration"))
    before = got(program.get("/api/users/me"))
    assert set(before) > USER
    assert before["scopes"] == ["federal", "immigration"]
    sent = {"first_name": " Awa ", "timezone": "Africa/Dakar", "language": "en"}
    after = got(program.patch("/api/users/me", json=sent))
    assert "timezone" in before.pop("completeness")["missing"]
    assert "timezone" not in after["completeness"]["missing"]
    told = {name: value for name, value in after.items() if name != "completeness"}
    assert told == {**before, "first_name": "Awa", "timezone": "Africa/Dakar", "language": "en"}
    wrong = {"country": "ZZ", "timezone": "Mars/Olympus"}
    refused(
        program.patch("/api/users/me", json=wrong),
        422,
        "invalid",
        ("country", "unknown_country"),
        ("timezone", "unknown_timezone"),
    )
    for field in ("role", "email", "scopes", "id", "email_verified"):
        tried = program.patch("/api/users/me", json={field: "admin"})
        refused(tried, 422, "invalid", (field, "unknown_field"))
    assert got(program.get("/api/users/me")) == after


PUBLIC = {
    "id",
    "first_name",
    "last_name",
    "role",
    "verified",
    "organization",
    "profession",
    "domain",
    "province",
    "avatar_url",
}


def test_what_is_public_of_people(app: Flask, program: Program) -> None:
    candidate = make_person(first_name="Fatou", last_name="Sow", email="private@example.com")
    reader = program_of(app, make_person())
    body = reader.get(f"/api/users/{candidate.id}")
    assert set(got(body)) == PUBLIC
    assert (body.get_json()["last_name"], body.get_json()["verified"]) == ("S.", False)
    assert b"private@" not in body.get_data()
    pro = make_professional("immigration", first_name="Anne", last_name="Lefebvre")
    shown = got(reader.get(f"/api/users/{pro.id}"))
    assert (shown["last_name"], shown["verified"]) == ("Lefebvre", True)
    for hidden in (make_person(verified=False), make_person(standing=Standing.SUSPENDED)):
        refused(reader.get(f"/api/users/{hidden.id}"), 404, "not_found")
    refused(reader.get(f"/api/users/{uuid.uuid4()}"), 404, "not_found")
    refused(program.get(f"/api/users/{candidate.id}"), 401, "unauthenticated")
