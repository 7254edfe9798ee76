"""The pipeline of the floor, as a list and as a board: what the product's say, by hand."""

from collections import defaultdict
from datetime import date
from typing import Any

from jinja2 import Template
from psycopg import Cursor

from bench.floor import dashboards, statements

NEVER = date(9999, 12, 31)
LIMIT = 20


def shown(cur: Cursor, person: Any, met: list[str], template: Template, *, is_list: bool) -> str:
    """Twenty dossiers, or twenty of each stage, with the menu and the reader's own order."""
    key: dict[str, Any] = {"person_id": person.id, "met": met}
    waiting = cur.execute(statements.WAITS, key).fetchone()
    own = cur.execute(statements.OWN_ORDER, key).fetchall()
    rows = cur.execute(statements.LIST if is_list else statements.BOARD, key).fetchall()
    counts = {} if is_list else dict(cur.execute(statements.STAGES, key).fetchall())
    here = cur.execute(statements.WAITS_IN, key | {"ids": [row.id for row in rows]}).fetchall()
    many = waiting.many if waiting else 0
    lanes: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        lanes[row.stage].append(row)
    return template.render(
        me=person,
        menu=dashboards.of_professional(many),
        waiting=many,
        own=own,
        rows=rows[:LIMIT],
        more=len(rows) > LIMIT,
        lanes=[
            (stage, words, counts.get(stage, 0), lanes[stage][:LIMIT])
            for stage, words in dashboards.STAGES
        ],
        stages=dict(dashboards.STAGES),
        to_check={row.dossier_id: row.many for row in here},
        today=date.today(),  # noqa: DTZ011 the floor has one zone
        never=NEVER,
    )
