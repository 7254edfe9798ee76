"""Reading the mails that ``EmlMailer`` wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTPUTF8
from email.utils import parsedate_to_datetime
from pathlib import Path

from capitune.core.mail.eml import check_mail_key
from capitune.core.mail.mime import KIND_HEADER


class MailMissing(Exception):
    """There is no mail of that name."""


@dataclass(frozen=True, slots=True)
class MailFacts:
    """The outside of a mail; ``name`` is its file name without ``.eml``, that is its key."""

    name: str
    to: str
    subject: str
    kind: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A whole mail; ``headers`` are all of them, decoded."""

    facts: MailFacts
    text: str
    html: str
    headers: Mapping[str, str]


def list_mails(folder: str | Path, limit: int = 100) -> list[MailFacts]:
    """The newest mails first, at most ``limit``; a folder not yet made has none."""
    dated = []
    for path in Path(folder).glob("*.eml"):
        try:
            dated.append((path.stat().st_mtime_ns, path.stem, path))
        except FileNotFoundError:
            continue  # taken away between the listing and the look
    newest = sorted(dated, reverse=True)[:limit]
    return [_facts(stem, _parse(path, headers_only=True)) for _, stem, path in newest]


def read_mail(folder: str | Path, name: str) -> StoredMail:
    """The mail called ``name``; raises ``MailMissing``, also for what cannot be a name."""
    try:
        path = Path(folder) / f"{check_mail_key(name)}.eml"
        mail = _parse(path, headers_only=False)
    except (ValueError, FileNotFoundError) as error:
        raise MailMissing(name) from error
    return StoredMail(
        facts=_facts(name, mail),
        text=_body(mail, "plain"),
        html=_body(mail, "html"),
        headers={header: str(value) for header, value in mail.items()},
    )


def _parse(path: Path, *, headers_only: bool) -> EmailMessage:
    with path.open("rb") as file:
        return BytesParser(policy=SMTPUTF8).parse(file, headersonly=headers_only)


def _facts(name: str, mail: EmailMessage) -> MailFacts:
    return MailFacts(
        name=name,
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        kind=str(mail[KIND_HEADER]),
        sent_at=parsedate_to_datetime(str(mail["Date"])),
    )


def _body(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if part else ""
