"""An e-mail as the product sees it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_SUBJECT = 250
MAX_ADDRESS = 254

_ADDRESS = re.compile(
    r"[^@\s<>,;:\"\\()\[\]\x00-\x1f\x7f]{1,64}@[^@\s<>,;:\"\\()\[\]\x00-\x1f\x7f]+"
)
_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,99}")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")

# The mailer writes these itself; a second one would let a message be two things.
_RESERVED = frozenset(
    [
        "bcc",
        "cc",
        "content-transfer-encoding",
        "content-type",
        "date",
        "dkim-signature",
        "from",
        "message-id",
        "mime-version",
        "received",
        "reply-to",
        "return-path",
        "sender",
        "subject",
        "to",
        "x-mail-key",
        "x-mail-kind",
        "x-sg-eid",
        "x-sg-id",
    ]
)


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail to one person, as text and as HTML.

    ``kind`` is a word of ours (``[a-z0-9_.-]``) that tells mails apart in lists and statistics;
    ``headers`` are further ones, such as ``List-Unsubscribe``. What could smuggle in a header or a
    second recipient raises ``ValueError``: line breaks and control characters anywhere but in
    ``text`` and ``html``, more than one address, a header that the mailer writes itself.
    """

    to: str
    subject: str
    text: str
    html: str
    kind: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.to) > MAX_ADDRESS or not _ADDRESS.fullmatch(self.to):
            raise ValueError("to must be one bare address")
        if not self.subject.strip() or len(self.subject) > MAX_SUBJECT:
            raise ValueError(f"a subject has 1 to {MAX_SUBJECT} characters")
        if _CONTROL.search(self.subject):
            raise ValueError("a subject has no control characters")
        if not _KIND.fullmatch(self.kind):
            raise ValueError("a kind is a word of a-z, 0-9, dot, dash, underscore")
        for name, value in self.headers.items():
            _check_header(name, value)


def _check_header(name: str, value: str) -> None:
    if not _HEADER_NAME.fullmatch(name) or name.lower() in _RESERVED:
        raise ValueError("not a header that a message may carry")
    if _CONTROL.search(value) or not value.isascii():
        raise ValueError("a header's value is plain ASCII without control characters")
