"""The table, read."""

import re
from dataclasses import dataclass

from tests.functional.access.personas import PERSONAS
from tests.functional.access.table import TABLE

LINE = re.compile(r"(?P<method>[A-Z]+)\s+(?P<rule>/\S*(?: [^|]*?>\S*)?)\s+(?P<cells>[\w| ]+)$")
PART = re.compile(r"<(?:[^<>]*:)?(?P<name>\w+)>")


@dataclass(frozen=True, slots=True)
class Row:
    """One method of one address, and what each person gets there."""

    method: str
    rule: str
    expected: dict[str, str]

    @property
    def is_api(self) -> bool:
        """True for what programs ask."""
        return self.rule.startswith("/api/")


def read(table: str = TABLE) -> list[Row]:
    """Every row; raises on a line that is not one."""
    rows = []
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            found = LINE.fullmatch(line.rstrip())
            if found is None:
                raise ValueError(f"not a row: {line}")
            cells = found["cells"].replace("|", " ").split()
            if len(cells) != len(PERSONAS):
                raise ValueError(f"{len(cells)} cells: {line}")
            rows.append(
                Row(found["method"], found["rule"], dict(zip(PERSONAS, cells, strict=True)))
            )
    return rows
