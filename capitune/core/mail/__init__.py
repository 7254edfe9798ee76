"""Sending e-mail: one interface, two real drivers (a folder of ``.eml`` files, SendGrid)."""

from typing import cast

from flask import Flask, current_app

from capitune.core.mail.eml import EmlMailer
from capitune.core.mail.folder import MailFacts, MailMissing, StoredMail, list_mails, read_mail
from capitune.core.mail.interface import (
    MailBusy,
    Mailer,
    MailForbidden,
    MailRejected,
    MailUnavailable,
)
from capitune.core.mail.message import Message
from capitune.core.mail.sendgrid import SendGridMailer

__all__ = [
    "EmlMailer",
    "MailBusy",
    "MailFacts",
    "MailForbidden",
    "MailMissing",
    "MailRejected",
    "MailUnavailable",
    "Mailer",
    "Message",
    "SendGridMailer",
    "StoredMail",
    "current_mailer",
    "forget_mails",
    "init_app",
    "is_told",
    "list_mails",
    "read_mail",
]

EXTENSION = "capitune.mail"


def init_app(app: Flask) -> None:
    """Bind SendGrid when ``SENDGRID_API_KEY`` is set, else the folder ``MAIL_PATH``."""
    config = app.config
    sender = config["MAIL_FROM"]
    mailer: Mailer
    if config.get("SENDGRID_API_KEY"):
        mailer = SendGridMailer(config["SENDGRID_API_KEY"], config["SENDGRID_HOST"], sender)
    else:
        mailer = EmlMailer(config["MAIL_PATH"], sender)
    app.extensions[EXTENSION] = mailer


def forget_mails(mailer: Mailer, needles: set[str]) -> int:
    """Delete what a mailer kept on this machine that contains one of these; how many mails.

    Only the folder of development keeps any: what was sent is in its reader's mailbox.
    """
    return mailer.forget(needles) if isinstance(mailer, EmlMailer) else 0


def current_mailer() -> Mailer:
    """The mailer of the running application."""
    return cast("Mailer", current_app.extensions[EXTENSION])


def is_told() -> bool:
    """True when the service's events can reach us: we have the key that they are signed with."""
    return bool(current_app.config["SENDGRID_WEBHOOK_KEY"])
