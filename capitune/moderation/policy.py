"""Who reports, who looks at what was reported, who decides."""

import uuid
from dataclasses import dataclass

from capitune.authz.actor import Actor
from capitune.authz.engine import Denial, Verdict, rule
from capitune.authz.permissions import Permission
from capitune.moderation.models import ModerationCase, Sanction
from capitune.moderation.states import CaseKind


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody would report: whose it is."""

    id: uuid.UUID
    author_id: uuid.UUID


@rule(Permission.REPORT_MAKE)
def _(actor: Actor, thing: Reported | None) -> Verdict:
    """Whoever is signed in; not what one wrote oneself."""
    if not actor.is_signed_in:
        return False
    is_own = thing is not None and thing.author_id == actor.user_id
    return Denial("own_words") if is_own else True


@rule(Permission.CASE_LIST)
def _(actor: Actor, _subject: object) -> Verdict:
    """The team."""
    return actor.is_staff


@rule(Permission.CASE_JUDGE, sees=Permission.CASE_LIST)
def _(actor: Actor, case: ModerationCase | None) -> Verdict:
    """The team; never about oneself, nor an appeal against what one decided."""
    if not actor.is_staff:
        return False
    if case is not None and case.subject_id == actor.user_id:
        return Denial("own_case", attempt="case.judge_refused")
    if case is not None and case.kind is CaseKind.APPEAL and case.against_id == actor.user_id:
        return Denial("own_sanction", attempt="case.judge_refused")
    return True


@rule(Permission.SANCTION_READ, sees=Permission.SANCTION_READ)
def _(actor: Actor, sanction: Sanction) -> Verdict:
    """Whom it concerns, and the team."""
    return actor.is_staff or (actor.is_signed_in and sanction.user_id == actor.user_id)
