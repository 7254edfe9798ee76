"""The table of periodic jobs: name, rhythm, function. The clock runs these and nothing else.

A job is short, or asks for its work through the outbox; it is safe to run twice. Hours are local ones.
"""

from datetime import timedelta

from capitune.core import idempotency, outbox
from capitune.core.schedule import Every, Periodic

SCHEDULE = (
    Periodic("outbox.sweep", Every(timedelta(seconds=5)), outbox.sweep),
    Periodic("idempotency.purge", Every(timedelta(hours=1)), idempotency.purge),
)
