"""The table of periodic jobs: name, rhythm, function. The clock runs these and nothing else.

A job is short, or asks for its work through the outbox; it is safe to run twice. Hours are local ones.
"""

from datetime import time, timedelta

from capitune.accounts.jobs.parting import part
from capitune.accounts.jobs.purging import purge
from capitune.analytics.jobs import count as count_days
from capitune.analytics.visits import keep_visits
from capitune.backoffice.reconciling import reconcile
from capitune.core import idempotency, outbox, storage
from capitune.core.i18n import HOME_ZONE
from capitune.core.post import purge_post
from capitune.core.schedule import Daily, Every, Periodic
from capitune.dossiers.jobs import purge_invitations, purge_uploads, watch_expiries
from capitune.dossiers.periodic import pass_turns, remind
from capitune.notifications.periodic import ask_digests, purge_news
from capitune.professionals.jobs import deal_places, end_licences, mend_directory, warn_of_ends

SCHEDULE = (
    Periodic("outbox.sweep", Every(timedelta(seconds=5)), outbox.sweep),
    # Each person has an 8 o'clock of their own.
    Periodic("digests.ask", Every(timedelta(minutes=1)), ask_digests),
    Periodic("reminders.tell", Every(timedelta(minutes=5)), remind),
    Periodic("directory.deal", Daily(time(0, 1), "UTC"), deal_places),
    Periodic("directory.mend", Every(timedelta(hours=1)), mend_directory),
    Periodic("licences.warn", Daily(time(8), HOME_ZONE), warn_of_ends),
    Periodic("licences.end", Every(timedelta(seconds=5)), end_licences),
    Periodic("documents.expiries", Daily(time(8), HOME_ZONE), watch_expiries),
    Periodic("desk.turns", Every(timedelta(hours=1)), pass_turns),
    Periodic("post.purge", Every(timedelta(hours=1)), purge_post),
    Periodic("news.purge", Every(timedelta(hours=1)), purge_news),
    Periodic("sign_ins.part", Every(timedelta(seconds=5)), part),
    Periodic("sign_ins.purge", Every(timedelta(hours=1)), purge),
    Periodic("uploads.purge", Every(timedelta(hours=1)), purge_uploads),
    Periodic("storage.reconcile", Daily(time(3, 30), HOME_ZONE), reconcile),
    Periodic("analytics.count", Daily(time(0, 20), HOME_ZONE), count_days),
    Periodic("visits.keep", Every(timedelta(minutes=1)), keep_visits),
    Periodic("invitations.purge", Daily(time(4), HOME_ZONE), purge_invitations),
    Periodic("storage.sweep", Every(timedelta(hours=1)), storage.sweep),
    Periodic("idempotency.purge", Every(timedelta(hours=1)), idempotency.purge),
)
