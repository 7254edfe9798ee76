"""The tables of the mechanisms themselves."""

from sqlalchemy import ColumnElement, Table, Text, cast, func

from capitune.core.datamap.columns import content, nothing, technical, usage
from capitune.core.datamap.tables import PERSON, map_table, matching, owned
from capitune.core.datamap.words import Retention


def _scope(table: Table) -> ColumnElement[bool]:
    return table.c.scope == func.concat("person:", cast(PERSON, Text))


def _named(table: Table) -> ColumnElement[bool]:
    wanted = func.concat("%", cast(PERSON, Text), "%")
    return cast(table.c.payload, Text).like(wanted) | table.c.key.like(wanted)


map_table(
    "idempotency_keys",
    domain="technical",
    purpose="gives the same answer to the same request sent twice",
    retention=Retention.DAY,
    rows=matching(_scope),
    columns={
        "scope": technical("who asked"),
        "key": technical("the name of the request"),
        "request_hash": technical("tells whether the same was asked"),
        "status": technical("what was answered"),
        "headers": technical("what was answered"),
        "body": content("what was answered", exported=False),
        "created_at": technical("when it was asked"),
    },
)
map_table(
    "outbox",
    domain="technical",
    purpose="effects still to carry out: mails, scans",
    retention=Retention.YEAR,
    rows=matching(_named),
    columns={
        "id": technical("key"),
        "created_at": technical("when it was asked for"),
        "kind": technical("which effect"),
        "key": technical("makes asking twice once"),
        "payload": usage("ids of what it is about", exported=False),
        "due_at": technical("when it is tried next"),
        "claimed_until": technical("who carries it out"),
        "attempts": technical("how many tries"),
        "done_at": technical("when it was done"),
        "dead_at": technical("when it was given up"),
        "last_error": technical("why it failed"),
        "closed_at": technical("when a person said that it is never tried again"),
        "closed_why": technical("for which reason"),
    },
)
map_table(
    "mails",
    domain="mails",
    purpose="what became of each letter",
    retention=Retention.YEAR,
    rows=owned(),
    columns={
        "id": technical("key, which the mail service is told too"),
        "user_id": technical("to whom"),
        "letter": usage("which letter"),
        "state": usage("what became of it"),
        "state_at": usage("since when"),
        "handed_at": technical("when it was handed over"),
        "reason": technical("why it did not arrive"),
        "events": technical("what became of it, step by step"),
        "created_at": usage("when it was asked for"),
    },
)
map_table(
    "breakers",
    domain="technical",
    purpose="services that are left alone for a while",
    retention=Retention.ALWAYS,
    columns={
        "name": nothing("which service"),
        "open_until": nothing("until when"),
        "reason": nothing("what it answered"),
    },
)
map_table(
    "missing_files",
    domain="technical",
    purpose="files that the store has lost, until they are back or their row is gone",
    retention=Retention.LIFE,
    columns={
        "key": technical("which object"),
        "named_by": technical("which table names it"),
        "row_id": technical("which row names it"),
        "noticed_at": nothing("since when"),
        "seen_at": nothing("when it was last looked for"),
    },
)
map_table(
    "periodic_runs",
    domain="technical",
    purpose="when each periodic job last ran, and how it went",
    retention=Retention.ALWAYS,
    columns={
        "name": nothing("which job"),
        "ran_at": nothing("when it last ended well"),
        "tried_at": nothing("when it last began"),
        "ended_at": nothing("when that was over"),
        "cause": nothing("why it failed"),
        "failures": nothing("how often in a row"),
    },
)
