"""Live connections to real servers: two processes, Redis between them, this process as the worker."""

import contextlib
import http.client
import json
import random
import time
from collections.abc import Callable

import pytest
import redis
from flask import Flask
from simple_websocket import ConnectionClosed

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core import jobs, realtime
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.extensions import socketio
from embedded.ports import HOST
from embedded.stores import Stores
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.support.eventually import eventually
from tests.support.live_client import LiveClient, Refused
from tests.support.signing import browser_of, cookie_of
from tests.support.web_server import WebServer

Call = Callable[..., LiveClient]
SOON = 2.0  # seconds: what the contract gives to a revocation
MANY = 5  # the most a person may have; which process takes each is chance


def test_a_nudge_reaches_every_connection_of_every_process_once(call: Call) -> None:
    owner = make_person()
    dossier = make_dossier(owner)
    watching = [call(owner) for _ in range(MANY)]
    for client in watching:
        assert client.ask("dossier:join", {"id": str(dossier.id)}) == {"ok": True}
    stranger = call(make_person())
    with unit_of_work():
        realtime.nudge("dossier", dossier.id, "dossier:changed", {"dossier_id": dossier.id})
    for client in watching:
        assert client.hear("dossier:changed") == {"dossier_id": str(dossier.id)}
        # An answer that comes after: nothing was said twice in between.
        client.ask("dossier:join", {"id": str(dossier.id)})
        assert client.seen == []
    stranger.ask("dossier:join", {})
    assert stranger.seen == []


def test_rights_that_change_close_every_connection_within_two_seconds(call: Call) -> None:
    user, other = make_person(), make_person()
    theirs, bystander = [call(user) for _ in range(MANY)], call(other)
    with unit_of_work():
        accounts.revoke_all(user, "suspended")
    for client in theirs:
        assert client.is_closed_within(SOON)
        assert ("revoked", {"reason": "suspended"}) in client.seen
    assert bystander.ask("dossier:join", {})["code"] == "malformed"
    with pytest.raises(Refused):
        call(None, cookie="session=" + "x" * 20)


def sign_out_everywhere(user: User) -> None:
    with unit_of_work():
        accounts.end_others(acting(user), user)


def change_password(user: User) -> None:
    checked = accounts.check_password(user.email, PASSWORD)
    chosen = accounts.choose_password(user, "another-long-Passphrase-77")
    with unit_of_work():
        accounts.change_password(acting(user), user, checked, chosen)


def suspend(user: User) -> None:
    closing = accounts.Closing("spam", "Adverts.", "No adverts.")
    with unit_of_work():
        accounts.suspend(acting(make_person(Role.MODERATOR)), user, closing)


def change_role(user: User) -> None:
    with unit_of_work():
        dossiers.change_role(acting(make_person(Role.ADMIN)), user, "moderator")


def lose_rights(user: User, reason: str) -> None:
    with unit_of_work():
        accounts.revoke_all(user, reason)


@pytest.mark.parametrize(
    ("reason", "act"),
    [
        ("signed_out_everywhere", sign_out_everywhere),
        ("password_changed", change_password),
        ("role_changed", change_role),
        ("account_suspended", suspend),
        ("licence_changed", lambda user: lose_rights(user, "licence_changed")),
    ],
)
def test_each_loss_of_rights_closes_all_in_two_seconds(
    call: Call, reason: str, act: Callable[[User], None]
) -> None:
    user, other = make_person(), make_person()
    theirs, bystander = [call(user) for _ in range(MANY)], call(other)
    act(user)
    deadline = time.monotonic() + SOON
    for client in theirs:
        assert client.is_closed_within(deadline - time.monotonic())
        assert ("revoked", {"reason": reason}) in client.seen
    assert bystander.ask("dossier:join", {})["code"] == "malformed"


def test_of_six_connections_the_oldest_closes(call: Call) -> None:
    user, other = make_person(), make_person()
    bystander = call(other)
    first, *rest = [call(user) for _ in range(MANY + 1)]
    assert first.is_closed_within(SOON)
    assert ("revoked", {"reason": "too_many_connections"}) in first.seen
    for client in (*rest, bystander):
        assert client.ask("dossier:join", {})["code"] == "malformed"
    rest[0].close()
    # One that left makes room for one more.
    eventually(lambda: presence_of(user) == MANY - 1, "the one that left to be counted out", 5)
    call(user)
    assert rest[1].ask("dossier:join", {})["code"] == "malformed"


def test_a_redis_that_was_emptied_costs_nobody_their_connection(call: Call) -> None:
    user = make_person()
    before = [call(user) for _ in range(MANY)]
    assert presence_of(user) == MANY
    jobs.connection().flushdb()
    assert presence_of(user) == 0
    after = call(user)
    for client in (*before, after):
        assert client.ask("dossier:join", {})["code"] == "malformed"


def test_the_events_of_a_person_are_limited_over_all_connections(call: Call) -> None:
    user = make_person()
    mine, calm = [call(user) for _ in range(MANY)], call(make_person())
    for number in range(1, 41):
        for client in mine:
            client.send_raw(f'42{number}["dossier:join",{{}}]')
    assert "too_many_requests" in [client.answer_to(40)["code"] for client in mine]
    assert calm.ask("dossier:join", {})["code"] == "malformed"


def presence_of(user: User) -> int:
    return realtime.presence().connections(user.id)


def test_signing_out_closes_the_connections_of_that_sign_in_only(
    call: Call, live_app: Flask
) -> None:
    user = make_person()
    here, there = browser_of(live_app, user), call(user)
    mine = [call(None, cookie=cookie_of(here)) for _ in range(4)]
    answer = here.submit("/logout", page="/dashboard")
    assert answer.status_code == 303
    assert all(client.is_closed_within(SOON) for client in mine)
    assert there.ask("dossier:join", {})["code"] == "malformed"


def test_an_assignment_that_ends_takes_the_professional_out_of_the_room(call: Call) -> None:
    candidate, pro = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assignment = assign(dossier, pro)
    theirs = [call(pro) for _ in range(MANY)]
    owner = call(candidate)
    for client in [*theirs, owner]:
        assert client.ask("dossier:join", {"id": str(dossier.id)})["ok"]
    with unit_of_work():
        dossiers.end_assignment(acting(candidate), assignment)
    for client in theirs:
        revoked = client.hear("revoked", SOON)
        assert revoked == {"reason": "unassigned", "subject": str(dossier.id)}
    assert owner.hear("dossier:changed", SOON) == {"dossier_id": str(dossier.id)}
    with unit_of_work():
        realtime.nudge("dossier", dossier.id, "dossier:changed", {"dossier_id": dossier.id})
    assert owner.hear("dossier:changed")
    for client in theirs:
        assert client.ask("dossier:join", {"id": str(dossier.id)})["code"] == "not_found"
        assert not [name for name, _ in client.seen if name == "dossier:changed"]


def test_a_token_connects_without_a_cookie(call: Call, server: WebServer) -> None:
    user = make_person()
    signed_in = server.ask("POST", "/api/auth/login", {"email": user.email, "password": PASSWORD})
    token = signed_in["token"]
    assert call(None, token=token).ask("dossier:join", {})["code"] == "malformed"
    with pytest.raises(Refused):
        call(None)
    with pytest.raises(Refused):
        call(None, token=token + "x")


def test_a_page_of_another_site_cannot_connect(call: Call, server: WebServer) -> None:
    user = make_person()
    assert call(user, origin=server.url).ask("dossier:join", {})["code"] == "malformed"
    for origin in ("http://evil.example", f"http://evil.example:{server.port}", "null"):
        with pytest.raises(Refused, match="400"):
            call(user, origin=origin)


def test_polling_is_refused(server: WebServer) -> None:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=5)
    connection.request("GET", "/socket.io/?EIO=4&transport=polling")
    assert connection.getresponse().status == 400
    connection.close()


FRAMES: list[tuple[str, str | bytes]] = [
    ("not a packet", "zzz"),
    ("an unknown packet", "49"),
    ("an event that is not JSON", "42["),
    ("an event that is no list", '42{"a":1}'),
    ("an event without a name", "42[]"),
    ("an event with a number for a name", "42[7]"),
    ("a deep one", "42" + "[" * 30_000),
    ("another namespace", '42/admin,["dossier:join",{}]'),
    ("an acknowledgement nobody asked for", "439[1]"),
    ("a binary promise", '451-["dossier:join",{"_placeholder":true,"num":0}]'),
    ("binary", b"\x00\x01\x02"),
    ("an empty frame", ""),
]


@pytest.mark.parametrize("frame", [case[1] for case in FRAMES], ids=[case[0] for case in FRAMES])
def test_a_bad_frame_harms_nobody_else(call: Call, frame: str | bytes) -> None:
    bad, calm = call(make_person()), call(make_person())
    bad.send_raw(frame)
    assert calm.ask("dossier:join", {})["code"] == "malformed"
    assert call(make_person()).ask("dossier:join", {})["code"] == "malformed"


def generated(seed: int) -> list[str | bytes]:
    """Forty frames that are no event: an honest one, cut, doubled, with bytes of chance in it."""
    chance = random.Random(seed)  # noqa: S311 frames, not secrets
    honest = '421["dossier:join",{"id":"0195f0a0-0000-7000-8000-000000000000"}]'
    pieces = [
        *'0123456789-,[]{}":\\\x00\u202e\U0001f4a9',
        "42",
        "451-",
        "null",
        "1e999",
        '"id"',
        "/x,",
    ]
    frames: list[str | bytes] = []
    for number in range(40):
        where = chance.randrange(1, len(honest))
        text = honest[:where] + "".join(chance.choices(pieces, k=chance.randrange(1, 9)))
        text += chance.choice(["", honest[where + 1 :], honest * 20, "[" * 500])
        frames.append(text.encode() if number % 8 == 7 else text)
    return frames


@pytest.mark.parametrize("seed", range(8))
def test_three_hundred_frames_by_chance_harm_nobody_else(call: Call, seed: int) -> None:
    calm, frames = call(make_person()), generated(seed)
    assert len(frames) == 40
    while frames:
        # One that ends its connection ends only that: the rest comes over the next.
        bad = call(make_person())
        with contextlib.suppress(ConnectionClosed):
            while frames:
                bad.send_raw(frames.pop())
                bad.settle()
    assert calm.ask("dossier:join", {})["code"] == "malformed"


def test_a_huge_frame_ends_its_own_connection_only(call: Call) -> None:
    bad, calm = call(make_person()), call(make_person())
    bad.send_raw("42" + json.dumps(["dossier:join", {"id": "x" * 5_000_000}]))
    assert bad.is_closed_within(5)
    assert calm.ask("dossier:join", {})["code"] == "malformed"


def test_a_flood_stalls_nobody_else(call: Call) -> None:
    bad, calm = call(make_person()), call(make_person())
    for number in range(1, 501):
        bad.send_raw(f'42{number}["dossier:join",{{}}]')
    assert calm.ask("dossier:join", {}, patience=3)["code"] == "malformed"
    assert bad.answer_to(500)["code"] == "too_many_requests"


def test_what_was_missed_while_redis_was_away_is_made_up_for(
    call: Call, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights go while nobody can be told; once the queue is heard again, each process asks for all."""
    candidate, pro, suspended = make_person(), make_professional("immigration"), make_person()
    dossier = make_dossier(candidate)
    assignment = assign(dossier, pro)
    theirs, gone, stays = call(pro), call(suspended), call(candidate)
    for client in (theirs, stays):
        assert client.ask("dossier:join", {"id": str(dossier.id)})["ok"]
    with monkeypatch.context() as silence:
        silence.setattr(socketio, "emit", lambda *_args, **_kwargs: None)
        with unit_of_work():
            dossiers.end_assignment(acting(candidate), assignment)
            accounts.revoke_all(suspended, "suspended")
    assert not gone.is_closed_within(0.5)
    redis.Redis.from_url(stores.redis_url).client_kill_filter(_type="pubsub")
    assert gone.is_closed_within(5)
    assert theirs.hear("revoked", 5) == {"reason": "not_found", "subject": str(dossier.id)}
    assert stays.ask("dossier:join", {"id": str(dossier.id)})["ok"]
