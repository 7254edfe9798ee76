"""How the lists of desks are asked: the filters in an address or a form, and what is wrong with them."""

from collections.abc import Iterable, Mapping

from capitune.core.answers import sentence
from capitune.core.errors import Invalid


def filters_of(sent: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Those of these filters that hold something."""
    return {name: sent[name] for name in names if sent.get(name)}


def said_of(error: Invalid) -> dict[str, str]:
    """What to say beside each field that cannot be read."""
    return {at.field: sentence(at.code, error.facts) for at in error.errors}
