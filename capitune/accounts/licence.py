"""Which scopes of a licence are valid."""

from collections.abc import Collection
from datetime import datetime


def valid_scopes(
    scopes: Collection[str], until: datetime | None, moment: datetime
) -> frozenset[str]:
    """Those of a licence that ends at ``until`` (None: never), at this moment: all, or none."""
    return frozenset() if until is not None and until <= moment else frozenset(scopes)
