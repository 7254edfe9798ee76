import gc
import json
import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from capitune.core import clock
from capitune.core.mail import MailRejected, MailUnavailable, Message, SendGridMailer
from tests.support.nasty_server import (
    Move,
    NastyServer,
    close_after_request,
    close_at_once,
    hang,
    hang_deaf,
    http,
    http_hang_after,
    raw,
)

MESSAGE = Message(
    "jean@example.com",
    "Votre code\u202f: été",
    "Bonjour",
    "<p>Bonjour</p>",
    "accounts.code",
    {"List-Unsubscribe": "<https://example.com/u/1>"},
)
ERRORS = json.dumps({"errors": [{"message": "jean@example.com is <bad@example.com>, no"}]}).encode()


def send(server: NastyServer, timeout: float = 5) -> None:
    mailer = SendGridMailer("SG.key", server.url, "CAPITUNE <no-reply@capitune.example>", timeout)
    mailer.send(MESSAGE, "k-1")


def failure(move: Move) -> MailUnavailable:
    with NastyServer(move) as server, pytest.raises(MailUnavailable) as caught:
        send(server, timeout=0.3)
    assert server.visits == 1, "it is the caller who tries again"
    return caught.value


def test_sends_all_of_it() -> None:
    with NastyServer(http(202)) as server:
        send(server)
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v3/mail/send")
    assert request.headers["authorization"] == "Bearer SG.key"
    body = json.loads(request.body)
    assert body["personalizations"] == [
        {"to": [{"email": "jean@example.com"}], "custom_args": {"key": "k-1"}}
    ]
    assert body["from"] == {"email": "no-reply@capitune.example", "name": "CAPITUNE"}
    assert body["subject"] == MESSAGE.subject
    assert body["content"] == [
        {"type": "text/plain", "value": "Bonjour"},
        {"type": "text/html", "value": "<p>Bonjour</p>"},
    ]
    assert body["headers"]["List-Unsubscribe"] == "<https://example.com/u/1>"
    assert body["categories"] == ["accounts.code"]
    assert body["tracking_settings"]["click_tracking"]["enable"] is False


@pytest.mark.parametrize("status", [400, 404, 413, 415])
def test_a_message_refused_is_rejected_for_good(status: int) -> None:
    with NastyServer(http(status, ERRORS)) as server, pytest.raises(MailRejected) as caught:
        send(server)
    assert str(status) in str(caught.value)
    assert "example.com" not in str(caught.value)


@pytest.mark.parametrize(
    ("move", "maybe_sent"),
    [
        pytest.param(http(429), False, id="429"),
        pytest.param(http(401, ERRORS), False, id="our key is refused"),
        pytest.param(http(403), False, id="our account is refused"),
        pytest.param(http(408), False, id="408"),
        pytest.param(http(500), True, id="500"),
        pytest.param(http(503), True, id="503"),
        pytest.param(http(599), True, id="599"),
        pytest.param(http(204), True, id="an answer it never gives"),
        pytest.param(hang, True, id="never answers"),
        pytest.param(hang_deaf, True, id="never reads"),
        pytest.param(raw(b"nonsense\r\n\r\n"), True, id="no HTTP"),
        pytest.param(close_after_request, True, id="closes after accepting"),
    ],
)
def test_the_rest_is_to_try_again(move: Move, maybe_sent: bool) -> None:
    assert failure(move).maybe_sent is maybe_sent


def test_a_line_cut_at_once_is_to_try_again() -> None:
    failure(close_at_once)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_answer_that_stops_is_to_try_again() -> None:
    """SendGrid's library leaves that socket to the garbage collector, and Python says so."""
    assert failure(http_hang_after(b"", 10)).maybe_sent is True
    gc.collect()


def test_nobody_listening_is_to_try_again_and_surely_not_sent() -> None:
    with NastyServer(hang) as server:
        pass
    with pytest.raises(MailUnavailable) as caught:
        send(server)
    assert caught.value.maybe_sent is False


def test_a_silent_service_costs_the_time_out_and_no_more() -> None:
    started = time.monotonic()
    failure(hang)
    assert 0.2 < time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("17", 17),
        ("0", 1),
        ("-5", 1),
        ("999999", 3600),
        ("nan", None),
        ("soon", None),
        ("inf", 3600),
    ],
)
def test_the_delay_asked_for(header: str, expected: int | None) -> None:
    assert failure(http(429, retry_after=header)).retry_after == expected


def test_the_delay_as_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    present = datetime(2026, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: present)
    later = format_datetime(present + timedelta(seconds=90), usegmt=True)
    assert failure(http(503, retry_after=later)).retry_after == 90


def test_the_log_holds_neither_key_nor_mail(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with NastyServer(http(202)) as server:
        send(server)
    assert "SG.key" not in caplog.text
    assert "jean" not in caplog.text
