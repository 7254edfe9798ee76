"""How the desk of health calls parts, facts and troubles, and what to do about each."""

from datetime import datetime
from typing import Any

from capitune.core.clock import now
from capitune.core.formats import ago, decimal, size
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.probing import Grade

PARTS = {
    "database": _l("Database"),
    "replica": _l("Replica"),
    "redis": _l("Redis"),
    "storage": _l("Storage"),
    "scanner": _l("Virus scanner"),
    "mail": _l("Mail"),
    "workers": _l("Workers"),
    "clock": _l("Clock"),
    "versions": _l("Versions"),
}
GRADES = {
    Grade.FINE: ("ok", "circle-check", _l("In order")),
    Grade.WARN: ("no", "alert-circle", _l("To look at")),
    Grade.BAD: ("hot", "alert-triangle", _l("In trouble")),
}
FACTS = {
    "version": _l("Version"),
    "size_bytes": _l("Size"),
    "revision": _l("Revision of the schema"),
    "head": _l("Revision in the code"),
    "longest_seconds": _l("Longest transaction"),
    "connections": _l("Connections"),
    "replicas": _l("Replicas"),
    "lag_seconds": _l("Behind by"),
    "memory_bytes": _l("Memory used"),
    "most_bytes": _l("Memory allowed"),
    "appends": _l("Keeps a log of changes"),
    "saved_at": _l("Last saved"),
    "kind": _l("Kind"),
    "signatures_at": _l("Signatures of"),
    "accepted_at": _l("Last accepted"),
    "refused_at": _l("Last refused"),
    "webhook_at": _l("Last word of the service"),
    "until": _l("Left alone until"),
    "workers": _l("Processes"),
    "seen_at": _l("Last sign of life"),
    "late": _l("Jobs that are late"),
    "failing": _l("Jobs that fail"),
    "commit": _l("Commit"),
}
ADVICE = {
    "no_answer": _l("No answer within 3 seconds. Look whether it runs, and whether the network lets us through."),
    "failed": _l("The look at it failed. The cause is below; look at its process and its settings."),
    "revision_behind": _l("The schema is not the one of this code. Run flask --app wsgi db upgrade."),
    "long_transaction": _l("A transaction has been open for more than 5 minutes. Find it in pg_stat_activity and end it."),
    "replica_lags": _l("The replica is more than a minute behind. Look at its disk and at the network between both."),
    "redis_away": _l("Redis does not answer. Start it again; work waits in the database and nothing is lost."),
    "redis_cannot_save": _l("Redis cannot write what it holds. Free some disk, then look at its log."),
    "storage_differs": _l("What was read is not what was written. Stop uploads and look at the store at once."),
    "stand_in": _l("This scanner is a stand-in for development. Set CLAMAV_HOST before real people send files."),
    "old_signatures": _l("The signatures are older than 2 days, or their age is not known. Look at freshclam."),
    "mail_refused": _l("The mail service refuses us, and nothing leaves meanwhile. Check the key and the account there."),
    "no_webhook": _l("The service cannot tell us what becomes of mails. Set SENDGRID_WEBHOOK_KEY."),
    "webhook_silent": _l("Mails were accepted and no word came for a day. Check the address of the webhook there."),
    "no_workers": _l("No worker runs: mails and scans wait. Start python -m capitune.worker work."),
    "clock_silent": _l("The clock gives no sign of life. Start python -m capitune.worker clock."),
    "jobs_late": _l("Some of its jobs are late or fail. The desk of tasks says which, and why."),
}  # fmt: skip


def shown(code: str, value: Any) -> str:
    """A fact in words: moments with their age, sizes and times with their units."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return ago(min(value, now())) if code.endswith("_at") else ago(value)
    if code.endswith("_bytes"):
        return size(value)
    if code.endswith("_seconds"):
        return _("%(n)s s", n=decimal(round(value, 1)))
    return str(value)
