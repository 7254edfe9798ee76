"""A text meets the rules: what becomes of it is said, what met it is noted, what the team thought of it afterwards too."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.safety import likeness
from capitune.safety.models import ScamPrint, WatchHit
from capitune.safety.queries.prints import known_as
from capitune.safety.queries.rules import asked_rules
from capitune.safety.states import Mode, Place, Tier
from capitune.safety.watching import Watched, watch


def meet(author: tuple[uuid.UUID, Tier], place: Place, subject_id: uuid.UUID, text: str) -> Watched:
    """What becomes of ``text`` of ``author`` (who, of which tier), which is to be ``subject_id``. Each rule that it meets
    notes it once. Part of an act, which has asked and records it.
    """
    user_id, tier = author
    known = tier is not Tier.STAFF and known_as(text) not in {None, subject_id}
    watched = watch(text, asked_rules(), tier=tier, place=place, known=known)
    if watched.met and tier is not Tier.STAFF:
        _note(user_id, place, subject_id, watched)
    return watched


def judge_hits(subject_id: uuid.UUID, *, right: bool) -> None:
    """The team has decided about the text: the rules that had it held were right, or not. Part of an act."""
    theirs = (WatchHit.subject_id == subject_id, WatchHit.held, WatchHit.right.is_(None))
    db.session.execute(update(WatchHit).where(*theirs).values(right=right, judged_at=now()))


def confirm_fraud(subject_id: uuid.UUID, text: str, contacts: Iterable[str] = ()) -> None:
    """Recognise it from now on, and whoever can be reached by it or by ``contacts`` (fingerprints of what was masked in
    it). Twice is once. Part of an act.
    """
    row = insert(ScamPrint).values(
        id=new_id(),
        created_at=now(),
        subject_id=subject_id,
        trigrams=likeness.packed(likeness.trigrams(text)),
        contacts=sorted({*contacts, *likeness.contacts(text)}),
    )
    db.session.execute(row.on_conflict_do_nothing(index_elements=["subject_id"]))


def _note(user_id: uuid.UUID, place: Place, subject_id: uuid.UUID, watched: Watched) -> None:
    noted = set(
        db.session.scalars(select(WatchHit.rule_id).where(WatchHit.subject_id == subject_id))
    )
    db.session.add_all(
        WatchHit(
            rule_id=each.rule.id,
            rule_version=each.rule.version,
            mode=each.rule.mode,
            place=place,
            subject_id=subject_id,
            user_id=user_id,
            phrase=each.phrase,
            held=watched.verdict.held and each.rule.mode is Mode.ENFORCE,
        )
        for each in watched.met
        if each.rule.id not in noted
    )
