"""Erasing an account: everywhere the data map says, in small steps, each of which may be the last before
the process is killed. Run again, it goes on where it stopped; what is gone already is fine.

The order matters: stored objects before the rows that name them, parts before what they belong to, the
account itself at the very end.
"""

import time
import uuid
from datetime import timedelta

import structlog

from capitune.accounts import queries
from capitune.accounts.services import begin_erasing, finish_erasing
from capitune.authz.actor import Actor
from capitune.core.datamap import Kind, TableMap, rows, table_maps
from capitune.core.files.deferred import patiently
from capitune.core.letters import letter_named
from capitune.core.mail import MailRejected, MailUnavailable, current_mailer, forget_mails
from capitune.core.outbox import Delivery, Retry, effect
from capitune.core.storage import current_storage
from capitune.core.work import release, unit_of_work

log = structlog.get_logger(__name__)

ERASER = Actor.system("eraser")
LAST = "users"
TURN_SECONDS = 120  # then the rest waits for the next turn, and other work gets its own
NOW = timedelta(seconds=1)


@effect("accounts.erase", queue="low", lease_seconds=300, patient=True)
def erase_account(delivery: Delivery) -> None:
    """Erase the account of a departure whose time is over."""
    erase(uuid.UUID(delivery.payload["departure_id"]))


def erase(departure_id: uuid.UUID) -> None:
    """The same, from anywhere outside a unit of work. Raises ``Retry`` when there is more to do, or when
    storage or mail is away.
    """
    with unit_of_work():
        person = begin_erasing(ERASER, departure_id)
    if person is None:
        return
    until = time.monotonic() + TURN_SECONDS
    with patiently():
        _forget_mails(person)
        for found in rows.children_first():
            if found.rows is not None:
                _erase_table(found, person, until)
        _say_goodbye(person, departure_id)
    with unit_of_work():
        finish_erasing(ERASER, departure_id)
    log.info("account_erased", departure_id=str(departure_id))


def _erase_table(found: TableMap, person: uuid.UUID, until: float) -> None:
    if not found.goes:
        if found.name != LAST:
            _empty_table(found, person, until)
        elif found.files:
            _delete_objects(found, rows.some_to_erase(found, person))
        return
    while some := rows.some_to_erase(found, person):
        release()
        _delete_objects(found, some)
        with unit_of_work():
            rows.remove(found, some)
        _check(until)


def _empty_table(found: TableMap, person: uuid.UUID, until: float) -> None:
    emptied = rows.BATCH
    while emptied == rows.BATCH:
        with unit_of_work():
            emptied = rows.empty_some(found, person)
        _check(until)


def _delete_objects(found: TableMap, some: rows.Rows) -> None:
    if found.files is None:
        return
    for row in some:
        for key in found.files.keys(row):
            current_storage().delete(key)


def _check(until: float) -> None:
    if time.monotonic() > until:
        raise Retry("more to erase", NOW)


def _forget_mails(person: uuid.UUID) -> None:
    """Mails that stayed on this machine (development keeps them in a folder)."""
    user = queries.user_by_id(person)
    if user is None:
        return
    needles = _addresses(person) | {user.name}
    release()
    forget_mails(current_mailer(), needles - {""})


def _addresses(person: uuid.UUID) -> set[str]:
    """Every e-mail address that the map knows of them."""
    found: set[str] = set()
    for table in table_maps().values():
        names = [n for n, c in table.columns.items() if c.kind is Kind.CONTACT]
        if names and table.rows is not None:
            for page in rows.pages_of(table, person):
                found |= {str(row[n]) for row in page for n in names if "@" in str(row[n])}
    return found


def _say_goodbye(person: uuid.UUID, departure_id: uuid.UUID) -> None:
    """The last letter, while there still is an address; the same key, so that twice can be told."""
    payload = {"letter": "deletion_done", "to": str(person), "about": str(departure_id)}
    message = letter_named("deletion_done").compose(payload)
    release()
    if message is None:
        return
    try:
        current_mailer().send(message, key=f"erased-{departure_id}")
    except MailRejected as error:
        # Nobody reads that mailbox any more: no reason to keep the data.
        log.info("goodbye_refused", reason=str(error))
    except MailUnavailable as error:
        raise Retry(str(error)) from error
