"""How the desk of tasks calls effects, queues and periodic jobs."""

from flask_babel import ngettext

from capitune.core.handling import Why
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.schedule import Daily, Every, Rhythm

QUEUES = {"high": _l("Urgent"), "default": _l("Ordinary"), "low": _l("In the background")}
KINDS = {
    "mail": _l("E-mail"),
    "documents.scan": _l("Virus check of a document"),
    "documents.draw": _l("Pictures of a document’s pages"),
    "documents.remove": _l("Removal of a document’s file"),
    "uploads.remove": _l("Removal of an unfinished upload"),
    "messages.scan": _l("Virus check of a message’s file"),
    "messages.remove": _l("Removal of a message’s file"),
    "dossiers.filing": _l("PDFs for submission"),
    "dossiers.filing_remove": _l("Removal of PDFs for submission"),
    "proofs.scan": _l("Virus check of a licence’s proof"),
    "proofs.draw": _l("Pictures of a licence’s proof"),
    "moderation.tell_reporters": _l("Word to whoever reported something"),
    "proofs.remove": _l("Removal of a licence’s proof"),
    "accounts.export": _l("Copy of one’s data"),
    "accounts.export_remove": _l("Removal of a copy of one’s data"),
    "accounts.erase": _l("Erasure of an account"),
    "accounts.lift_suspension": _l("End of a suspension"),
    "avatars.remove": _l("Removal of an old picture"),
}
JOBS = {
    "outbox.sweep": _l("Push work that waits"),
    "digests.ask": _l("Ask for the digests that are due"),
    "reminders.tell": _l("Tell what is due soon"),
    "directory.deal": _l("Shuffle the directory of professionals"),
    "directory.mend": _l("Bring the directory up to date"),
    "licences.warn": _l("Warn that a licence expires soon"),
    "licences.end": _l("End licences that have expired"),
    "documents.expiries": _l("Warn that a document expires"),
    "post.purge": _l("Forget old tasks and mails"),
    "news.purge": _l("Forget old notifications"),
    "sign_ins.part": _l("Close the pages of sign-ins that ended"),
    "sign_ins.purge": _l("Forget old sign-ins"),
    "uploads.purge": _l("Forget unfinished uploads"),
    "storage.reconcile": _l("Compare storage and database"),
    "analytics.count": _l("Count the figures of the day"),
    "visits.keep": _l("Keep the number of visits"),
    "desk.turns": _l("Note whose turn it is in late dossiers"),
    "invitations.purge": _l("Forget invitations that are over"),
    "storage.sweep": _l("Clear what interrupted uploads left"),
    "idempotency.purge": _l("Forget the keys of forms"),
}
WHYS = {
    Why.NOT_NEEDED: _l("Nobody needs it any more"),
    Why.DONE_OTHERWISE: _l("It was done by hand"),
    Why.CANNOT_WORK: _l("It can never work"),
    Why.ASKED_AGAIN: _l("It was asked for again"),
}


def rhythm(of: Rhythm) -> str:
    """``Every 5 minutes``, ``Each day at 08:00 (America/Toronto)``."""
    if isinstance(of, Daily):
        at = f"{of.at:%H:%M}"
        return _("Each day at %(at)s (%(zone)s)", at=at, zone=of.zone_name)
    seconds = round(of.interval.total_seconds()) if isinstance(of, Every) else 0
    if seconds % 3600 == 0:
        return ngettext("Every hour", "Every %(num)s hours", seconds // 3600)
    if seconds % 60 == 0:
        return ngettext("Every minute", "Every %(num)s minutes", seconds // 60)
    return ngettext("Every second", "Every %(num)s seconds", seconds)
