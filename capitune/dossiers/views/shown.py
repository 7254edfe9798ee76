"""Rows of dossiers as lists show them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from capitune.dossiers import queries
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.queries.lines.messages import Talk
from capitune.dossiers.words.turns import Turn, turn_of


def shown(
    rows: Sequence[AnyRow], to_check: Mapping[uuid.UUID, int], day: date, *, owned: bool
) -> list[dict[str, Any]]:
    """Rows with what their stored figures say on the reader's ``day``, how much of each waits for the
    reader, and what their conversations hold for them.
    """
    return [_shown(row, day, to_check.get(row.id, 0), owned=owned) for row in rows]


def _shown(row: AnyRow, day: date, to_check: int, *, owned: bool) -> dict[str, Any]:
    turn: Turn = turn_of(row, queries.next_of(row, day), to_check, owned=owned)
    talk = Talk(row.unread, row.is_awaited)
    return {"row": row, "progress": queries.progress_of(row), "turn": turn, "talk": talk}
