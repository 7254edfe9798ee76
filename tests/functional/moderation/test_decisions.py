"""Deciding, through the service and the API: what happens to the thing, its author, whoever reported."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.states import Standing as AccountStanding
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import DomainError, ProofNeeded
from capitune.core.work import unit_of_work
from capitune.inside.models import Comment
from capitune.inside.states import PostStatus
from capitune.moderation import services
from capitune.moderation.models import ModerationCase, Report, Sanction
from capitune.moderation.services import Ruling
from capitune.moderation.states import Outcome, SanctionKind, Standing
from capitune.notifications.models import Notification
from tests.factories.cases import fresh_case, old_person, reported
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, fresh_post, posted
from tests.support.clock import MovedClock, clock
from tests.support.outbox import run_outbox
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of

Case = ModerationCase
__all__ = ["clock"]


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def moderator() -> Any:
    return acting(make_person(Role.MODERATOR), proved_at=now())


def decided(case_id: Any, by: Any = None, **ruling: Any) -> Case:
    with unit_of_work():
        return services.decide(by or moderator(), case_id, Ruling(**ruling))


def code_of(act: Any) -> str:
    with pytest.raises(DomainError) as caught, unit_of_work():
        act()
    return caught.value.code


def told(user_id: Any) -> list[str]:
    return list(
        db.session.scalars(select(Notification.kind).where(Notification.user_id == user_id))
    )


def test_kept_it_stays_and_its_reports_are_closed() -> None:
    post = posted()
    made = reported(post)
    decided(made.case_id, decision="keep")
    assert fresh_post(post).is_published
    assert db.session.get_one(Report, made.id).outcome is Outcome.DISMISSED
    assert told(post.author_id) == []
    assert code_of(lambda: decided(made.case_id, decision="remove")) == "case_decided"


def test_removed_its_author_reads_why_and_whoever_reported_is_thanked_later(
    app: Flask, clock: MovedClock
) -> None:
    post, reporter = posted(), old_person()
    made = reported(post, by=reporter, reason="spam")
    decided(made.case_id, decision="remove")
    assert fresh_post(post).status is PostStatus.HIDDEN
    assert "publicité" in fresh_post(post).reason
    sanction = db.session.scalars(select(Sanction)).one()
    assert (sanction.kind, sanction.user_id) == (SanctionKind.MESSAGE, post.author_id)
    assert told(post.author_id) == ["sanction_given"]
    assert told(reporter.id) == []
    run_outbox()
    assert told(reporter.id) == []
    clock.move(minutes=11)
    run_outbox()
    assert told(reporter.id) == ["report_settled"]
    page = browser_of(app, reporter).get("/reports").get_data(as_text=True)
    assert "Nous sommes intervenus" in page


def test_the_author_and_the_team_read_the_decision_nobody_else(app: Flask) -> None:
    post = posted()
    decided(reported(post).case_id, decision="warn", message="Merci de relire les règles.")
    sanction = db.session.scalars(select(Sanction)).one()
    place = f"/decisions/{sanction.id}"
    author = db.session.get_one(type(make_person()), post.author_id)
    page = browser_of(app, author).get(place).get_data(as_text=True)
    assert "Merci de relire les règles." in page
    assert post.body in page
    assert browser_of(app, make_person()).get(place).status_code == 404


def test_a_comment_goes_and_its_count_with_it(app: Flask) -> None:
    post = posted()
    comment = commented(post, make_person(), body="Achetez chez moi, prix doux.")
    reader = browser_of(app, make_person())
    assert "1 commentaire" in reader.get(f"/inside/posts/{post.id}").get_data(as_text=True)
    decided(reported(comment, kind="comment", reason="spam").case_id, decision="remove")
    page = reader.get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "Achetez chez moi" not in page
    assert "retiré ce commentaire" in page
    assert "0 commentaire" in page


def test_suspended_the_account_is_closed_until_then() -> None:
    author = make_professional("immigration")
    case_id, until = reported(posted(author)).case_id, now() + timedelta(days=30)
    with pytest.raises(ProofNeeded), unit_of_work():
        ruling = Ruling("suspend", until=until)
        services.decide(acting(make_person(Role.MODERATOR), proved_at=None), case_id, ruling)
    assert fresh_case(case_id).is_open
    decided(case_id, decision="suspend", until=until)
    db.session.expire_all()
    assert author.standing is AccountStanding.SUSPENDED
    sanction = db.session.scalars(select(Sanction)).one()
    assert (sanction.kind, sanction.ends_at) == (SanctionKind.SUSPENSION, until)


@pytest.mark.parametrize(
    ("ruling", "code"),
    [
        ({"decision": ""}, "invalid"),
        ({"decision": "burn"}, "invalid"),
        ({"decision": "remove", "reason": "no"}, "invalid"),
        ({"decision": "remove", "message": "x" * 1001}, "invalid"),
        ({"decision": "read_only"}, "invalid"),
        ({"decision": "suspend", "until": now() - timedelta(days=1)}, "invalid"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(ruling: dict[str, Any], code: str) -> None:
    post = posted()
    case_id = reported(post).case_id
    assert code_of(lambda: decided(case_id, **ruling)) == code
    assert fresh_case(case_id).is_open
    assert fresh_post(post).is_published


def test_only_the_team_decides_and_never_about_itself() -> None:
    mod = make_person(Role.MODERATOR)
    own = reported(posted(mod)).case_id
    assert (
        code_of(lambda: decided(own, by=acting(mod, proved_at=now()), decision="keep"))
        == "own_case"
    )
    for user in (make_person(), make_professional("immigration")):
        assert code_of(lambda u=user: decided(own, by=acting(u), decision="keep")) == "not_found"


def test_while_one_looks_nobody_else_decides(clock: MovedClock) -> None:
    case_id, first, second = reported(posted()).case_id, moderator(), moderator()
    with unit_of_work():
        services.claim(first, case_id)
    assert code_of(lambda: services.claim(second, case_id)) == "case_claimed"
    assert code_of(lambda: decided(case_id, by=second, decision="keep")) == "case_claimed"
    clock.move(minutes=11)
    with unit_of_work():
        services.claim(second, case_id)
    decided(case_id, by=second, decision="keep")


def test_taken_back_within_ten_minutes_it_is_as_before(clock: MovedClock) -> None:
    post, mod = posted(), moderator()
    made = reported(post)
    decided(made.case_id, by=mod, decision="remove")
    assert code_of(lambda: services.undo(moderator(), made.case_id)) == "undo_over"
    with unit_of_work():
        services.undo(mod, made.case_id)
    assert fresh_post(post).is_published
    case = fresh_case(made.case_id)
    assert (case.is_open, case.decision) == (True, None)
    assert db.session.get_one(Report, made.id).outcome is None
    assert db.session.scalars(select(Sanction)).one().lifted_at
    assert told(post.author_id) == ["sanction_given", "sanction_lifted"]
    clock.move(minutes=11)
    run_outbox()
    assert told(made.reporter_id) == []
    decided(made.case_id, by=mod, decision="keep")
    clock.move(minutes=11)
    assert code_of(lambda: services.undo(mod, made.case_id)) == "undo_over"


def test_taken_back_a_held_comment_is_held_again() -> None:
    comment = commented(posted(), make_person())
    case_id = reported(comment, kind="comment", reason="personal_data").case_id
    mod = moderator()
    decided(case_id, by=mod, decision="keep")
    assert db.session.get_one(Comment, comment.id).standing is Standing.SHOWN
    with unit_of_work():
        services.undo(mod, case_id)
    db.session.expire_all()
    assert db.session.get_one(Comment, comment.id).standing is Standing.HELD


def test_by_a_program(app: Flask) -> None:
    made = [reported(posted(), reason=reason) for reason in ("spam", "fraud", "hate")]
    mod = program_of(app, make_person(Role.MODERATOR))
    at = "/api/admin/moderation"
    listed = got(mod.get(at))["items"]
    assert [one["reason"] for one in listed] == ["fraud", "hate", "spam"]
    first = got(mod.get(f"{at}?limit=1"))
    rest = got(mod.get(f"{at}?limit=2&after={first['next_cursor']}"))
    assert [one["id"] for one in rest["items"]] == [one["id"] for one in listed[1:]]
    assert rest["next_cursor"] is None
    assert [one["reason"] for one in got(mod.get(f"{at}?pile=fraud"))["items"]] == ["fraud"]
    assert mod.get(f"{at}?pile=no").status_code == 422
    assert mod.get(f"{at}?after=no").status_code == 422
    one = f"{at}/{made[0].case_id}"
    assert got(mod.post(f"{one}/claim"))["claimed_until"]
    other = program_of(app, make_person(Role.ADMIN))
    refused(other.post(f"{one}/claim"), 409, "case_claimed")
    refused(other.post(f"{one}/decide", json={"decision": "keep"}), 409, "case_claimed")
    refused(
        mod.post(f"{one}/decide", json={"decision": "keep", "version": 99}), 409, "stale_version"
    )
    body = {"decision": "remove", "reason": "Publicité déguisée", "message": "Pas de publicité."}
    answer = got(mod.post(f"{one}/decide", json=body))
    assert (answer["status"], answer["decision"]) == ("decided", "remove")
    refused(mod.post(f"{one}/decide", json=body), 409, "case_decided")
    assert [each["id"] for each in got(mod.get(f"{at}?pile=decided"))["items"]] == [answer["id"]]
