"""Reports: who may, once, ten a day, what is hidden before anybody has looked, and what never is."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.inside import services as inside
from capitune.inside.models import Comment, Post
from capitune.inside.states import PostStatus
from capitune.moderation.models import ModerationCase, Report
from capitune.moderation.states import CaseKind, Cause, Outcome, Standing
from tests.factories.cases import fresh_case, old_person, reported
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, drafted, fresh_post, posted, said
from tests.functional.inside.test_posts import let_candidates_publish
from tests.support.browserless import Browserless
from tests.support.program import program_of
from tests.support.signing import browser_of


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def by_a_candidate() -> Post:
    """A post of somebody who is nobody in particular, that everybody reads."""
    let_candidates_publish()
    author = make_person()
    with unit_of_work():
        post = inside.publish(acting(author), said())
    with unit_of_work():
        inside.release(acting(make_person(Role.MODERATOR)), post.id, version=post.version)
    return fresh_post(post)


def send(browser: Browserless, thing: Any, kind: str = "post", **fields: Any) -> Any:
    place = f"/reports/new?type={kind}&id={thing.id}"
    token = browser.token("/inside")
    return browser.post(place, data={"reason": "fraud", "csrf_token": token, **fields})


def code_of(*args: Any, **kwargs: Any) -> str:
    with pytest.raises(DomainError) as caught:
        reported(*args, **kwargs)
    return caught.value.code


def test_a_member_reports_a_post_on_its_page_and_reads_their_thanks(app: Flask) -> None:
    post, browser = posted(), browser_of(app, make_person())
    page = browser.get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert f"/reports/new?type=post&amp;id={post.id}" in page
    form = browser.get(f"/reports/new?type=post&id={post.id}").get_data(as_text=True)
    assert post.title in form
    assert form.count('type="radio"') == 8
    answer = send(browser, post, comment="Il m’a demandé 400 $.")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/reports")
    listed = browser.get("/reports").get_data(as_text=True)
    assert "Merci" in listed
    assert post.title in listed
    case = db.session.scalars(select(ModerationCase)).one()
    assert (case.kind, case.reason, case.priority, case.reports) == (
        CaseKind.REPORT,
        Cause.FRAUD,
        0,
        1,
    )
    assert case.words == post.body


def test_the_evidence_stays_what_it_was(app: Flask) -> None:
    author = make_professional("immigration")
    post = posted(author, body="Visa garanti, écrivez-moi vite sur le site.")
    made = reported(post)
    with unit_of_work():
        inside.delete_post(acting(author), post.id)
    assert "Visa garanti" in db.session.get_one(Report, made.id).evidence
    assert "Visa garanti" in fresh_case(made.case_id).words


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "dislike"}, {"comment": "x" * 1001}])
def test_what_is_wrong_is_said_beside_it(app: Flask, fields: dict[str, str]) -> None:
    post, browser = posted(), browser_of(app, make_person())
    assert send(browser, post, **fields).status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Report)) == 0


def test_what_one_may_not_see_does_not_exist(app: Flask) -> None:
    anne = make_professional("immigration")
    draft, browser = drafted(anne), browser_of(app, make_person())
    for address in (
        f"/reports/new?type=post&id={draft.id}",
        f"/reports/new?type=post&id={new_id()}",
        f"/reports/new?type=dossier&id={draft.id}",
        f"/reports/new?type=sanction&id={draft.id}",
        "/reports/new?type=post&id=no",
        "/reports/new",
    ):
        assert browser.get(address).status_code == 404, address
    assert code_of(draft) == "not_found"
    assert code_of(draft, by=anne) == "not_found"
    hidden = by_a_candidate()
    with unit_of_work():
        inside.hide(acting(make_person(Role.MODERATOR)), hidden.id, "Non", version=hidden.version)
    assert code_of(hidden) == "not_found"


def test_nobody_reports_their_own_words(app: Flask) -> None:
    anne = make_professional("immigration")
    post = posted(anne)
    assert code_of(post, by=anne) == "own_words"
    assert "/reports/new" not in browser_of(app, anne).get(f"/inside/posts/{post.id}").get_data(
        as_text=True
    )


def test_once_of_each_thing_and_ten_a_day(app: Flask) -> None:
    author, reporter = make_professional("immigration"), old_person()
    first, *others = [posted(author) for _ in range(11)]
    reported(first, by=reporter)
    assert code_of(first, by=reporter) == "already_reported"
    for post in others[:9]:
        reported(post, by=reporter)
    assert code_of(others[9], by=reporter) == "too_many_reports"
    answer = send(browser_of(app, reporter), others[9])
    assert answer.status_code == 429
    assert "dix" in answer.get_data(as_text=True)


def test_several_reports_are_one_case_of_the_highest_priority(app: Flask) -> None:
    post = posted()
    spam, fraud = reported(post, reason="spam"), reported(post, reason="money")
    assert spam.case_id == fraud.case_id
    case = fresh_case(spam.case_id)
    assert (case.priority, case.reason, case.reports) == (0, Cause.MONEY, 2)


def test_two_old_accounts_hide_what_nobody_checked_and_it_is_marked_automatic(app: Flask) -> None:
    post = by_a_candidate()
    case_id = reported(post).case_id
    assert fresh_post(post).is_published
    reported(post)
    assert fresh_post(post).status is PostStatus.HELD
    assert fresh_case(case_id).is_automatic
    author = db.session.get_one(type(make_person()), post.author_id)
    page = browser_of(app, author).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "automatiquement" in page
    reader = browser_of(app, make_person())
    assert reader.get(f"/inside/posts/{post.id}").status_code == 404


def test_young_accounts_and_other_reasons_hide_nothing(app: Flask) -> None:
    post = by_a_candidate()
    for _ in range(6):
        reported(post, by=make_person())
    for _ in range(3):
        reported(post, reason="spam")
    assert fresh_post(post).is_published


def test_twenty_accounts_never_hide_an_honest_professional(app: Flask) -> None:
    anne = make_professional("immigration")
    post = posted(anne)
    comment = commented(posted(), anne)
    for _ in range(20):
        reporter = old_person()
        reported(post, by=reporter)
        reported(comment, by=reporter, kind="comment", reason="personal_data")
    assert fresh_post(post).is_published
    assert db.session.get_one(Comment, comment.id).standing is Standing.SHOWN
    assert fresh_case(db.session.scalars(select(Report.case_id)).first()).is_automatic is False


def test_personal_data_is_hidden_at_once_and_no_door_shows_it(app: Flask) -> None:
    post = posted()
    secret = "Mon passeport est chez ma cousine Awa."
    comment = commented(post, make_person(), body=secret)
    reader = make_person()
    assert secret in browser_of(app, reader).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    reported(comment, kind="comment", reason="personal_data", by=make_person())
    page = browser_of(app, reader).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert secret not in page
    assert "automatiquement" in page
    program = program_of(app, reader)
    assert "passeport" not in program.get(f"/api/posts/{post.id}/comments").get_data(as_text=True)
    assert "passeport" not in program.get(f"/api/comments/{comment.id}").get_data(as_text=True)


def test_whoever_was_right_five_times_is_believed_alone(app: Flask) -> None:
    reporter, author = old_person(), make_professional("immigration")
    for _ in range(5):
        reported(posted(author), by=reporter)
    post = by_a_candidate()
    with unit_of_work():
        db.session.execute(update(Report).values(outcome=Outcome.UPHELD, settled_at=now()))
    reported(post, by=reporter)
    assert fresh_post(post).status is PostStatus.HELD


def test_three_abuses_and_reports_count_no_more(app: Flask) -> None:
    bad, author = old_person(), make_professional("immigration")
    for _ in range(3):
        reported(posted(author), by=bad)
    with unit_of_work():
        db.session.execute(update(Report).values(outcome=Outcome.ABUSIVE, settled_at=now()))
    post = by_a_candidate()
    made = reported(post, by=bad, reason="personal_data")
    assert not made.counts
    assert fresh_case(made.case_id).priority == 2
    assert fresh_post(post).is_published


def test_a_held_post_waits_in_the_queue_and_leaves_it_from_its_page(app: Flask) -> None:
    let_candidates_publish()
    with unit_of_work():
        post = inside.publish(acting(make_person()), said())
    case = db.session.scalars(select(ModerationCase)).one()
    assert (case.kind, case.reason, case.target_id) == (CaseKind.HOLD, Cause.FIRST_POSTS, post.id)
    with unit_of_work():
        inside.release(acting(make_person(Role.MODERATOR)), post.id, version=post.version)
    assert not fresh_case(case.id).is_open


def test_by_a_program(app: Flask) -> None:
    post, program = posted(), program_of(app, make_person())
    body = {"target_type": "post", "target_id": str(post.id), "reason": "hate"}
    answer = program.post("/api/reports", json=body)
    assert answer.status_code == 201
    assert answer.get_json()["reason"] == "hate"
    assert program.post("/api/reports", json=body).status_code == 409
    for wrong in ({"reason": "no"}, {"target_type": "dossier"}, {"comment": "x" * 1001}):
        assert program.post("/api/reports", json=body | wrong).status_code == 422, wrong
    assert program.post("/api/reports", json=body | {"target_id": str(new_id())}).status_code == 404
