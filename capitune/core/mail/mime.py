"""A message as RFC 5322 and MIME want it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from capitune.core import clock
from capitune.core.mail.message import Message

KIND_HEADER = "X-Mail-Kind"
KEY_HEADER = "X-Mail-Key"


def sender_address(sender: str) -> Address:
    """``Name <user@host>`` or a bare address, taken apart; ``ValueError`` when it is neither."""
    name, address = parseaddr(sender)
    return Address(display_name=name, addr_spec=ascii_address(address))


def ascii_address(address: str) -> str:
    """The address with its domain in ASCII (IDNA); ``ValueError`` when it has none."""
    user, at, host = address.rpartition("@")
    if not (user and at and host):
        raise ValueError("not an address")
    return f"{user}@{host.encode('idna').decode('ascii')}"


def to_mime(message: Message, key: str, sender: str) -> EmailMessage:
    """The whole mail: text and HTML as alternatives, ``key`` in its Message-ID."""
    origin = sender_address(sender)
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit", utf8=not message.to.isascii()))
    mail["From"] = origin
    mail["To"] = ascii_address(message.to)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{key}@{origin.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail[KIND_HEADER] = message.kind
    mail[KEY_HEADER] = key
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail
