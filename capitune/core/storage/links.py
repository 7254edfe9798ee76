"""Signed links to files kept in a folder: the token says all that serving them needs."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from capitune.core import clock
from capitune.core.storage.interface import MAX_LINK_SECONDS, Disposition, check_expires
from capitune.core.storage.parts import PART_LINK_SECONDS

_SALT = "capitune.core.storage.link"
_PART_SALT = "capitune.core.storage.part"


class LinkRefused(Exception):
    """The token is forged, altered, or its time is over; which of them is nobody's business."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a link stands for."""

    key: str
    file_name: str
    content_type: str
    disposition: Disposition


class LinkSigner:
    """Makes and reads tokens under one secret."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt=_SALT)

    def sign(self, facts: LinkFacts, expires: int) -> str:
        """A token that dies ``expires`` seconds from now (1 to 60)."""
        check_expires(expires)
        until = clock.now().timestamp() + expires
        return str(self._serializer.dumps({**asdict(facts), "until": until}))

    def read(self, token: str) -> LinkFacts:
        """What the token stands for; raises ``LinkRefused``.

        The expiry inside is exact; the signature's own timestamp, in whole seconds, is a second
        lock that holds whatever was signed.
        """
        return LinkFacts(**_read(self._serializer, token, MAX_LINK_SECONDS))


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a link that takes a part stands for; ``size`` in bytes."""

    key: str
    upload_id: str
    number: int
    size: int


class PartSigner:
    """Makes and reads tokens of parts; none of them is ever good for reading."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt=_PART_SALT)

    def sign(self, facts: PartFacts) -> str:
        """A token that dies in a quarter of an hour."""
        until = clock.now().timestamp() + PART_LINK_SECONDS
        return str(self._serializer.dumps({**asdict(facts), "until": until}))

    def read(self, token: str) -> PartFacts:
        """What the token stands for; raises ``LinkRefused``. See ``LinkSigner.read``."""
        return PartFacts(**_read(self._serializer, token, PART_LINK_SECONDS))


def _read(serializer: URLSafeTimedSerializer, token: str, longest: int) -> dict[str, Any]:
    try:
        data: dict[str, Any] = serializer.loads(token, max_age=longest + 1)
    except BadData as error:
        raise LinkRefused from error
    until = data.pop("until", -math.inf)
    if clock.now().timestamp() >= until:
        raise LinkRefused
    return data
