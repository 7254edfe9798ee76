"""Signed links to files kept in a folder: the token says all that serving them needs."""

import math
from dataclasses import asdict, dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from capitune.core import clock
from capitune.core.storage.interface import MAX_LINK_SECONDS, Disposition, check_expires

_SALT = "capitune.core.storage.link"


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
        try:
            data = self._serializer.loads(token, max_age=MAX_LINK_SECONDS + 1)
        except BadData as error:
            raise LinkRefused from error
        until = data.pop("until", -math.inf)
        if clock.now().timestamp() >= until:
            raise LinkRefused
        return LinkFacts(**data)
