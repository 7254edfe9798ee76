"""The signals of a text that no list of phrases gives: ways to reach somebody, amounts, hosts that pass for an authority's."""

import re

from capitune.safety import official
from capitune.safety.personal import find
from capitune.safety.plain import plain_of
from capitune.safety.states import CONTACTS, Signal

_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\w-])")
_AUTHORITY = re.compile(
    r"ircc|gouv|\bgovt?\b|gc-?ca\b|canada[^/]*(?:immigr|visa)|(?:immigr|visa)[^/]*canada|service-?canada"
)
_AMOUNT = re.compile(
    r"\d[\d .,']{0,14} ?(?:\$|€|£|cad\b|usd\b|eur\b|f ?cfa\b|dollars?\b|euros?\b|dh\b|dzd\b|k\b)|(?:\$|€|£|cad|usd) ?\d"
)


def false_hosts(text: str) -> list[str]:
    """The hosts in it that look like an authority's and are not, each once."""
    hosts = (match[1] for match in _HOST.finditer(plain_of(text).text))
    return list(
        dict.fromkeys(
            host for host in hosts if _AUTHORITY.search(host) and not official.is_host(host)
        )
    )


def signals_in(text: str) -> frozenset[Signal]:
    """What can be seen without a rule; ``money`` only says that an amount stands there."""
    found = set()
    if any(each.kind in CONTACTS for each in find(text)):
        found.add(Signal.CONTACT)
    if _AMOUNT.search(plain_of(text).text):
        found.add(Signal.MONEY)
    if false_hosts(text):
        found.add(Signal.INFLUENCE)
    return frozenset(found)
