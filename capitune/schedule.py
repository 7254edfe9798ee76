"""The table of periodic jobs: name, rhythm, function. The clock runs these and nothing else.

A job is short, or asks for its work through the outbox; it is safe to run twice. Hours are local ones.
"""

from datetime import timedelta

from capitune.core import idempotency, outbox
from capitune.core.schedule import Every, Periodic
from capitune.professionals.jobs import end_licences

SCHEDULE = (
    Periodic("outbox.sweep", Every(timedelta(seconds=5)), outbox.sweep),
    Periodic("licences.end", Every(timedelta(seconds=5)), end_licences),
    Periodic("idempotency.purge", Every(timedelta(hours=1)), idempotency.purge),
)
