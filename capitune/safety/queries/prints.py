"""Whether a text is one of those known to be fraud."""

import uuid

from sqlalchemy import Text, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.expression import cast

from capitune.core.db import db
from capitune.safety import likeness
from capitune.safety.models import ScamPrint

# The newest: a fraud that comes back comes back soon.
MOST = 500


def known_as(text: str) -> uuid.UUID | None:
    """The subject of the known fraud that ``text`` is like, or that has a contact of it (two statements at most)."""
    contacts = sorted(likeness.contacts(text))
    if contacts:
        shared = ScamPrint.contacts.op("&&")(cast(contacts, ARRAY(Text)))
        found = db.session.scalar(select(ScamPrint.subject_id).where(shared).limit(1))
        if found:
            return found
    if len(text) < likeness.SHORTEST:
        return None
    own = likeness.trigrams(text)
    # Of another length it cannot be alike: a comparison that PostgreSQL makes without reading the rest.
    length = func.octet_length(ScamPrint.trigrams) / 4
    near = length.between(int(len(own) * likeness.ALIKE), int(len(own) / likeness.ALIKE) + 1)
    rows = select(ScamPrint.subject_id, ScamPrint.trigrams).where(near)
    found = None
    for row in db.session.execute(rows.order_by(ScamPrint.id.desc()).limit(MOST)):
        if likeness.alike(own, likeness.unpacked(row.trigrams)) >= likeness.ALIKE:
            found = row.subject_id
            break
    return found
    return None
