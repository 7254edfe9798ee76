"""What lines are made of."""

from typing import Any, TypeAlias

Labels = dict[str, str]
# A named tuple of the columns of a read.
AnyRow: TypeAlias = Any
