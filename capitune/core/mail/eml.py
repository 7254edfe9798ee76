"""Mail written to a folder: development and tests."""

import os
import re
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTPUTF8
from html import unescape
from pathlib import Path

from capitune.core.mail.interface import MailUnavailable
from capitune.core.mail.message import Message
from capitune.core.mail.mime import sender_address, to_mime

_KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}")


class EmlMailer:
    """Writes each message as ``<key>.eml``; a key sent twice is one file, the first."""

    def __init__(self, folder: str | Path, sender: str) -> None:
        sender_address(sender)
        self._folder = Path(folder)
        self._sender = sender

    def send(self, message: Message, key: str) -> None:
        """See ``Mailer.send``. The file is whole or not there."""
        target = self._folder / f"{check_mail_key(key)}.eml"
        data = to_mime(message, key, self._sender).as_bytes()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_once(target, data)
        except OSError as error:
            raise MailUnavailable("cannot write to the mail folder") from error

    def forget(self, needles: set[str]) -> int:
        """Delete the mails whose headers or text contain one of these; how many."""
        found = 0
        for path in self._folder.glob("*.eml"):
            mail = BytesParser(policy=SMTPUTF8).parsebytes(path.read_bytes())
            if any(needle in text for text in _words(mail) for needle in needles):
                path.unlink(missing_ok=True)
                found += 1
        return found


def _words(mail: EmailMessage) -> Iterator[str]:
    yield from (str(value) for value in mail.values())
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            yield unescape(str(part.get_content()))


def check_mail_key(key: str) -> str:
    """``key`` itself, or ``ValueError`` when it could not be a file's name."""
    if not _KEY.fullmatch(key):
        raise ValueError("not a mail's key")
    return key


def _write_once(target: Path, data: bytes) -> None:
    """Write beside, then link: the link fails when someone was first, and that is success."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        target.hardlink_to(temporary)
    except FileExistsError:
        return
    finally:
        temporary.unlink()
