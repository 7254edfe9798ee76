"""The looks at what only this product has: mail, its workers, its clock."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, literal_column, select, union_all

from capitune.backoffice.queries.timetable import timetable
from capitune.core import jobs
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.mail import SendGridMailer, current_mailer, is_told
from capitune.core.post import Breaker, Mail, MailState, opened_until
from capitune.core.probing import Found, Grade, troubled

LOOKED = 50
SILENT = timedelta(days=1)  # after a mail was accepted, some event must come
ACCEPTED = (MailState.SENT, MailState.DELIVERED)
REFUSED = (MailState.FAILED, MailState.BOUNCED)
TOLD = (MailState.DELIVERED, MailState.BOUNCED)  # by the service's webhook alone


def mail() -> Found:
    """When mail was last accepted and refused, when the service last told us something."""
    last = _last()
    until = opened_until(Breaker.MAIL)
    facts: dict[str, Any] = {
        "kind": type(current_mailer()).__name__,
        "accepted_at": _newest(last, ACCEPTED),
        "refused_at": _newest(last, REFUSED),
        "webhook_at": _newest(last, TOLD),
    }
    if until:
        return troubled("mail_refused", until=until, **facts)
    if not isinstance(current_mailer(), SendGridMailer):
        return Found(facts)
    if not is_told():
        return troubled("no_webhook", Grade.WARN, **facts)
    accepted, told = facts["accepted_at"], facts["webhook_at"]
    if accepted and accepted < now() - SILENT and (told is None or told < accepted):
        return troubled("webhook_silent", Grade.WARN, **facts)
    return Found(facts)


def workers() -> Found:
    """How many there are, and when the last gave a sign of life."""
    seen = jobs.workers()
    facts: dict[str, Any] = {"workers": len(seen), "seen_at": max(seen, default=None)}
    return Found(facts) if seen else troubled("no_workers", **facts)


def clock() -> Found:
    """When the clock last gave a sign of life, and which of its jobs are late or fail."""
    found = timetable()
    late = [turn for turn in found.turns if turn.is_late]
    failing = [turn for turn in found.turns if turn.run and turn.run.failures]
    facts: dict[str, Any] = {"seen_at": found.seen_at, "late": len(late), "failing": len(failing)}
    if found.is_silent:
        return troubled("clock_silent", **facts)
    return troubled("jobs_late", Grade.WARN, **facts) if late or failing else Found(facts)


def _last() -> dict[MailState, datetime]:
    walks = [_walk(state) for state in {*ACCEPTED, *REFUSED}]
    rows = db.session.execute(union_all(*walks))
    return {MailState(row.state): row.at for row in rows if row.at}


def _walk(state: MailState) -> Select[Any]:
    newest = select(Mail.state_at).where(Mail.state == state).order_by(Mail.id.desc())
    some = newest.limit(LOOKED).subquery()
    name: Any = literal_column(f"'{state.value}'").label("state")
    return select(name, func.max(some.c.state_at).label("at"))


def _newest(last: dict[MailState, datetime], states: tuple[MailState, ...]) -> datetime | None:
    return max((last[state] for state in states if state in last), default=None)
