"""Sending letters: the effect ``mail``."""

import uuid
from dataclasses import replace
from datetime import timedelta

import structlog

from capitune.accounts.queries import holds
from capitune.accounts.states import Purpose
from capitune.core.clock import now
from capitune.core.handling import revive
from capitune.core.ids import parse_id
from capitune.core.letters import Letter, Payload, UnknownLetter, letter_named
from capitune.core.mail import (
    MailBusy,
    MailForbidden,
    MailRejected,
    MailUnavailable,
    Message,
    current_mailer,
)
from capitune.core.outbox import Delivery, GiveUp, Retry, effect
from capitune.core.post import (
    Breaker,
    MailState,
    hand_over,
    has_left,
    opened_until,
    reopen,
    settle,
    take_back,
    trip,
)
from capitune.core.work import unit_of_work
from capitune.notifications import emails, ways_out
from capitune.notifications.queries import choice_of, was_read
from capitune.notifications.states import Mailing
from capitune.notifications.states import NotificationKind as Kind

__all__ = [
    "emails",  # its letters
    "send_mail",
]

log = structlog.get_logger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DELAYS = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR)
# How long the service is left alone when it does not say: its limits are those of a minute.
PAUSES = {MailBusy: MINUTE, MailForbidden: 5 * MINUTE}


def failed(delivery: Delivery, reason: str) -> None:
    """The letter will not be tried again."""
    settle(delivery.id, MailState.FAILED, reason)


revive("mail", reopen)


# On the queue of people who wait: a verification code is one of them.
@effect("mail", queue="high", delays=DELAYS, buried=failed)
def send_mail(delivery: Delivery) -> None:
    """Compose a letter as things are now and hand it over; nothing left to say is done too.

    The outbox row's id is the mail's own key, so that a second try can be told from a second letter.
    """
    pause = opened_until(Breaker.MAIL)
    if pause is not None:
        raise Retry("the mail service is left alone", pause - now(), counted=False)
    if has_left(delivery.id):
        # A worker died before it could say so, or the answer was lost and an event told it.
        return
    letter, message = _composed(delivery)
    if message is None:
        _note(delivery.id, MailState.DROPPED, "nothing left to say")
        return
    if letter.bulk and not _first(delivery.id):
        # It may have gone the first time, and must not go twice.
        raise GiveUp("interrupted while it was handed over")
    _send(delivery, letter, message)
    _note(delivery.id, MailState.SENT)


def _send(delivery: Delivery, letter: Letter, message: Message) -> None:
    try:
        current_mailer().send(message, key=str(delivery.id))
    except MailRejected as error:
        raise GiveUp(str(error)) from error
    except (MailBusy, MailForbidden) as error:
        if letter.bulk:
            _hold(delivery.id)
        raise Retry(str(error), _pause(error), counted=False) from error
    except MailUnavailable as error:
        raise _again(delivery, letter, error) from error


def _composed(delivery: Delivery) -> tuple[Letter, Message | None]:
    try:
        letter = letter_named(delivery.payload["letter"])
    except UnknownLetter as error:
        raise GiveUp(f"unknown letter {error}") from error
    if letter.security:
        return letter, letter.compose(delivery.payload)
    reader = parse_id(delivery.payload["to"])
    if reader is None or not _is_wanted(letter, reader, delivery.payload):
        return letter, None
    message = letter.compose(delivery.payload)
    way = ways_out.headers(reader, ways_out.scope_of(delivery.payload))
    return letter, message and replace(message, headers={**message.headers, **way})


def _is_wanted(letter: Letter, reader: uuid.UUID, payload: Payload) -> bool:
    """It was not read in the product meanwhile, nor switched off; who gets advertising asked for it."""
    if letter.commercial and not holds(reader, Purpose.COMMUNICATIONS):
        return False
    key, kind = payload.get("unless_read"), payload.get("kind")
    if key and was_read(reader, key):
        return False
    choice = choice_of(reader, Kind(kind)) if kind in set(Kind) else None
    return choice is None or choice.mail is not Mailing.OFF


def _first(mail_id: uuid.UUID) -> bool:
    with unit_of_work():
        return hand_over(mail_id)


def _hold(mail_id: uuid.UUID) -> None:
    """It certainly did not go: the next try is the first again."""
    with unit_of_work():
        take_back(mail_id)


def _again(delivery: Delivery, letter: Letter, error: MailUnavailable) -> GiveUp | Retry:
    """What to do after a failure that passes: another try, unless it may have gone and must not go twice."""
    if letter.bulk:
        if error.maybe_sent:
            return GiveUp(str(error))
        _hold(delivery.id)
    # Never sooner than planned: eight tries within a minute would be no patience.
    asked = timedelta(seconds=error.retry_after or 0)
    return Retry(str(error), max(asked, DELAYS[min(delivery.attempt, len(DELAYS)) - 1]))


def _pause(error: MailBusy | MailForbidden) -> timedelta:
    """Nothing leaves for a while: every letter would be refused the same."""
    pause = timedelta(seconds=error.retry_after) if error.retry_after else PAUSES[type(error)]
    told = log.error if isinstance(error, MailForbidden) else log.warning
    told("mail_service_left_alone", reason=str(error), seconds=pause.total_seconds())
    with unit_of_work():
        trip(Breaker.MAIL, str(error), pause)
    return pause


def _note(mail_id: uuid.UUID, state: MailState, reason: str = "") -> None:
    with unit_of_work():
        settle(mail_id, state, reason)
