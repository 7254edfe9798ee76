"""What nobody needs any more of effects and letters: deleted by the clock."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_

from capitune.core.clock import now
from capitune.core.ids import first_id_of
from capitune.core.outbox import OutboxRow
from capitune.core.post.models import Mail
from capitune.core.post.states import MailState
from capitune.core.purging import purge

# What was done a month ago is asked for by nobody again: keys name the row or the day that they are about.
DONE = timedelta(days=30)
# What was given up stays for staff to see; what became of a letter, for whom it was to.
KEPT = timedelta(days=365)


def purge_post() -> int:
    """Delete effects done a month ago, and a year ago those given up and the records of letters; how many.

    One that waits is never deleted, nor the letter that it is about.
    """
    moment = now()
    return _purge_effects(moment) + _purge_letters(moment - KEPT)


def _purge_effects(moment: datetime) -> int:
    old = OutboxRow.id < first_id_of(moment - DONE)  # by the key: no other index is needed
    over = or_(OutboxRow.done_at < moment - DONE, OutboxRow.dead_at < moment - KEPT)
    return purge(OutboxRow, and_(old, over))


def _purge_letters(before: datetime) -> int:
    over = and_(Mail.state != MailState.QUEUED, Mail.state_at < before)
    return purge(Mail, and_(Mail.id < first_id_of(before), over))
