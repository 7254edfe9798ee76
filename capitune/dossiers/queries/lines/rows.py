"""What lines are made of."""

from typing import Any

from sqlalchemy import Row

Labels = dict[str, str]
AnyRow = Row[*tuple[Any, ...]]
