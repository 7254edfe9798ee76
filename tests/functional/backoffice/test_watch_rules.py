"""The desk of watch rules: read, tried, written, changed with its versions, proved before it acts."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.idempotency import IdempotencyKey
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.safety import services
from capitune.safety.models import WatchHit, WatchRule, WatchRuleRevision
from capitune.safety.states import Mode
from capitune.safety.wanted import Wanted
from tests.factories.people import acting, make_person
from tests.factories.watching import first_rule, met_rule
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

PLACE = "/admin/watch-rules/"


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def typed(**more: Any) -> dict[str, Any]:
    return {
        "slug": "false-lottery",
        "signal": "offer",
        "phrases": "loterie des visas\nvisa lottery",
        "normaliser": "words",
        "places": ["post", "comment"],
        "spares": "",
        "action": "hold",
        "message_fr": "Il n’y a pas de loterie.",
        "message_en": "There is no lottery.",
        "mode": "shadow",
        "version": "0",
        **more,
    }


def wanted(**more: Any) -> Wanted:
    facts = {**typed(), "places": ("post", "comment"), **more}
    facts.pop("version")
    return Wanted(**facts)


def send(browser: Browserless, place: str, data: dict[str, Any]) -> Any:
    return browser.post(place, data={**data, "csrf_token": browser.token(PLACE)})


def added(admin: User, **more: Any) -> WatchRule:
    with unit_of_work():
        return services.add_rule(acting(admin), wanted(**more))


def aged(rule: WatchRule, days: int = 8) -> None:
    with unit_of_work():
        rule.mode_since = now() - timedelta(days=days)


def test_a_rule_is_written_and_only_counts(desk: Browserless) -> None:
    answer = send(desk, f"{PLACE}new", typed())
    assert answer.status_code == 303
    page = desk.get(answer.headers["Location"]).get_data(as_text=True)
    assert "false-lottery" in page
    rule = first_rule("false-lottery")
    assert (rule.mode, rule.version) == (Mode.SHADOW, 1)
    assert "false-lottery" in desk.get(PLACE).get_data(as_text=True)
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == rule.id)).all()
    assert acts == [Act.WATCH_RULE_ADDED]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slug": "A B"}, "Lettres de a à z"),
        ({"slug": "offer"}, "Une autre règle"),
        ({"phrases": " \n "}, "Remplissez"),
        ({"phrases": "\n".join(f"mot {n}" for n in range(201))}, "Au plus 200"),
        ({"phrases": "a*"}, "Une expression a 80"),
        ({"phrases": "… visa"}, "Une expression a 80"),
        ({"phrases": "x" * 81}, "Une expression a 80"),
        ({"phrases": "(a+)+$\n!!!"}, "Une expression a 80"),
        ({"message_fr": ""}, "Remplissez"),
        ({"message_en": "x" * 401}, "trop long"),
        ({"mode": "enforce"}, "pendant sept jours"),
        ({"signal": "nothing"}, ""),
        ({"places": []}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    desk: Browserless, wrong: dict[str, Any], words: str
) -> None:
    answer = send(desk, f"{PLACE}new", typed(**wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert "There is no lottery." in page or "message_en" in wrong
    assert not db.session.scalars(select(WatchRule).where(WatchRule.slug == "false-lottery")).all()


def test_a_change_keeps_how_it_was_and_two_do_not_overwrite_each_other(
    desk: Browserless, admin: User
) -> None:
    rule = added(admin)
    place = f"{PLACE}{rule.id}"
    assert send(desk, place, typed(phrases="loterie visa", version="1")).status_code == 303
    late = send(desk, place, typed(phrases="autre chose", version="1"))
    assert late.status_code == 409
    assert "autre chose" in late.get_data(as_text=True)
    db.session.expire_all()
    assert (rule.phrases, rule.version) == (["loterie visa"], 2)
    before = db.session.scalars(select(WatchRuleRevision)).one()
    assert before.said["phrases"] == ["loterie des visas", "visa lottery"]
    assert before.changed_by_id == admin.id
    again = send(desk, place, typed(phrases="loterie visa", version="2"))
    assert again.status_code == 303
    assert rule.version == 2, "the same again changes nothing"


def test_a_rule_acts_once_seven_days_and_four_of_five_say_so(admin: User) -> None:
    rule = added(admin)
    act = wanted(mode="enforce")

    def enforce() -> str:
        try:
            with unit_of_work():
                services.change_rule(acting(admin), rule.id, act, version=rule.version)
        except Invalid as refusal:
            return refusal.errors[0].code
        return ""

    assert enforce() == "shadow_first"
    aged(rule)
    assert enforce() == "imprecise", "nothing was judged"
    hits = [met_rule(rule) for _ in range(5)]
    with unit_of_work():
        for number, hit in enumerate(hits):
            services.judge_hit(acting(admin), hit.id, right=number < 3)
    assert enforce() == "imprecise", "three of five"
    with unit_of_work():
        services.judge_hit(acting(admin), hits[3].id, right=True)
    assert enforce() == ""
    assert rule.mode is Mode.ENFORCE


def test_a_text_is_tried_for_each_tier_and_nothing_of_it_is_kept(desk: Browserless) -> None:
    text = "EIMT à vendre, appelez le 514 555-0199 <script>alert(1)</script>"
    page = send(desk, f"{PLACE}try", {"text": text}).get_data(as_text=True)
    assert "Retenu" in page
    assert "job-sale" in page
    assert "514 555-0199" in page
    assert "<script>alert" not in page
    assert not db.session.scalars(select(WatchHit)).all()
    assert not db.session.scalars(select(IdempotencyKey)).all()
    calm = send(desk, f"{PLACE}try", {"text": "Quels sont les délais ?"}).get_data(as_text=True)
    assert "Aucune règle" in calm
    assert send(desk, f"{PLACE}try", {"text": ""}).status_code == 422


def test_a_moderator_reads_tries_and_judges_but_changes_nothing(app: Flask) -> None:
    browser, hit = browser_of(app, make_person(Role.MODERATOR)), met_rule()
    place = f"{PLACE}{hit.rule_id}"
    page = browser.get(place).get_data(as_text=True)
    assert "nos services" in page
    assert 'name="phrases"' not in page
    assert send(browser, place, typed(version="1")).status_code == 403
    assert send(browser, f"{PLACE}new", typed()).status_code == 403
    assert send(browser, f"{PLACE}hits/{hit.id}", {"right": "1"}).status_code == 303
    db.session.expire_all()
    assert hit.right is True
    assert "100 %" in browser.get(PLACE).get_data(as_text=True).replace("\u202f", " ").replace(
        "\xa0", " "
    )
    assert send(browser, f"{PLACE}hits/{new_id()}", {"right": "1"}).status_code == 404


def test_a_stale_version_is_refused_below_the_page_too(admin: User) -> None:
    rule = added(admin)
    with pytest.raises(Conflict), unit_of_work():
        services.change_rule(acting(admin), rule.id, wanted(phrases="x y"), version=7)
