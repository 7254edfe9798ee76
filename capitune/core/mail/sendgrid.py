"""Mail through SendGrid's API."""

import json
import logging
import re
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.error import URLError

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from capitune.core import clock
from capitune.core.mail.interface import (
    MailBusy,
    MailForbidden,
    MailRejected,
    MailUnavailable,
)
from capitune.core.mail.message import Message
from capitune.core.mail.mime import ascii_address, sender_address

# At DEBUG the library writes the API key and the whole mail to the log.
logging.getLogger("python_http_client").setLevel(logging.INFO)

MAX_RETRY_AFTER = 3600

# Not the message's fault but the moment's or our account's: a repaired key sends what waited.
_OURS = {401, 403}
_BUSY, _PASSING = 429, {408}
_ACCEPTED = {200, 202}
_ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+")


class SendGridMailer:
    """Sends by SendGrid's v3 API; ``timeout`` in seconds bounds each wait (the default is none)."""

    def __init__(self, api_key: str, host: str, sender: str, timeout: float = 10.0) -> None:
        self._sender = sender_address(sender)
        self._api = SendGridAPIClient(api_key, host=host.rstrip("/"))
        self._api.client.timeout = timeout

    def send(self, message: Message, key: str) -> None:
        """See ``Mailer.send``; ``key`` travels as a custom argument and comes back in events."""
        body = self._body(message, key)
        try:
            answer = self._api.send(body)
        except HTTPError as error:
            _translate(error)
        except URLError as error:
            # The request never went out whole.
            raise MailUnavailable(f"SendGrid not reached: {type(error.reason).__name__}") from error
        except (OSError, HTTPException) as error:
            reason = f"SendGrid did not answer: {type(error).__name__}"
            raise MailUnavailable(reason, maybe_sent=True) from error
        if answer.status_code not in _ACCEPTED:
            raise MailUnavailable(f"SendGrid answered {answer.status_code}", maybe_sent=True)

    def _body(self, message: Message, key: str) -> dict[str, Any]:
        sender = {"email": self._sender.addr_spec, "name": self._sender.display_name}
        return {
            "personalizations": [
                {"to": [{"email": ascii_address(message.to)}], "custom_args": {"key": key}}
            ],
            "from": {name: value for name, value in sender.items() if value},
            "subject": message.subject,
            "content": [
                {"type": "text/plain", "value": message.text},
                {"type": "text/html", "value": message.html},
            ],
            "categories": [message.kind],
            "headers": {"Auto-Submitted": "auto-generated", **message.headers},
            # Links stay ours, and nobody is told who opens what.
            "tracking_settings": {
                "click_tracking": {"enable": False, "enable_text": False},
                "open_tracking": {"enable": False},
            },
        }


def _translate(error: HTTPError) -> NoReturn:
    status = int(error.status_code)
    reason = f"SendGrid answered {status}{_words(error.body)}"
    if status in _OURS:
        raise MailForbidden(reason) from error
    delay = _retry_after(error.headers)
    if status == _BUSY:
        raise MailBusy(reason, retry_after=delay) from error
    if status in _PASSING or status >= 500:
        raise MailUnavailable(reason, retry_after=delay, maybe_sent=status >= 500) from error
    raise MailRejected(reason) from error


def _words(body: bytes) -> str:
    """The first reason that SendGrid gives, without anyone's address."""
    try:
        first = json.loads(body)["errors"][0]["message"]
    except (ValueError, LookupError, TypeError):
        return ""
    return ": " + _ADDRESS.sub("(address)", str(first))[:200]


def _retry_after(headers: Any) -> int | None:
    """The delay asked for, in seconds, at most an hour; the header may hold a number or a date."""
    value = headers.get("Retry-After") if headers else None
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - clock.now()).total_seconds()
        except (ValueError, TypeError):
            return None
    if seconds != seconds:  # noqa: PLR0124 not a number
        return None
    return int(min(max(seconds, 1), MAX_RETRY_AFTER))
