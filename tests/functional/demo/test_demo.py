"""The demo is what the contract says, made once, and never in production."""

import pytest
from flask import Flask
from sqlalchemy import select

from capitune import demo
from capitune.accounts.models import Consent, User
from capitune.accounts.states import Purpose, Standing
from capitune.authz.actor import STAFF
from capitune.core.db import db
from capitune.dossiers.models import Document, Dossier, Message, Requirement
from capitune.dossiers.states import DocumentStatus, Scan
from tests.support.signing import browser_of

ADDRESSES = {
    "jean.candidat@example.com",
    "marie.candidate@example.com",
    "anne.pro@example.com",
    "bruno.pro@example.com",
    "paul.pro@example.com",
    "luc.candidat@example.com",
    "mod@example.com",
    "admin@example.com",
    "admin2@example.com",
}


def test_the_people_and_the_dossier_of_the_contract(app: Flask) -> None:
    assert demo.load(if_empty=True) is True
    people = {user.email: user for user in db.session.scalars(select(User))}
    assert set(people) == ADDRESSES
    assert people["anne.pro@example.com"].licence_scopes == ["federal", "immigration"]
    assert people["bruno.pro@example.com"].licence_scopes == ["finance"]
    assert people["paul.pro@example.com"].licence_scopes == []

    suspended = [email for email, user in people.items() if user.standing is Standing.SUSPENDED]
    assert suspended == ["luc.candidat@example.com"]
    dossier = db.session.scalars(select(Dossier)).one()
    assert dossier.candidate_id == people["jean.candidat@example.com"].id
    assert dossier.roles_of(people["anne.pro@example.com"].id)
    statuses = set(db.session.scalars(select(Requirement.status)))
    assert statuses == set(DocumentStatus)
    assert sum(db.session.scalars(select(Message.reply_expected))) == 1
    assert set(db.session.scalars(select(Document.scan))) == {Scan.CLEAN, Scan.SCANNING}


def test_its_people_agreed_to_the_terms_as_whoever_signs_up(app: Flask) -> None:
    demo.load(if_empty=True)
    jean = db.session.scalars(select(User).where(User.email_key.startswith("jean"))).one()
    page = browser_of(app, jean).get("/profile/consents").get_data(as_text=True)
    assert "Pas encore de réponse" not in page
    agreed = set(
        db.session.scalars(select(Consent.user_id).where(Consent.purpose == Purpose.TERMS))
    )
    people = db.session.scalars(select(User)).all()
    assert agreed == {user.id for user in people if user.role not in STAFF}


def test_it_is_made_once(app: Flask) -> None:
    assert demo.load(if_empty=True) is True
    assert demo.load(if_empty=True) is False


def test_never_where_real_people_are(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CAPITUNE_ENV", "production")
    with pytest.raises(demo.DemoRefused):
        demo.load(if_empty=True)
