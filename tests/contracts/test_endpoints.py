"""Every address says who may use it, or it is closed; addresses look like addresses."""

import re
from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule

from capitune.authz.web import declared

# Written by hand: what anybody may ask for, signed in or not. Everything else has a permission.
PUBLIC = {
    # Pages
    "pages.home",
    "inside.verify_consultant",
    "pages.terms",
    "pages.terms_version",
    "pages.privacy",
    "pages.privacy_version",
    "pages.language",
    "pages.alive",
    "pages.ready",
    # Coming in, and out
    "accounts.register",
    "accounts.register_candidate",
    "practices.register",
    "accounts.verify_email",
    "notifications.ask_to_stop",
    "notifications.stop",
    "accounts.verify_link",
    "accounts.resend_code",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.second_step",
    "accounts.sign_in_question",
    "accounts.sign_in_by_passkey",
    "accounts.second_step_question",
    "accounts.second_step_by_passkey",
    "accounts.rescue",
    "accounts.rescue_code",
    "accounts.stop_rescue",
    "accounts.take_rescue",
    "accounts.come_back",
    "accounts.undo_email",
    "accounts.unlock",
    "accounts.forgot_password",
    "accounts.link_sent",
    "accounts.reset_password",
    "accounts.invitation",
    "dossiers.answer_invitation",
    "dossiers.decline_invitation",
    "dossiers.join_by_invitation",
    # The address is the right: signed, for one file or one part, dead within minutes
    "pages.stored_file",
    "pages.stored_part",
    # The address is the right, until its owner takes it back: days of dossiers, for calendars
    "dossiers.read_calendar",
    # Signed by the mail service
    "notifications.sendgrid_events",
    # Development only: 404 elsewhere
    "pages.mails",
    "pages.mail",
    "pages.mail_html",
    # Programs
    "api.register",
    "api.verify_email",
    "api.resend_code",
    "api.login",
    "api.second_step",
    "api.refresh",
    "api.forgot_password",
    "api.reset_password",
    "api.list_templates",
    "api.list_fees",
    "api.openapi",
    "api.docs",
}
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*")
PART = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>(?:\.[a-z]+)?")
TYPES = {"uuid", "int", "path"}
# Text that cannot be a UUID, each with the set of values it is checked against.
TEXTS = {"token", "language", "code", "name", "slug", "filename"}


def rules(app: Flask) -> Iterator[Rule]:
    return app.url_map.iter_rules()


def test_there_are_addresses(shared_app: Flask) -> None:
    assert len(list(rules(shared_app))) > 40


def test_every_endpoint_declares_who_may(shared_app: Flask) -> None:
    views = shared_app.view_functions
    closed = sorted(r.endpoint for r in rules(shared_app) if declared(views[r.endpoint]) is None)
    assert closed == []


def test_public_is_what_this_list_says(shared_app: Flask) -> None:
    views = shared_app.view_functions
    marks = {rule.endpoint: declared(views[rule.endpoint]) for rule in rules(shared_app)}
    public = {endpoint for endpoint, mark in marks.items() if mark and mark.permission is None}
    assert public == set(PUBLIC)


def test_public_says_why(shared_app: Flask) -> None:
    views = shared_app.view_functions
    reasons = {endpoint: declared(views[endpoint]) for endpoint in PUBLIC}
    assert [e for e, mark in reasons.items() if mark is None or len(mark.reason.split()) < 2] == []


def test_an_undeclared_endpoint_is_closed(
    shared_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shared_app.url_map.bind("localhost").match("/")[0]
    with shared_app.app_context():
        assert shared_app.test_client().get("/").status_code == 200
        monkeypatch.setitem(shared_app.view_functions, home, lambda: "open to all")
        assert shared_app.test_client().get("/").status_code == 403


def test_addresses_are_lower_case_words_joined_by_hyphens(shared_app: Flask) -> None:
    for rule in rules(shared_app):
        for part in rule.rule.strip("/").split("/"):
            assert part == "" or PART.fullmatch(part) or WORD.fullmatch(part), rule.rule


def test_parts_of_an_address_are_typed(shared_app: Flask) -> None:
    for rule in rules(shared_app):
        for kind, name in PART.findall(rule.rule):
            assert kind in TYPES or name in TEXTS, rule.rule
            if name.endswith("_id") or name == "id":
                assert kind == "uuid", rule.rule


def test_no_address_changes_anything_by_being_visited(shared_app: Flask) -> None:
    """An address that answers GET with the same view as POST is a form; none is POST by GET alone."""
    words = {
        "delete",
        "archive",
        "reopen",
        "end",
        "accept",
        "refuse",
        "withdraw",
        "logout",
        "sign-out",
    }
    acts = [rule for rule in rules(shared_app) if set(rule.rule.split("/")) & words]
    assert acts
    asking = [rule for rule in acts if "GET" in (rule.methods or ())]
    # A question asked on a page of its own has a form, hence both methods.
    assert [r.rule for r in asking if "POST" not in (r.methods or ())] == []


def test_no_blueprint_serves_files_of_its_own(shared_app: Flask) -> None:
    blueprints: list[Blueprint] = list(shared_app.blueprints.values())
    assert [b.name for b in blueprints if b.static_folder] == []
