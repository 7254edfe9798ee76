"""Live events: who may, what is refused, and that nothing else is told."""

import json
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core import realtime
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Dossier
from capitune.dossiers.states import ReviewerRole
from capitune.extensions import db
from capitune.notifications.models import Notification
from capitune.notifications.queries import unread_count
from capitune.notifications.services import mark_all_read
from tests.factories.documents import receive, reject
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.functional.live.conftest import Connect, Live
from tests.support.signing import browser_of, token_of


def candidate_of(dossier: Dossier) -> User:
    return db.session.get_one(User, dossier.candidate_id)


def test_a_signed_in_person_connects_by_cookie(app: Flask, connect: Connect) -> None:
    assert connect(make_person()).is_connected


def test_a_program_connects_by_token(app: Flask) -> None:
    token = token_of(make_person())
    assert Live(app, auth={"token": token}).is_connected


@pytest.mark.parametrize(
    "auth",
    [None, {}, {"token": ""}, {"token": "nonsense"}, {"token": 7}, {"token": None}, "token", 7],
)
def test_anybody_else_does_not_connect(app: Flask, auth: Any) -> None:
    assert not Live(app, auth=auth).is_connected


@pytest.mark.parametrize("facts", [{"standing": Standing.SUSPENDED}, {"email_verified_at": None}])
def test_an_account_that_may_not_be_used_does_not_connect(
    app: Flask, facts: dict[str, Any]
) -> None:
    user = make_person()
    browser = browser_of(app, user)
    assert Live(app, browser).is_connected
    with unit_of_work():
        for name, value in facts.items():
            setattr(user, name, value)
    assert not Live(app, browser).is_connected


def test_a_queue_hears_of_each_change_in_its_dossiers_and_of_no_other(connect: Connect) -> None:
    anne, bruno, other = (
        make_professional("immigration"),
        make_professional("finance"),
        make_person(),
    )
    dossier = make_dossier(other)
    assign(dossier, anne)
    ended = assign(dossier, bruno, ReviewerRole.FINANCE)
    queue, candidate = connect(bruno), connect(other)
    document = receive(dossier)
    assert queue.heard("queue:changed")[-1] == {}
    reject(document, anne)
    assert len(queue.heard("queue:changed")) == 1
    receive(make_dossier())
    assert queue.heard("queue:changed") == []
    assert candidate.heard("queue:changed") == []
    unassign(ended)
    assert queue.heard("queue:changed") == [{}]


def test_the_cookie_of_one_never_stands_for_the_token_of_another(app: Flask) -> None:
    """A token that is no good is not made good by a cookie that is."""
    browser = browser_of(app, make_person())
    client = Live(app, browser, {"token": "nonsense"})
    assert not client.is_connected


class TestJoin:
    """``dossier:join``: the rule of the dossier, asked at each event."""

    @pytest.fixture
    def dossier(self, app: Flask) -> Any:
        return make_dossier()

    def people(self, dossier: Any) -> dict[str, Any]:
        assigned, former = make_professional("immigration"), make_professional("immigration")
        assign(dossier, assigned)
        unassign(assign(dossier, former))
        return {
            "owner": candidate_of(dossier),
            "assigned": assigned,
            "former": former,
            "admin": make_person(Role.ADMIN),
            "other": make_person(),
            "unassigned": make_professional("immigration"),
            "unverified": make_professional(),
            "moderator": make_person(Role.MODERATOR),
        }

    @pytest.mark.parametrize(
        ("who", "code"),
        [
            ("owner", None),
            ("assigned", None),
            ("admin", None),
            ("former", "not_found"),
            ("other", "not_found"),
            ("unassigned", "not_found"),
            ("unverified", "not_found"),
            ("moderator", "not_found"),
        ],
    )
    def test_who_may(self, connect: Connect, dossier: Any, who: str, code: str | None) -> None:
        client = connect(self.people(dossier)[who])
        answer = client.ask("dossier:join", {"id": str(dossier.id)})
        assert answer["ok"] is (code is None)
        assert answer.get("code") == code
        with unit_of_work():
            realtime.nudge("dossier", dossier.id, "dossier:changed", {"dossier_id": dossier.id})
        told = [{"dossier_id": str(dossier.id)}] if code is None else []
        assert client.heard("dossier:changed") == told

    def test_not_yours_and_not_there_are_the_same(self, connect: Connect, dossier: Any) -> None:
        client = connect(make_person())
        foreign = client.ask("dossier:join", {"id": str(dossier.id)})
        absent = client.ask("dossier:join", {"id": str(uuid.uuid4())})
        assert foreign == absent
        assert foreign["code"] == "not_found"

    def test_a_room_cannot_be_named(self, connect: Connect, dossier: Any) -> None:
        client = connect(make_person())
        for payload in ({"room": f"dossier:{dossier.id}"}, {"id": f"dossier:{dossier.id}"}):
            assert client.ask("dossier:join", payload)["code"] == "malformed"

    def test_each_event_asks_again(self, connect: Connect, dossier: Any) -> None:
        owner = candidate_of(dossier)
        client = connect(owner)
        assert client.ask("dossier:join", {"id": str(dossier.id)})["ok"] is True
        with unit_of_work():
            owner.standing = Standing.SUSPENDED
        answer = client.ask("dossier:join", {"id": str(dossier.id)})
        assert answer["code"] == "unauthenticated"
        assert not client.is_connected


BAD = [
    ("nothing", ()),
    ("no id", ({},)),
    ("not an id", ({"id": "1"},)),
    ("a number", ({"id": 7},)),
    ("a list", ([],)),
    ("text", ("id",)),
    ("null", (None,)),
    ("two", ({}, {})),
    ("binary", (b"\x00\x01",)),
    ("binary inside", ({"id": b"\x00\x01"},)),
]


@pytest.mark.parametrize("payload", [case[1] for case in BAD], ids=[case[0] for case in BAD])
def test_malformed_payloads_are_refused(connect: Connect, payload: tuple[Any, ...]) -> None:
    client = connect(make_person())
    answer = client.ask("dossier:join", *payload)
    assert answer["ok"] is False
    assert answer["code"] == "malformed"
    assert answer["message"]
    assert client.is_connected


def test_a_payload_over_16_kb_is_refused(connect: Connect) -> None:
    client = connect(make_person())
    assert client.ask("dossier:join", {"id": "x" * 16_300})["code"] == "malformed"
    assert client.ask("dossier:join", {"id": "x" * 16_384})["code"] == "too_large"


def test_unknown_events_are_answered(connect: Connect) -> None:
    client = connect(make_person())
    assert client.ask("dossier:steal", {"id": "x"})["code"] == "not_found"


def test_a_flood_is_refused_and_the_connection_stays(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a machine slower than the pace allowed there would be no flood.
    monkeypatch.setattr("capitune.authz.frames.PER_SECOND", 0.0)
    client, calm = connect(make_person()), connect(make_person())
    codes = [client.ask("dossier:join", {})["code"] for _ in range(60)]
    assert codes[0] == "malformed"
    assert codes[-1] == "too_many_requests"
    assert client.is_connected
    assert calm.ask("dossier:join", {})["code"] == "malformed"


def test_a_crash_is_answered_and_tells_nothing(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = connect(make_person())

    def broken(*_args: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("capitune.authz.sockets.read", broken)
    answer = client.ask("dossier:join", {})
    assert answer["code"] == "server_error"
    assert "secret" not in str(answer)
    assert client.is_connected


def test_a_person_who_cannot_be_read_gets_an_answer_all_the_same(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = connect(make_person())

    def away(*_args: object) -> None:
        raise OperationalError("secret", None, Exception("the database is away"))

    # Even the language of the answer is asked of the person.
    monkeypatch.setattr("capitune.accounts.queries.person_of_session", away)
    answer = client.ask("dossier:join", {})
    assert answer["code"] == "server_error"
    assert answer["message"]
    assert client.is_connected


def test_connections_to_the_database_are_given_back(live_app: Flask) -> None:
    user = make_person()
    browser = browser_of(live_app, user)
    client = Live(live_app, browser)
    for _ in range(12):
        client.ask("dossier:join", {"id": str(uuid.uuid4())})
    db.session.remove()
    assert db.engine.pool.checkedout() == 0


class TestRevocation:
    """What a lost right does to connections, in this process."""

    def test_the_room_is_left(self, connect: Connect) -> None:
        dossier = make_dossier()
        pro = make_professional("immigration")
        assign(dossier, pro)
        theirs, owners = connect(pro), connect(candidate_of(dossier))
        for client in (theirs, owners):
            assert client.ask("dossier:join", {"id": str(dossier.id)})["ok"]
        with unit_of_work():
            realtime.revoke(pro.id, "unassigned", subject=dossier.id)
        assert theirs.heard("revoked") == [{"reason": "unassigned", "subject": str(dossier.id)}]
        with unit_of_work():
            realtime.nudge("dossier", dossier.id, "dossier:changed", {"dossier_id": dossier.id})
        assert owners.heard("dossier:changed") == [{"dossier_id": str(dossier.id)}]
        assert theirs.heard("dossier:changed") == []
        assert theirs.is_connected

    def test_the_connections_are_closed(self, connect: Connect) -> None:
        user, other = make_person(), make_person()
        first, second, bystander = connect(user), connect(user), connect(other)
        with unit_of_work():
            realtime.revoke(user.id, "suspended")
        assert first.heard("revoked") == [{"reason": "suspended"}]
        assert [c.is_connected for c in (first, second, bystander)] == [False, False, True]

    def test_nothing_is_told_before_the_commit_or_without_it(self, connect: Connect) -> None:
        user = make_person()
        client = connect(user)
        with pytest.raises(RuntimeError, match="no"), unit_of_work():
            realtime.revoke(user.id, "suspended")
            assert client.is_connected
            raise RuntimeError("no")
        assert client.is_connected
        assert client.heard("revoked") == []


class TestConsequences:
    """What happens elsewhere is heard by those it concerns, as ids."""

    def test_a_decision_rings_and_the_dossier_changes(self, connect: Connect) -> None:
        candidate, pro = make_person(), make_professional("immigration")
        dossier = make_dossier(candidate)
        assign(dossier, pro)
        document = receive(dossier)
        owner, theirs, stranger = connect(candidate), connect(pro), connect(make_person())
        for client in (owner, theirs):
            assert client.ask("dossier:join", {"id": str(dossier.id)})["ok"]
        reject(document, pro)
        changed = {"dossier_id": str(dossier.id)}
        assert owner.heard("dossier:changed") == theirs.heard("dossier:changed") == [changed]
        (rung,) = owner.heard("notification")
        assert set(rung) == {"id", "unread"}
        told = db.session.get_one(Notification, uuid.UUID(rung["id"]))
        assert told.user_id == candidate.id
        assert rung["unread"] == unread_count(candidate.id) > 0
        assert theirs.heard("notification") == []
        assert stranger.heard("dossier:changed") == stranger.heard("notification") == []

    def test_what_is_read_in_one_window_is_read_in_all(self, connect: Connect) -> None:
        candidate, pro = make_person(), make_professional("immigration")
        dossier = make_dossier(candidate)
        assign(dossier, pro)
        reject(receive(dossier), pro)
        assert unread_count(candidate.id) > 0
        window = connect(candidate)
        with unit_of_work():
            mark_all_read(acting(candidate))
        assert window.heard("notification") == [{"id": None, "unread": 0}]

    def test_no_words_travel(self, connect: Connect) -> None:
        """Everything that is said is an id, a number or a code."""
        candidate, pro = make_person(), make_professional("immigration")
        dossier = make_dossier(candidate, title="Un titre secret")
        owner = connect(candidate)
        owner.ask("dossier:join", {"id": str(dossier.id)})
        unassign(assign(dossier, pro))
        reject(receive(dossier), _assigned(dossier), comment="Un commentaire secret")
        said = json.dumps(owner.everything)
        assert "dossier:changed" in said
        assert "secret" not in said


def _assigned(dossier: Dossier) -> User:
    reviewer = make_professional("immigration")
    assign(dossier, reviewer)
    return reviewer
