"""The desk of tasks: what failed and why, trying again, leaving for good, and what the clock does."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.backoffice import joblabels, services
from capitune.backoffice.queries.effects import Show, effects
from capitune.core import jobs, outbox
from capitune.core.causes import cause_of, scrubbed
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState
from capitune.core.schedule import PeriodicRun, scheduled
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.statements import statements

DESK = "/admin/jobs/"
HOUR = timedelta(hours=1)


@pytest.fixture
def nadia(app: Flask) -> User:
    return make_person(Role.ADMIN, first_name="Nadia")


@pytest.fixture
def desk(app: Flask, nadia: User) -> Browserless:
    return browser_of(app, nadia)


def put(kind: str = "mail", **values: Any) -> uuid.UUID:
    row = OutboxRow(id=new_id(), kind=kind, key=str(new_id()), payload={"letter": "x"}, **values)
    with unit_of_work():
        db.session.add(row)
    return row.id


def dead(kind: str = "mail", **values: Any) -> uuid.UUID:
    return put(kind, dead_at=now(), attempts=8, **values)


def row(row_id: uuid.UUID) -> OutboxRow:
    return db.session.get_one(OutboxRow, row_id, populate_existing=True)


def acts(act: Act) -> dict[uuid.UUID, dict[str, Any]]:
    found = db.session.scalars(select(AuditEvent).where(AuditEvent.act == act))
    return {event.subject_id: event.data for event in found if event.subject_id}


def page(desk: Browserless, show: str = "dead") -> str:
    answer = desk.get(f"{DESK}?show={show}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def send(desk: Browserless, act: str, *ids: uuid.UUID | str, **more: Any) -> int:
    data = {"ids": [str(one) for one in ids], **more}
    return desk.submit(f"{DESK}{act}", data, page=DESK).status_code


def test_each_list_holds_what_it_names_and_no_word_of_a_person(desk: Browserless) -> None:
    held = now() + HOUR
    made = {
        "dead": dead(last_error="first line\n550 <jean@example.com> unknown, call 418 555 0199"),
        "failing": put(attempts=2, due_at=held, last_error="KeyError, dossiers/jobs.py:4 in scan"),
        "late": put("documents.scan", due_at=now() - HOUR),
        "running": put(attempts=1, due_at=now() - HOUR, claimed_until=held),
    }
    put(done_at=now())
    put(dead_at=now(), closed_at=now())
    put(due_at=held)
    for show in Show:
        assert [item.id for item in effects(show).items] == [made[show]], show
        said = page(desk, show)
        assert str(made[show]) in said
        assert not [other for other in made.values() if other != made[show] and str(other) in said]
    said = page(desk, "dead")
    assert "550 &lt;(address)&gt; unknown, call (number)" in said
    assert "jean@" not in said
    assert "in scan" in page(desk, "failing")
    with statements() as sent:
        page(desk, "no-such-list")
    assert len(sent) <= 9


def test_what_was_given_up_is_tried_once_more_and_a_mail_really_leaves(
    desk: Browserless, nadia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed: list[tuple[Any, ...]] = []
    monkeypatch.setattr(jobs, "push", lambda *told: pushed.append(told))
    mail, scan, filing = dead(last_error="x"), dead("documents.scan"), dead("dossiers.filing")
    failing = put(attempts=1, due_at=now() + HOUR)
    running = put(attempts=1, claimed_until=now() + HOUR)
    with unit_of_work():
        letter = {"id": mail, "user_id": nadia.id, "letter": "x", "state": MailState.FAILED}
        db.session.execute(insert(Mail).values(letter))
    assert send(desk, "retry", mail, scan, filing, failing, running) == 303
    assert [row(one).dead_at for one in (mail, scan)] == [None, None]
    assert row(filing).dead_at
    assert row(mail).attempts == 8
    assert db.session.get_one(Mail, mail, populate_existing=True).state is MailState.QUEUED
    assert {one[1] for one in pushed} == {str(mail), str(scan), str(failing)}
    assert all(row(one).due_at <= now() for one in (mail, scan, failing))
    assert acts(Act.EFFECT_RETRIED)[scan] == {"kind": "documents.scan"}
    assert acts(Act.EFFECT_RETRIED).keys() == {mail, scan, failing}
    # Due already: once more is no second try.
    assert send(desk, "retry", mail, failing) == 409
    assert send(desk, "retry", filing) == 409
    assert len(acts(Act.EFFECT_RETRIED)) == 3
    # The letter is unknown, so it comes back, with its cause.
    assert outbox.deliver(str(mail)) is False
    assert str(mail) in page(desk)
    assert "unknown letter" in page(desk)


def test_leaving_takes_it_off_the_desk_and_tells_whoever_waits(
    desk: Browserless, nadia: User
) -> None:
    given, failing, other = dead(), put(attempts=1, due_at=now() + HOUR), dead("proofs.scan")
    with unit_of_work():
        letter = {"id": failing, "user_id": nadia.id, "letter": "x"}
        db.session.execute(insert(Mail).values(letter))
    assert send(desk, "leave", given, failing, why="cannot_work", only="") == 303
    assert [send(desk, "leave", other, why=why) for why in ("nonsense", "")] == [422, 422]
    assert send(desk, "leave", given, why="not_needed") == 409
    assert db.session.get_one(Mail, failing, populate_existing=True).state is MailState.FAILED
    assert acts(Act.EFFECT_LEFT)[given] == {"kind": "mail", "reason": "cannot_work"}
    assert (row(given).closed_why, row(failing).closed_why) == ("cannot_work", "cannot_work")
    assert outbox.deliver(str(failing)) is False
    said = page(desk)
    assert str(given) not in said
    assert str(other) in said
    assert '<span class="c-big num">1</span>' in desk.get("/admin/").get_data(as_text=True)
    assert send(desk, "leave", only=str(other), why="not_needed") == 303
    assert "1 tâche est abandonnée." in page(desk)
    assert row(other).closed_at


def test_what_cannot_be_handled_is_refused(app: Flask, desk: Browserless) -> None:
    given = dead()
    for ids in ([], ["nonsense"], [str(new_id())] * 51, ["' OR 1=1"]):
        for act in ("retry", "leave"):
            assert send(desk, act, *ids, why="not_needed") == 422, ids[:1]
    many = [str(new_id()) for _ in range(10_000)]
    assert send(desk, "retry", given, *many) in (413, 422)
    assert send(desk, "retry", given, *many[:50]) == 422
    for stranger in (new_id(), make_person().id):  # an id of another kind is no effect
        assert send(desk, "retry", stranger) == 409
    assert send(desk, "leave", desk_id := new_id(), why="not_needed") == 409, desk_id
    owed = dead("accounts.erase")
    assert send(desk, "leave", given, owed, why="not_needed") == 422
    assert (row(given).closed_at, row(owed).closed_at) == (None, None)
    with unit_of_work():
        db.session.execute(text("UPDATE web_sessions SET proved_at = now() - interval '1 hour'"))
    assert send(desk, "retry", given) == 403
    assert row(given).dead_at
    assert not acts(Act.EFFECT_RETRIED)
    assert [desk.get(f"{DESK}{act}").status_code for act in ("retry", "leave")] == [405, 405]
    assert desk.get(f"{DESK}?after=zzz").status_code == 422


def test_lists_go_on_and_redis_may_be_away(
    desk: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [dead() for _ in range(60)]
    first = effects(Show.DEAD)
    assert [item.id for item in first.items] == made[:9:-1]
    assert 'id="more"' in page(desk)
    monkeypatch.setattr(jobs, "ages", dict)
    said = page(desk)
    assert "Redis" in said
    assert said.count("<tr>") > 50


def test_the_timetable_says_what_ran_what_failed_and_what_is_late(desk: Browserless) -> None:
    assert "L’horloge ne donne" in page(desk)
    with unit_of_work():
        db.session.execute(delete(PeriodicRun))
        for job in scheduled():
            fresh = PeriodicRun(name=job.name, ran_at=now(), ended_at=now())
            db.session.add(fresh)
    said = page(desk)
    assert not any(word in said for word in ("L’horloge ne donne", "c-st-hot"))
    assert said.count("circle-check") == len(scheduled()) + 1
    day_ago = {"ran_at": now() - 25 * HOUR, "tried_at": now() - HOUR, "failures": 3}
    broken = {**day_ago, "ended_at": now(), "cause": "KeyError, a.py:1 in b"}
    with unit_of_work():
        for name, values in {
            "post.purge": broken,
            "news.purge": {"ended_at": None},
            "storage.reconcile": {**day_ago, "failures": 0},
        }.items():
            mine = update(PeriodicRun).where(PeriodicRun.name == name)
            db.session.execute(mine.values(**values))
    said = page(desk)
    assert said.index("post.purge") < said.index("outbox.sweep")
    assert "KeyError, a.py:1 in b" in said
    assert said.count("c-st-hot") == 3
    assert said.count("c-st-go") == 1


@pytest.mark.usefixtures("app")
def test_every_kind_job_and_queue_has_its_words() -> None:
    assert set(joblabels.QUEUES) == set(jobs.QUEUES)
    assert set(joblabels.KINDS) == set(outbox.kinds())
    assert set(joblabels.JOBS) == {job.name for job in scheduled()}
    assert {joblabels.rhythm(job.rhythm)[:4] for job in scheduled()} <= {
        "Tout",
        "Chaq",
        "Ever",
        "Each",
    }


def test_causes_hold_no_word_of_a_person() -> None:
    try:
        outbox.put("no such kind", {}, key="secret of Jean")
    except KeyError as error:
        told = cause_of(error)
    assert told.startswith("KeyError, core/outbox.py:")
    assert told.endswith(" in put")
    assert "Jean" not in told
    assert cause_of(ValueError("Jean")) == "ValueError"
    for words, kept in {
        "see https://x.org/reset/abc?t=1 now": "see (link) now",
        'no "Jean Dupont" here': "no (…) here",
        "key 'a b' of «Élodie» isn't": "key (…) of (…) isn't",
        "SendGrid answered 503: busy": "SendGrid answered 503: busy",
        "+1 418-555-0199 refused": "(number) refused",
        "550 5.1.1 unknown": "550 5.1.1 unknown",
        "": "",
        "x" * 500: "x" * 159 + "…",
    }.items():
        assert scrubbed(words) == kept
    assert scrubbed(None) == ""


@pytest.fixture
def two(live_app: Flask) -> tuple[Flask, User]:
    return live_app, make_person(Role.ADMIN)


def test_two_people_at_once_have_it_done_once(two: tuple[Flask, User]) -> None:
    """The second presses while the first has not ended; then both find out who was faster."""
    app, user = two
    actor, inside, leave = acting(user), threading.Event(), threading.Event()
    first, second = dead("documents.scan"), dead("documents.scan")

    def retry(ids: list[uuid.UUID], *, slowly: bool = False) -> int:
        with app.app_context(), unit_of_work():
            count = services.retry_effects(actor, [str(one) for one in ids])
            inside.set()
            assert not slowly or leave.wait(10)
            return count

    def give_up() -> int:
        with app.app_context(), unit_of_work():
            return services.leave_effects(actor, [str(first)], "not_needed")

    with ThreadPoolExecutor(4) as people:
        slow = people.submit(retry, [first], slowly=True)
        assert inside.wait(10)
        others = [people.submit(retry, [second, first]), people.submit(give_up)]
        time.sleep(0.3)
        assert not [other for other in others if other.done()]
        leave.set()
        assert slow.result(10) == 1
        assert others[0].result(10) == 1
        # It was put back in the queue meanwhile, so that leaving it is an act of its own.
        assert others[1].result(10) == 1
    events = db.session.scalars(select(AuditEvent.subject_id).filter_by(act=Act.EFFECT_RETRIED))
    assert sorted(one for one in events if one) == sorted([first, second])
