"""Sending letters: the effect ``mail``."""

from datetime import timedelta

import structlog

from capitune.core.letters import UnknownLetter, letter_named
from capitune.core.mail import MailRejected, MailUnavailable, current_mailer
from capitune.core.outbox import Delivery, GiveUp, Retry, effect

log = structlog.get_logger(__name__)


# On the queue of people who wait: a verification code is one of them.
@effect("mail", queue="high")
def send_mail(delivery: Delivery) -> None:
    """Compose a letter as things are now and hand it over; nothing left to say is done too.

    The outbox row's id is the mail's own key, so that a second try can be told from a second letter.
    When the service may have taken it before the line broke, it is sent again: a letter of this
    journey rather comes twice than never.
    """
    try:
        message = letter_named(delivery.payload["letter"]).compose(delivery.payload)
    except UnknownLetter as error:
        raise GiveUp(f"unknown letter {error}") from error
    if message is None:
        log.info("letter_dropped", letter=delivery.payload["letter"])
        return
    try:
        current_mailer().send(message, key=str(delivery.id))
    except MailRejected as error:
        raise GiveUp(str(error)) from error
    except MailUnavailable as error:
        delay = timedelta(seconds=error.retry_after) if error.retry_after else None
        raise Retry(str(error), delay) from error
