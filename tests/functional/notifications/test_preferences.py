"""Choosing what one is told, and how: the act, and its page."""

import re
import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import Consent, User
from capitune.accounts.queries import holds, user_by_id
from capitune.accounts.states import Language, Purpose
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Invalid, NotFound
from capitune.core.work import unit_of_work
from capitune.notifications import services
from capitune.notifications.kinds import KINDS
from capitune.notifications.models import NotificationSettings, Preference
from capitune.notifications.queries import Preferences, preferences_of
from capitune.notifications.services import Settings, Wanted
from capitune.notifications.states import DigestRhythm, Mailing
from capitune.notifications.states import NotificationKind as Kind
from tests.factories.people import acting, make_person, make_professional
from tests.support.kinds import CANDIDATE_LETTERS, by_mail
from tests.support.signing import browser_of
from tests.support.statements import statements

PATH = "/profile/preferences"
KIND = Kind.DOCUMENT_REJECTED
FORM = {"language": "fr", "timezone": "", "digest": "daily"}


def choose(user: User, digest: DigestRhythm | None = None, **wanted: Wanted) -> Preferences:
    with unit_of_work():
        return services.choose(acting(user), user, wanted, digest)


def rows(user: User) -> dict[str, tuple[bool | None, Mailing | None]]:
    found = db.session.execute(
        select(Preference.kind, Preference.in_app, Preference.mail).where(
            Preference.user_id == user.id
        )
    )
    return {row.kind: (row.in_app, row.mail) for row in found}


@pytest.mark.usefixtures("app")
def test_only_what_differs_is_kept() -> None:
    user = make_person()
    now = choose(user, document_rejected=Wanted(mail=Mailing.DIGEST))
    assert (now.choices[KIND].in_app, now.choices[KIND].mail) == (True, Mailing.DIGEST)
    assert rows(user) == {"document_rejected": (None, Mailing.DIGEST)}
    choose(user, document_rejected=Wanted(in_app=False))
    assert rows(user) == {"document_rejected": (False, Mailing.DIGEST)}
    choose(user, document_rejected=Wanted(in_app=True, mail=Mailing.NOW))
    assert rows(user) == {}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("kind", "wanted", "code"),
    [
        ("of_tomorrow", Wanted(), "unknown_kind"),
        ("document_received", Wanted(mail=Mailing.OFF), "unknown_kind"),  # not a candidate's
        ("address_refuses_mail", Wanted(in_app=False), "always_told"),
        ("address_refuses_mail", Wanted(mail=Mailing.NOW), "always_told"),
        ("x" * 500, Wanted(), "unknown_kind"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_changes(
    kind: str, wanted: Wanted, code: str
) -> None:
    user = make_person()
    with pytest.raises(Invalid) as refusal:
        choose(user, **{kind: wanted, "document_rejected": Wanted(mail=Mailing.OFF)})
    assert [e.code for e in refusal.value.errors] == [code]
    assert rows(user) == {}


@pytest.mark.usefixtures("app")
def test_what_is_always_told_may_be_repeated() -> None:
    anne = make_professional()
    choose(anne, licence_lost=Wanted(in_app=True, mail=Mailing.NOW))
    assert rows(anne) == {}


@pytest.mark.usefixtures("app")
def test_nobody_chooses_for_another() -> None:
    user, other = make_person(), make_person()
    with pytest.raises(NotFound):
        with unit_of_work():
            services.choose(acting(other), user, {"document_rejected": Wanted(in_app=False)})
    with pytest.raises(NotFound):
        with unit_of_work():
            services.stop(acting(other), user, "all")


@pytest.mark.usefixtures("app")
def test_it_is_audited_when_something_changes() -> None:
    user = make_person()
    for _ in range(2):
        choose(user, DigestRhythm.WEEKLY, document_rejected=Wanted(mail=Mailing.OFF))
    acts = db.session.scalars(
        select(AuditEvent.data).where(AuditEvent.act == "notification.preferences_changed")
    ).all()
    assert acts == [{"fields": ["document_rejected", "digest"]}]


@pytest.mark.usefixtures("app")
def test_who_stopped_all_may_take_one_up_again() -> None:
    user = make_person()
    choose(
        user, document_rejected=Wanted(in_app=False), documents_complete=Wanted(mail=Mailing.DIGEST)
    )
    with unit_of_work():
        services.stop(acting(user), user, "all")
    now = preferences_of(user.id)
    assert by_mail(now) == CANDIDATE_LETTERS
    assert not now.choices[KIND].in_app
    assert rows(user) == {"document_rejected": (False, None)}
    now = choose(user, documents_complete=Wanted(mail=Mailing.NOW))
    assert by_mail(now) == CANDIDATE_LETTERS | {Kind.DOCUMENTS_COMPLETE}


def test_two_changes_at_once_both_count(live_app: Flask) -> None:
    user = make_person()
    names = [kind.value for kind in preferences_of(user.id).choices if not KINDS[kind].fixed]
    wanted = {name: Wanted(mail=Mailing.OFF) for name in names}
    go, failed = threading.Barrier(4), []

    def change(part: list[str]) -> None:
        with live_app.app_context():
            go.wait()
            try:
                with unit_of_work():
                    services.choose(acting(user), user, {name: wanted[name] for name in part})
            except Exception as error:  # noqa: BLE001 shown below
                failed.append(error)
            finally:
                db.session.remove()

    parts = [names, names[:4], names[2:], names[::2]]
    threads = [threading.Thread(target=change, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert by_mail(preferences_of(user.id)) == CANDIDATE_LETTERS


def fields(app: Flask, user: User, **more: Any) -> dict[str, Any]:
    """What a browser sends of the page as it stands, with ``more``."""
    html = browser_of(app, user).get(PATH).get_data(as_text=True).split("<main")[1]
    ticked = re.findall(r'type="checkbox"[^>]*name="(in_app_\w+)"[^>]* checked', html)
    chosen = re.findall(r'<select[^>]*name="(mail_\w+)">(.*?)</select>', html, re.DOTALL)
    sent = FORM | dict.fromkeys(ticked, "y")
    for name, options in chosen:
        found = re.search(r'value="(\w+)" selected', options)
        assert found
        sent[name] = found.group(1)
    return sent | more


def test_the_page_as_it_stands_changes_nothing(app: Flask) -> None:
    user = make_person()
    answer = browser_of(app, user).submit(PATH, fields(app, user))
    assert (answer.status_code, answer.location) == (303, PATH)
    assert rows(user) == {}
    assert db.session.scalar(select(func.count()).select_from(NotificationSettings)) == 0
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 0


def test_all_is_saved_at_once(app: Flask) -> None:
    user = make_person()
    browser = browser_of(app, user)
    sent = fields(app, user, mail_document_rejected="digest", digest="weekly", language="en")
    sent |= {"timezone": "Africa/Dakar", "communications": "y"}
    del sent["in_app_document_rejected"]
    assert browser.submit(PATH, sent).status_code == 303
    assert rows(user) == {"document_rejected": (False, Mailing.DIGEST)}
    db.session.expire_all()
    kept = user_by_id(user.id)
    assert kept is not None
    assert (kept.language, kept.timezone) == (Language.EN, "Africa/Dakar")
    assert preferences_of(user.id).digest is DigestRhythm.WEEKLY
    assert holds(user.id, Purpose.COMMUNICATIONS)
    html = browser.get(PATH).get_data(as_text=True)
    assert "Vos préférences sont enregistrées." in html
    del sent["communications"]
    browser.submit(PATH, sent)
    assert not holds(user.id, Purpose.COMMUNICATIONS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail_document_rejected": "sometimes"},
        {"digest": "hourly"},
        {"language": "xx"},
        {"timezone": "Mars/Olympus"},
    ],
)
def test_a_wrong_choice_keeps_what_was_chosen(app: Flask, wrong: dict[str, str]) -> None:
    user = make_person()
    sent = fields(app, user, mail_document_validated="off") | wrong
    answer = browser_of(app, user).submit(PATH, sent)
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert 'role="alert"' in html
    shown = html.split('name="mail_document_validated"')[1].split("</select>")[0]
    assert 'value="off" selected' in shown
    assert rows(user) == {}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_own_kinds(app: Flask, role: Role) -> None:
    user = make_person(role)
    html = browser_of(app, user).get(PATH).get_data(as_text=True)
    shown = set(re.findall(r'name="mail_(\w+)"', html))
    expected = {
        Role.CANDIDATE: "document_rejected",
        Role.PROFESSIONAL: "document_received",
        Role.ADMIN: "assignment_accepted",
    }
    assert (expected.get(role) in shown) is (role is not Role.MODERATOR)
    assert ("document_rejected" in shown) is (role is Role.CANDIDATE)
    assert "address_refuses_mail" not in shown
    assert "Toujours" in html


def test_the_page_costs_four_statements(app: Flask) -> None:
    browser = browser_of(app, make_professional())
    browser.get(PATH)
    with statements() as sent:
        assert browser.get(PATH).status_code == 200
    assert len(sent) <= 4, sent


@pytest.mark.usefixtures("app")
def test_settings_are_all_or_nothing() -> None:
    user = make_person()
    settings = Settings(
        profile={"language": "en", "timezone": "Mars/Olympus"},
        wanted={"licence_lost": Wanted()},
        communications=True,
    )
    with pytest.raises(Invalid) as refusal:
        with unit_of_work():
            services.prefer(acting(user), user, settings)
    assert {e.field for e in refusal.value.errors} == {"timezone", "notifications.licence_lost"}
    assert not holds(user.id, Purpose.COMMUNICATIONS)
